import type { Segment } from '../segment.ts'
import { add, type Seq } from '../seq.ts'
import type { Context, Tcb } from '../tcb.ts'

/** A segment about to be sent, its flags taken apart, beside the TCB it is held against. */
export interface Reading {
  readonly tcb: Tcb
  readonly segment: Segment
  readonly context: Context
  readonly fin: boolean
  readonly syn: boolean
  readonly rst: boolean
  readonly psh: boolean
  readonly ack: boolean
  readonly urg: boolean
  /** The sequence number after the last byte of data (before the FIN). */
  readonly dataEnd: Seq
}

/** Takes the flags apart once; the judge asks for them many times. */
export const read = (tcb: Tcb, segment: Segment, context: Context): Reading => {
  const { flags } = segment
  const syn = flags.includes('SYN')
  return {
    tcb,
    segment,
    context,
    fin: flags.includes('FIN'),
    syn,
    rst: flags.includes('RST'),
    psh: flags.includes('PSH'),
    ack: flags.includes('ACK'),
    urg: flags.includes('URG'),
    dataEnd: add(segment.seq, segment.length + (syn ? 1 : 0)),
  }
}
