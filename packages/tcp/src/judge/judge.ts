import type { Segment } from '../segment.ts'
import type { Context, Tcb } from '../tcb.ts'
import type { Verdict } from '../verdict.ts'
import { diagnose } from './diagnose.ts'
import { read } from './reading.ts'
import { recogniseReading } from './recognise.ts'

/**
 * Could a correct TCP in the state of `tcb` have sent `segment` now (RFC 9293 §3.10)? Every legal alternative passes:
 * `right`, `unusual` or `poor` with the act of the catalogue it is. Otherwise the verdict carries one mistake: its code,
 * the one field to look at, the value expected there and the numbers that explain it.
 */
export const judge = (tcb: Tcb, segment: Segment, context: Context): Verdict => {
  const reading = read(tcb, segment, context)
  const found = recogniseReading(reading)
  if (found !== null) return { ...found, mistake: null }
  const mistake = diagnose(reading)
  return { level: 'mistake', act: null, rule: mistake.rule, mistake, notes: [] }
}
