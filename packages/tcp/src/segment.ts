import { add, type Seq } from './seq.ts'

/** The six flags in the order of their bits, FIN = 0x01 … URG = 0x20 (RFC 9293 §3.1), as Wireshark lists them. */
export const FLAGS = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG'] as const
export type Flag = (typeof FLAGS)[number]

/** One end of a connection: an IP address in text form and a port, 0 … 65535. */
export interface SocketAddress {
  readonly ip: string
  readonly port: number
}

/** A TCP option that is carried but not modelled: its kind and its value bytes in lower-case hex. */
export interface RawOption {
  readonly kind: number
  readonly hex: string
}

/** A segment as it travels. Sequence and acknowledgment numbers are absolute. */
export interface Segment {
  readonly source: SocketAddress
  readonly destination: SocketAddress
  /** In the order of {@link FLAGS}, each at most once; make it with {@link flagsOf}. */
  readonly flags: readonly Flag[]
  readonly seq: Seq
  /** Meaningful only with ACK; 0 otherwise by custom. */
  readonly ack: Seq
  /** The window field as the receiver reads it, in bytes (0 … 65535, more where window scaling is in use). */
  readonly window: number
  /** Bytes of data. */
  readonly length: number
  /** The MSS option's value in bytes, when present. */
  readonly mss?: number
  /** The urgent pointer, when URG is set. */
  readonly urgent?: number
  /** The data itself, one character per byte (latin1). Absent: the bytes are not known or do not matter. */
  readonly data?: string
  /** Options other than MSS, kept in order. */
  readonly options?: readonly RawOption[]
}

/** Flags in canonical order, without repeats. */
export const flagsOf = (...flags: readonly Flag[]): Flag[] => FLAGS.filter((f) => flags.includes(f))

export const has = (segment: Pick<Segment, 'flags'>, flag: Flag): boolean => segment.flags.includes(flag)

/** SEG.LEN: data bytes, plus one each for SYN and FIN (RFC 9293 §3.3.1). */
export const segmentLength = (segment: Pick<Segment, 'flags' | 'length'>): number =>
  segment.length + (has(segment, 'SYN') ? 1 : 0) + (has(segment, 'FIN') ? 1 : 0)

/** The sequence number after the segment: SEG.SEQ + SEG.LEN. */
export const segmentEnd = (segment: Pick<Segment, 'flags' | 'length' | 'seq'>): Seq =>
  add(segment.seq, segmentLength(segment))

export const sameAddress = (a: SocketAddress, b: SocketAddress): boolean => a.port === b.port && a.ip === b.ip
