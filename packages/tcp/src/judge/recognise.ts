import type { Segment } from '../segment.ts'
import type { Context, Tcb } from '../tcb.ts'
import { recogniseBareAck } from './bare-ack.ts'
import { formFits, withRemarks } from './form.ts'
import { recogniseSyn, recogniseSynAck } from './opening.ts'
import { type Reading, read } from './reading.ts'
import type { Recognised } from './recognised.ts'
import { recogniseReset } from './resetting.ts'
import { recogniseText } from './text.ts'

const byFlags = (reading: Reading): Recognised | null => {
  if (reading.syn) return reading.ack ? recogniseSynAck(reading) : recogniseSyn(reading)
  if (reading.rst) return recogniseReset(reading)
  return reading.fin || reading.segment.length > 0 ? recogniseText(reading) : recogniseBareAck(reading)
}

/** The act of the catalogue that a taken-apart segment is, with its remarks; null when no correct TCP sends it now. */
export const recogniseReading = (reading: Reading): Recognised | null => {
  if (!formFits(reading)) return null
  const found = byFlags(reading)
  return found === null ? null : withRemarks(found, reading)
}

/** The act of the catalogue that `segment` is for an endpoint in `tcb`; null when no correct TCP sends it now. */
export const recognise = (tcb: Tcb, segment: Segment, context: Context): Recognised | null =>
  recogniseReading(read(tcb, segment, context))
