import { owes } from '../sending/debts.ts'
import { effectiveMss } from '../sending/limits.ts'
import { explicitCalls, synSent, synUnacked, writable } from '../sending/permits.ts'
import { diff } from '../seq.ts'
import { sameBytes } from './binding.ts'
import type { Reading } from './reading.ts'
import { noted, type Recognised, right, unusual } from './recognised.ts'

const dataFits = ({ tcb, segment, context }: Reading): boolean =>
  segment.length <= effectiveMss(tcb, context.settings, segment) && segment.length <= writable(tcb, context.settings)

/** The first SYN: its number is a free choice, since nothing is numbered before it (RFC 9293 §3.10.1). */
const firstSyn = (reading: Reading): Recognised | null => {
  const { tcb, segment, context } = reading
  if (explicitCalls(context.settings) && !tcb.app.connect) return null
  if (!dataFits(reading)) return null
  const syn =
    segment.length > 0
      ? unusual('syn-with-data', 'open.syn-with-data', 'open.syn-with-data')
      : right('syn', 'open.active')
  const fromListen = noted(syn, tcb.state === 'LISTEN' && !tcb.app.connect, 'unusual', 'open.active-from-listen')
  return noted(fromListen, segment.seq !== tcb.iss, 'unusual', 'open.announced-iss')
}

/** The same SYN again: same number, and no more data than was bound to it (RFC 9293 §3.8.1). */
const synAgain = ({ tcb, segment, dataEnd }: Reading): Recognised | null => {
  if (segment.seq !== tcb.iss || diff(dataEnd, tcb.sndNxt) > 0 || !sameBytes(tcb, segment)) return null
  const again = right('syn-again', 'open.syn-again')
  return noted(again, !owes(tcb, 'retransmit'), 'unusual', 'data.early-retransmit')
}

/** SYN without ACK: an active open, or the same SYN again. */
export const recogniseSyn = (reading: Reading): Recognised | null => {
  const { state } = reading.tcb
  if (state === 'CLOSED' || state === 'LISTEN') return firstSyn(reading)
  return state === 'SYN_SENT' ? synAgain(reading) : null
}

/**
 * SYN,ACK: the answer to a SYN that has arrived, first or again. Its number is the ISS, also when the SYN alone has used
 * it before (simultaneous open, RFC 9293 §3.5 fig. 7).
 */
export const recogniseSynAck = (reading: Reading): Recognised | null => {
  const { tcb, segment } = reading
  if (segment.ack !== tcb.rcvNxt) return null
  if (tcb.state === 'SYN_RCVD' && !synSent(tcb)) return firstSynAck(reading)
  if (!synUnacked(tcb) || tcb.state === 'SYN_SENT' || segment.seq !== tcb.iss) return null
  if (segment.length > 0 && (diff(reading.dataEnd, tcb.sndNxt) > 0 || !sameBytes(tcb, segment))) return null
  if (!tcb.passive && owes(tcb, 'synack')) return right('synack', 'open.synack-simultaneous')
  const again = right('synack-again', 'open.synack')
  return noted(again, !owes(tcb, 'synack') && !owes(tcb, 'retransmit'), 'unusual', 'data.early-retransmit')
}

const firstSynAck = (reading: Reading): Recognised | null => {
  const { tcb, segment } = reading
  if (!dataFits(reading)) return null
  const withData = noted(right('synack', 'open.synack'), segment.length > 0, 'unusual', 'open.syn-with-data')
  return noted(withData, segment.seq !== tcb.iss, 'unusual', 'open.announced-iss')
}
