import { encodeSegment, has, type Segment } from '@synposium/tcp'

/** One field of the TCP header as it lies on the wire (RFC 9293 §3.1): where its first bit is, and how wide it is. */
export interface HeaderField {
  readonly name:
    | 'sport'
    | 'dport'
    | 'seq'
    | 'ack'
    | 'offset'
    | 'flags'
    | 'window'
    | 'checksum'
    | 'urgent'
    | 'options'
    | 'data'
  readonly bit: number
  readonly bits: number
  /** Absolute value; for the flags and the options their bytes. */
  readonly value: number
}

const HEADER_BYTES = 20
const at16 = (bytes: Uint8Array, at: number) => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
const at32 = (bytes: Uint8Array, at: number) => ((at16(bytes, at) << 16) | at16(bytes, at + 2)) >>> 0

/** The fields in wire order, read back from the segment's real bytes. */
export function headerFields(bytes: Uint8Array, length: number): readonly HeaderField[] {
  const header = ((bytes[12] ?? 0) >> 4) * 4
  const fields: HeaderField[] = [
    { name: 'sport', bit: 0, bits: 16, value: at16(bytes, 0) },
    { name: 'dport', bit: 16, bits: 16, value: at16(bytes, 2) },
    { name: 'seq', bit: 32, bits: 32, value: at32(bytes, 4) },
    { name: 'ack', bit: 64, bits: 32, value: at32(bytes, 8) },
    { name: 'offset', bit: 96, bits: 4, value: header },
    { name: 'flags', bit: 104, bits: 8, value: bytes[13] ?? 0 },
    { name: 'window', bit: 112, bits: 16, value: at16(bytes, 14) },
    { name: 'checksum', bit: 128, bits: 16, value: at16(bytes, 16) },
    { name: 'urgent', bit: 144, bits: 16, value: at16(bytes, 18) },
  ]
  if (header > HEADER_BYTES)
    fields.push({ name: 'options', bit: 160, bits: (header - HEADER_BYTES) * 8, value: at32(bytes, HEADER_BYTES) })
  if (length > 0) fields.push({ name: 'data', bit: header * 8, bits: length * 8, value: length })
  return fields
}

/** The segment's bytes as they travel. The window field has 16 bits, so a wider one cannot be encoded. */
export function wireBytes(segment: Segment): Uint8Array | null {
  try {
    return encodeSegment(segment)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

const HEX_SHOWN = 64

/** The first bytes in hex, in pairs of four: a header fits with room for a little data. */
export const hexDump = (bytes: Uint8Array): { readonly text: string; readonly more: number } => ({
  text: [...bytes.slice(0, HEX_SHOWN)]
    .map((byte, i) => byte.toString(16).padStart(2, '0') + ((i + 1) % 16 === 0 ? '\n' : (i + 1) % 4 === 0 ? '  ' : ' '))
    .join('')
    .trimEnd(),
  more: Math.max(0, bytes.length - HEX_SHOWN),
})

/** The field's bits as a programmer writes them: `0x012` for the flags, `0x7d3c` for a checksum. */
export const hexValue = (field: HeaderField): string =>
  `0x${field.value.toString(16).padStart(Math.ceil(field.bits / 4), '0')}`

export const usesAck = (segment: Segment): boolean => has(segment, 'ACK')
