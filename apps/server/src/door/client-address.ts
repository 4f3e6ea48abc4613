import type { IncomingMessage } from 'node:http'

/**
 * The address that limits are counted by. Behind `proxies` trusted ones it is what the outermost of them saw, which each
 * proxy appends to X-Forwarded-For; whatever stands further left, the client may have made up.
 */
export function clientAddress(request: IncomingMessage, proxies: number): string {
  const peer = request.socket.remoteAddress ?? 'unknown'
  if (proxies === 0) return peer
  const forwarded = String(request.headers['x-forwarded-for'] ?? '').split(',')
  const seen = forwarded.map((address) => address.trim()).filter((address) => address !== '')
  return seen.at(-proxies) ?? peer
}
