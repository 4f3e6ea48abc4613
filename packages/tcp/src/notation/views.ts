import { type Flag, has, type Segment } from '../segment.ts'
import { diff, SEQ_SPACE, type Seq, seq } from '../seq.ts'

/** What relative numbers count from: the sender's ISS and the ISS of the peer. */
export interface RelativeTo {
  readonly seq: Seq
  readonly ack: Seq
}

const ABSOLUTE: RelativeTo = { seq: seq(0), ack: seq(0) }

const above = (n: Seq, base: Seq): number => (base === 0 ? n : diff(n, base) >>> 0)

const TCPDUMP_LETTERS: Readonly<Record<Flag, string>> = { FIN: 'F', SYN: 'S', RST: 'R', PSH: 'P', ACK: '.', URG: 'U' }

/** The segment as tcpdump prints it, `Flags [S.], seq 0, ack 1, win 4096, options [mss 1024], length 0`. */
export const printTcpdump = (segment: Segment, relativeTo: RelativeTo = ABSOLUTE): string => {
  const { flags, length } = segment
  const start = above(segment.seq, relativeTo.seq)
  const parts = [`Flags [${flags.map((flag) => TCPDUMP_LETTERS[flag]).join('') || 'none'}]`]
  const numbered = length > 0 || has(segment, 'SYN') || has(segment, 'FIN') || has(segment, 'RST')
  if (numbered) parts.push(length > 0 ? `seq ${start}:${(start + length) % SEQ_SPACE}` : `seq ${start}`)
  if (has(segment, 'ACK')) parts.push(`ack ${above(segment.ack, relativeTo.ack)}`)
  parts.push(`win ${segment.window}`)
  if (has(segment, 'URG')) parts.push(`urg ${segment.urgent ?? 0}`)
  if (segment.mss !== undefined) parts.push(`options [mss ${segment.mss}]`)
  parts.push(`length ${length}`)
  return parts.join(', ')
}

/** The segment as Wireshark's Info column has it, `[SYN, ACK] Seq=0 Ack=1 Win=4096 Len=0 MSS=1024`. */
export const printWireshark = (segment: Segment, relativeTo: RelativeTo = ABSOLUTE): string => {
  const parts = [`[${segment.flags.join(', ') || '<None>'}]`, `Seq=${above(segment.seq, relativeTo.seq)}`]
  if (has(segment, 'ACK')) parts.push(`Ack=${above(segment.ack, relativeTo.ack)}`)
  parts.push(`Win=${segment.window}`)
  if (has(segment, 'URG')) parts.push(`Urg=${segment.urgent ?? 0}`)
  parts.push(`Len=${segment.length}`)
  if (segment.mss !== undefined) parts.push(`MSS=${segment.mss}`)
  return parts.join(' ')
}
