import { FLAGS, has, type RawOption, type Segment } from '../segment.ts'
import { bothAddresses, internetChecksum, tcpChecksum } from './checksum.ts'
import { END, IPV4_HEADER, MSS, NOP, PROTOCOL_TCP, TCP_HEADER } from './kinds.ts'

/** The data offset counts words in four bits: 60 bytes of header, 40 of them options. */
const MOST_OPTION_BYTES = 40
const DONT_FRAGMENT = 0x4000

const hexBytes = (hex: string): number[] => {
  if (!/^([0-9a-f]{2})*$/i.test(hex)) throw new RangeError(`not hex bytes: ${hex}`)
  return (hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16))
}

const optionBytes = ({ kind, hex }: RawOption): number[] => {
  if (!Number.isInteger(kind) || kind < NOP || kind > 255) throw new RangeError(`no option kind: ${kind}`)
  const value = hexBytes(hex)
  if (kind !== NOP) return [kind, value.length + 2, ...value]
  if (value.length > 0) throw new RangeError('the no-operation option has no value')
  return [NOP]
}

/** MSS first, then the other options in their order, filled up with zeros to whole words. */
const allOptions = (segment: Segment): number[] => {
  const { mss } = segment
  if (mss !== undefined && !(Number.isInteger(mss) && mss >= 0 && mss <= 0xffff)) throw new RangeError(`no MSS: ${mss}`)
  const bytes = mss === undefined ? [] : [MSS, 4, mss >> 8, mss & 255]
  for (const option of segment.options ?? []) bytes.push(...optionBytes(option))
  while (bytes.length % 4 !== 0) bytes.push(END)
  if (bytes.length > MOST_OPTION_BYTES) throw new RangeError('options take more than 40 bytes')
  return bytes
}

const inWord = (value: number, name: string): number => {
  if (!Number.isInteger(value) || value < 0 || value > 0xffff)
    throw new RangeError(`${name} is not in 0 … 65535: ${value}`)
  return value
}

const dataBytes = (segment: Segment): number[] => {
  const { data, length } = segment
  if (data === undefined) return Array<number>(length).fill(0)
  if (data.length !== length) throw new RangeError(`${data.length} bytes of data in a segment of length ${length}`)
  return Array.from(data, (_, i) => {
    const code = data.charCodeAt(i)
    if (code > 255) throw new RangeError('data holds a character that is no byte')
    return code
  })
}

/**
 * The segment as it travels: TCP header, options and data with the right checksum for its addresses (RFC 9293 §3.1).
 * Data that is not known is zeros.
 * @throws RangeError when a field does not fit: window or port above 65535, more than 40 bytes of options, bad address.
 */
export const encodeSegment = (segment: Segment): Uint8Array => {
  const { from, to } = bothAddresses(segment.source, segment.destination)
  const options = allOptions(segment)
  const data = dataBytes(segment)
  const headerLength = TCP_HEADER + options.length
  const bytes = new Uint8Array(headerLength + data.length)
  const view = new DataView(bytes.buffer)
  view.setUint16(0, inWord(segment.source.port, 'source port'))
  view.setUint16(2, inWord(segment.destination.port, 'destination port'))
  view.setUint32(4, segment.seq)
  view.setUint32(8, segment.ack)
  bytes[12] = (headerLength / 4) << 4
  bytes[13] = FLAGS.reduce((bits, flag, i) => (has(segment, flag) ? bits | (1 << i) : bits), 0)
  view.setUint16(14, inWord(segment.window, 'window'))
  view.setUint16(18, inWord(segment.urgent ?? 0, 'urgent pointer'))
  bytes.set(options, TCP_HEADER)
  bytes.set(data, headerLength)
  view.setUint16(16, tcpChecksum(from, to, bytes))
  return bytes
}

/**
 * The segment in an IPv4 packet with a 20-byte header (don't fragment, TTL 64), both checksums right (RFC 791 §3.1).
 * @param id the identification field, 0 … 65535.
 * @throws RangeError as {@link encodeSegment}, and when the addresses are IPv6 or the packet exceeds 65535 bytes.
 */
export const encodeIpv4 = (segment: Segment, id = 0): Uint8Array => {
  const { from, to } = bothAddresses(segment.source, segment.destination)
  if (from.version !== 4) throw new RangeError('an IPv4 packet needs IPv4 addresses')
  const tcp = encodeSegment(segment)
  const bytes = new Uint8Array(IPV4_HEADER + tcp.length)
  const view = new DataView(bytes.buffer)
  bytes[0] = 0x45
  view.setUint16(2, inWord(bytes.length, 'packet length'))
  view.setUint16(4, inWord(id, 'identification'))
  view.setUint16(6, DONT_FRAGMENT)
  bytes[8] = 64
  bytes[9] = PROTOCOL_TCP
  bytes.set(from.bytes, 12)
  bytes.set(to.bytes, 16)
  view.setUint16(10, internetChecksum(bytes.subarray(0, IPV4_HEADER)))
  bytes.set(tcp, IPV4_HEADER)
  return bytes
}
