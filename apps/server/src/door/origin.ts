import type { IncomingHttpHeaders } from 'node:http'

/**
 * Whether a request may come from where its browser says it comes from: this very host (as the client addressed it), or the
 * public address. Programs send no Origin and are let through: they hold no cookie of somebody else.
 */
export function sameOrigin(headers: IncomingHttpHeaders, publicUrl: string | undefined): boolean {
  const { origin, host } = headers
  if (origin === undefined) return true
  if (!URL.canParse(origin)) return false
  const from = new URL(origin)
  if (from.protocol !== 'http:' && from.protocol !== 'https:') return false
  if (publicUrl !== undefined && from.origin === new URL(publicUrl).origin) return true
  return host !== undefined && from.host === hostOf(host, from.protocol)
}

/** The Host header in the form of URL.host: lower case, without the scheme's own port. */
function hostOf(host: string, protocol: string): string | null {
  const url = `${protocol}//${host}`
  if (!/^[\w.:[\]-]+$/.test(host) || !URL.canParse(url)) return null
  return new URL(url).host
}
