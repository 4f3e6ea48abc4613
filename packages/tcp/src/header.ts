/** Segments as real bytes, there and back. */
export { type DecodedIpv4, type DecodedTcp, decodeIpv4, decodeTcp } from './header/decode.ts'
export { encodeIpv4, encodeSegment } from './header/encode.ts'
