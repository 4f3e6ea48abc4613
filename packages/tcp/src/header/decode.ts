import { FLAGS, type Flag, type RawOption, type Segment, type SocketAddress } from '../segment.ts'
import { seq } from '../seq.ts'
import { bothAddresses, internetChecksum, tcpChecksum } from './checksum.ts'
import { END, IPV4_HEADER, MSS, NOP, PROTOCOL_TCP, TCP_HEADER } from './kinds.ts'

type Decoded<T> = { readonly ok: true } & T
type Broken = { readonly ok: false; readonly error: string }
export type DecodedTcp = Decoded<{ readonly segment: Segment; readonly checksums: { readonly tcp: boolean } }> | Broken
export type DecodedIpv4 =
  | Decoded<{ readonly segment: Segment; readonly checksums: { readonly ip: boolean; readonly tcp: boolean } }>
  | Broken

const broken = (error: string): Broken => ({ ok: false, error })

const toHex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

interface Options {
  mss?: number
  options?: RawOption[]
}

/** The option list; a string says what is wrong with it. An MSS option of a wrong length is kept as it is. */
const decodeOptions = (bytes: Uint8Array): Options | string => {
  const found: Options = {}
  const others: RawOption[] = []
  let at = 0
  while (at < bytes.length) {
    const kind = bytes[at] ?? END
    if (kind === END) break
    if (kind === NOP) {
      others.push({ kind, hex: '' })
      at += 1
      continue
    }
    const length = bytes[at + 1]
    if (length === undefined) return `option ${kind} has no length byte`
    if (length < 2) return `option ${kind} has length ${length}; 2 is the least`
    if (at + length > bytes.length) return `option ${kind} of ${length} bytes runs past the header`
    const value = bytes.subarray(at + 2, at + length)
    if (kind === MSS && length === 4 && found.mss === undefined) found.mss = ((value[0] ?? 0) << 8) | (value[1] ?? 0)
    else others.push({ kind, hex: toHex(value) })
    at += length
  }
  return others.length > 0 ? { ...found, options: others } : found
}

const latin1 = (bytes: Uint8Array): string => {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}

const decodeFields = (
  bytes: Uint8Array,
  headerLength: number,
  options: Options,
  source: SocketAddress['ip'],
  destination: SocketAddress['ip'],
): Segment => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const bits = view.getUint8(13)
  const flags: Flag[] = FLAGS.filter((_, i) => (bits & (1 << i)) !== 0)
  const data = bytes.subarray(headerLength)
  return {
    source: { ip: source, port: view.getUint16(0) },
    destination: { ip: destination, port: view.getUint16(2) },
    flags,
    seq: seq(view.getUint32(4)),
    ack: seq(view.getUint32(8)),
    window: view.getUint16(14),
    length: data.length,
    ...options,
    ...(flags.includes('URG') ? { urgent: view.getUint16(18) } : {}),
    ...(data.length > 0 ? { data: latin1(data) } : {}),
  }
}

/**
 * Reads a TCP segment from its bytes. Reserved and ECN bits are ignored (RFC 9293 §3.1), unknown options are kept.
 * A wrong checksum is reported, not refused.
 * @param source IP address of the sender, in text form, as for the pseudo-header
 */
export const decodeTcp = (bytes: Uint8Array, source: string, destination: string): DecodedTcp => {
  if (bytes.length < TCP_HEADER) return broken(`a TCP header has at least 20 bytes, here are ${bytes.length}`)
  const headerLength = ((bytes[12] ?? 0) >> 4) * 4
  if (headerLength < TCP_HEADER) return broken(`data offset ${headerLength / 4} is less than 5 words`)
  if (headerLength > bytes.length) return broken(`the header claims ${headerLength} bytes, here are ${bytes.length}`)
  const options = decodeOptions(bytes.subarray(TCP_HEADER, headerLength))
  if (typeof options === 'string') return broken(options)
  try {
    const { from, to } = bothAddresses({ ip: source }, { ip: destination })
    const segment = decodeFields(bytes, headerLength, options, source, destination)
    return { ok: true, segment, checksums: { tcp: tcpChecksum(from, to, bytes) === 0 } }
  } catch (error) {
    return broken(error instanceof RangeError ? error.message : String(error))
  }
}

const ipv4Problem = (bytes: Uint8Array): string | null => {
  if (bytes.length < IPV4_HEADER) return `an IPv4 header has at least 20 bytes, here are ${bytes.length}`
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const first = view.getUint8(0)
  if (first >> 4 !== 4) return `IP version ${first >> 4}, not 4`
  const headerLength = (first & 15) * 4
  const total = view.getUint16(2)
  if (headerLength < IPV4_HEADER) return `IPv4 header length ${headerLength} is less than 20 bytes`
  if (total < headerLength) return `the packet claims ${total} bytes, its header ${headerLength}`
  if (total > bytes.length) return `the packet claims ${total} bytes, here are ${bytes.length}`
  if ((view.getUint16(6) & 0x3fff) !== 0) return 'a fragment: the segment is not complete'
  if (view.getUint8(9) !== PROTOCOL_TCP) return `IP protocol ${view.getUint8(9)}, not TCP`
  return null
}

/** Reads a TCP segment from an IPv4 packet; bytes behind the packet (Ethernet padding) are ignored. */
export const decodeIpv4 = (bytes: Uint8Array): DecodedIpv4 => {
  const problem = ipv4Problem(bytes)
  if (problem !== null) return broken(problem)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const headerLength = (view.getUint8(0) & 15) * 4
  const decoded = decodeTcp(
    bytes.subarray(headerLength, view.getUint16(2)),
    bytes.subarray(12, 16).join('.'),
    bytes.subarray(16, 20).join('.'),
  )
  if (!decoded.ok) return decoded
  const ip = internetChecksum(bytes.subarray(0, headerLength)) === 0
  return { ok: true, segment: decoded.segment, checksums: { ip, tcp: decoded.checksums.tcp } }
}
