import type { SocketAddress } from '../segment.ts'

/** The bytes of an IP address in network order, and which IP it is; null when the text is no address. */
export type AddressBytes = { readonly version: 4 | 6; readonly bytes: readonly number[] }

const ipv4Bytes = (text: string): number[] | null => {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255)) return null
  return parts.map(Number)
}

/** One side of `::`: groups of 16 bits, the last of which may be written as an IPv4 address. */
const groups = (text: string): number[] | null => {
  if (text === '') return []
  const bytes: number[] = []
  const parts = text.split(':')
  for (const [i, part] of parts.entries()) {
    const dotted = i === parts.length - 1 && part.includes('.') ? ipv4Bytes(part) : null
    if (dotted !== null) bytes.push(...dotted)
    else if (/^[0-9a-f]{1,4}$/i.test(part)) bytes.push(Number.parseInt(part, 16) >> 8, Number.parseInt(part, 16) & 255)
    else return null
  }
  return bytes
}

const ipv6Bytes = (text: string): number[] | null => {
  const sides = text.split('::')
  if (sides.length > 2) return null
  const head = groups(sides[0] ?? '')
  if (head === null) return null
  if (sides.length === 1) return head.length === 16 ? head : null
  const tail = groups(sides[1] ?? '')
  if (tail === null || head.length + tail.length > 14) return null
  return [...head, ...Array<number>(16 - head.length - tail.length).fill(0), ...tail]
}

/** An IPv4 or IPv6 address in text form (RFC 4291 §2.2) as bytes; null when it is neither. */
export const addressBytes = (text: string): AddressBytes | null => {
  const four = ipv4Bytes(text)
  if (four !== null) return { version: 4, bytes: four }
  const six = ipv6Bytes(text)
  return six === null ? null : { version: 6, bytes: six }
}

/** The one's complement sum of 16-bit words, an odd last byte padded with zero (RFC 1071). Not yet complemented. */
const sum = (bytes: ArrayLike<number>, start: number): number => {
  let total = start
  for (let i = 0; i < bytes.length; i += 2) total += ((bytes[i] ?? 0) << 8) | (bytes[i + 1] ?? 0)
  while (total > 0xffff) total = (total & 0xffff) + Math.floor(total / 0x10000)
  return total
}

/** The Internet checksum of these bytes. Over bytes that contain a right checksum it is 0. */
export const internetChecksum = (bytes: ArrayLike<number>): number => sum(bytes, 0) ^ 0xffff

/**
 * The TCP checksum: header, data and the pseudo-header of IPv4 (RFC 9293 §3.1) or IPv6 (RFC 8200 §8.1).
 * Over a segment that contains a right checksum it is 0.
 */
export const tcpChecksum = (source: AddressBytes, destination: AddressBytes, tcp: Uint8Array): number => {
  const { length } = tcp
  const lengthAndProtocol =
    source.version === 4 ? [0, 6, length >> 8, length & 255] : [0, 0, length >> 8, length & 255, 0, 0, 0, 6]
  return sum(tcp, sum([...source.bytes, ...destination.bytes, ...lengthAndProtocol], 0)) ^ 0xffff
}

/**
 * Both addresses as bytes.
 * @throws RangeError when one is no IP address, or one is IPv4 and the other IPv6.
 */
export const bothAddresses = (
  source: Pick<SocketAddress, 'ip'>,
  destination: Pick<SocketAddress, 'ip'>,
): { from: AddressBytes; to: AddressBytes } => {
  const from = addressBytes(source.ip)
  const to = addressBytes(destination.ip)
  if (from === null) throw new RangeError(`not an IP address: ${source.ip}`)
  if (to === null) throw new RangeError(`not an IP address: ${destination.ip}`)
  if (from.version !== to.version) throw new RangeError(`IPv4 and IPv6 do not mix: ${source.ip} and ${destination.ip}`)
  return { from, to }
}
