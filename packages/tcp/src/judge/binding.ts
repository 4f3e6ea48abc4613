import type { Segment } from '../segment.ts'
import { add, diff } from '../seq.ts'
import type { SentRun, Tcb } from '../tcb.ts'

/** The bytes of `run` and the segment's data agree wherever both cover a number and both are known. */
const agrees = (run: SentRun, start: number, data: string): boolean => {
  if (run.data === undefined) return true
  const from = Math.max(0, start)
  const to = Math.min(run.length, start + data.length)
  return from >= to || run.data.slice(from, to) === data.slice(from - start, to - start)
}

/**
 * Every number that was sent before carries the byte that was bound to it (RFC 9293 §3.4.3). A segment whose bytes are
 * not known is taken at its word.
 */
export const sameBytes = (tcb: Tcb, segment: Segment): boolean => {
  const { data } = segment
  if (data === undefined || tcb.sent.length === 0) return true
  const first = segment.flags.includes('SYN') ? add(segment.seq, 1) : segment.seq
  return tcb.sent.every((run) => agrees(run, diff(first, run.seq), data))
}
