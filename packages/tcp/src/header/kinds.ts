/** Option kinds with a meaning of their own (RFC 9293 §3.2): end of list and no-operation have no length byte. */
export const END = 0
export const NOP = 1
export const MSS = 2

/** Bytes of a header without options. */
export const TCP_HEADER = 20
export const IPV4_HEADER = 20

export const PROTOCOL_TCP = 6
