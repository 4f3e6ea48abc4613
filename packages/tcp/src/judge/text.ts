import { owes } from '../sending/debts.ts'
import { effectiveMss, sendEdge } from '../sending/limits.ts'
import { explicitCalls, isUnackedText, mayCarryFirstFin, mayCarryNewText, writable } from '../sending/permits.ts'
import { add, diff, leq } from '../seq.ts'
import { ackFits } from './acknowledgment.ts'
import { isEmptyProbe, isKeepAlive, probe } from './bare-ack.ts'
import { sameBytes } from './binding.ts'
import type { Reading } from './reading.ts'
import { noted, type Recognised, right, unusual } from './recognised.ts'

/** A closed window with nothing in flight may be asked with one byte of new data (RFC 9293 §3.8.6.1). */
export const isByteProbe = ({ tcb, fin }: Reading, bytes: number): boolean =>
  tcb.sndWnd === 0 && tcb.sndUna === tcb.sndNxt && bytes === 1 && !fin

/** `bytes` new bytes may follow SND.NXT: written, inside the window, before any FIN. */
const newTextFits = (reading: Reading, bytes: number): boolean => {
  const { tcb, context, dataEnd } = reading
  if (bytes === 0) return true
  if (!mayCarryNewText(tcb) || bytes > writable(tcb, context.settings)) return false
  return leq(dataEnd, sendEdge(tcb)) || isByteProbe(reading, bytes)
}

/** A first FIN after `bytes` new bytes: asked for, and behind the last byte written (RFC 9293 §3.10.4). */
const firstFinFits = ({ tcb, context, fin }: Reading, bytes: number): boolean =>
  !fin ||
  (mayCarryFirstFin(tcb) && (!explicitCalls(context.settings) || tcb.app.closeRequested) && bytes >= tcb.app.unsent)

const newText = (reading: Reading): Recognised | null => {
  const { tcb, segment, context, fin, psh, dataEnd } = reading
  const { length } = segment
  if (!newTextFits(reading, length) || !firstFinFits(reading, length)) return null
  if (fin) {
    const beyond = diff(add(dataEnd, 1), sendEdge(tcb)) > 0
    return noted(right('fin', 'close.fin'), beyond, 'unusual', 'close.fin-beyond-window')
  }
  if (isByteProbe(reading, length)) return probe(reading)
  const waits = tcb.sndUna !== tcb.sndNxt && length < effectiveMss(tcb, context.settings, segment)
  const data = noted(right('data', 'data.send'), waits, 'unusual', 'data.nagle')
  const last = tcb.app.unsent > 0 && length >= tcb.app.unsent
  return noted(data, last && !psh, 'unusual', 'data.push-last')
}

/** The FIN sits on its own number in what was sent before, and nowhere else (RFC 9293 §3.4.3). */
export const finStaysPut = ({ tcb, fin, dataEnd }: Reading): boolean =>
  fin ? dataEnd === tcb.finSeq : tcb.finSeq === null || leq(dataEnd, tcb.finSeq)

const sentBefore = (reading: Reading): Recognised | null => {
  const { tcb, segment, fin } = reading
  if (!finStaysPut(reading)) return null
  const again = fin ? right('fin-again', 'close.fin-again') : right('retransmission', 'data.retransmit')
  const asked = owes(tcb, 'retransmit') && segment.seq === tcb.sndUna
  return noted(again, !asked, 'unusual', 'data.early-retransmit')
}

/** Part was sent before, part is new: a retransmission that takes new text along (RFC 9293 §3.8.6). */
const repacketised = (reading: Reading): Recognised | null => {
  const bytes = diff(reading.dataEnd, reading.tcb.sndNxt)
  if (bytes < 0 || reading.tcb.finSeq !== null) return null
  if (!newTextFits(reading, bytes) || !firstFinFits(reading, bytes)) return null
  return unusual('repacketised', 'data.repackage', 'data.repackage')
}

const byPosition = (reading: Reading): Recognised | null => {
  const { tcb, segment, fin, dataEnd } = reading
  if (segment.seq === tcb.sndNxt) return newText(reading)
  if (!isUnackedText(tcb, segment.seq)) return null
  const end = fin ? add(dataEnd, 1) : dataEnd
  return leq(end, tcb.sndNxt) ? sentBefore(reading) : repacketised(reading)
}

/** A byte below SND.UNA whose content does not matter: a probe or a keep-alive with garbage (MAY-6). */
const garbage = (reading: Reading): Recognised | null => {
  if (reading.segment.length !== 1 || reading.fin) return null
  if (isEmptyProbe(reading)) return probe(reading)
  return isKeepAlive(reading) ? unusual('keep-alive', 'keepalive.probe', 'keepalive.probe') : null
}

/** A segment with ACK that carries data or FIN or both, new or again. */
export const recogniseText = (reading: Reading): Recognised | null => {
  const { tcb, segment, context } = reading
  const fits = ackFits(tcb, segment.ack)
  if (fits === null || segment.length > effectiveMss(tcb, context.settings, segment)) return null
  const found = sameBytes(tcb, segment) ? (byPosition(reading) ?? garbage(reading)) : garbage(reading)
  return found === null ? null : noted(found, fits === 'stale', 'unusual', 'ack.stale')
}
