import { has, type Segment } from '../segment.ts'
import { add, diff, lt, max, type Seq } from '../seq.ts'
import type { SentRun, Tcb } from '../tcb.ts'

/** Where the data of the segment starts: after a SYN. */
const textStart = (segment: Segment): Seq => (has(segment, 'SYN') ? add(segment.seq, 1) : segment.seq)

/** The bytes of the segment that have never been sent, bound to their numbers from now on; null: there are none. */
const newRun = (tcb: Tcb, segment: Segment): SentRun | null => {
  const start = textStart(segment)
  const from = max(start, tcb.sndNxt)
  const length = segment.length - diff(from, start)
  if (length <= 0) return null
  const run = { seq: from, length }
  return segment.data === undefined ? run : { ...run, data: segment.data.slice(diff(from, start)) }
}

/**
 * Binds the segment's new numbers: SND.NXT moves behind them, new bytes are remembered for retransmission and taken from
 * what the application wrote, a first FIN gets its number. What was sent before changes nothing (RFC 9293 §3.4.3).
 */
export const bind = (tcb: Tcb, segment: Segment): Tcb => {
  const textEnd = add(textStart(segment), segment.length)
  const end = has(segment, 'FIN') ? add(textEnd, 1) : textEnd
  if (!lt(tcb.sndNxt, end)) return tcb
  const run = newRun(tcb, segment)
  return {
    ...tcb,
    sndNxt: end,
    finSeq: has(segment, 'FIN') ? textEnd : tcb.finSeq,
    sent: run === null ? tcb.sent : [...tcb.sent, run],
    app: run === null ? tcb.app : { ...tcb.app, unsent: Math.max(0, tcb.app.unsent - run.length) },
  }
}
