import { owes, owesAck } from '../sending/debts.ts'
import { sendEdge } from '../sending/limits.ts'
import { isSynchronized, mayProbe, synSent } from '../sending/permits.ts'
import { add, diff, lt } from '../seq.ts'
import { windowStep } from '../window.ts'
import { ackFits } from './acknowledgment.ts'
import type { Reading } from './reading.ts'
import { noted, type Recognised, right, unusual } from './recognised.ts'

/** In SYN_RCVD only something unacceptable is answered by a bare ACK; the SYN itself is answered by SYN,ACK. */
const mayAckHere = ({ tcb }: Reading): boolean =>
  isSynchronized(tcb) || (tcb.state === 'SYN_RCVD' && synSent(tcb) && owes(tcb, 'ack') && !owes(tcb, 'synack'))

/** How far the right edge of the window would move, in bytes; 0 before any window was announced. */
const edgeMoves = ({ tcb, segment }: Reading): number =>
  tcb.advertised ? diff(add(segment.ack, segment.window), tcb.rcvAdv) : 0

/** An acknowledgment at SND.NXT: owed, or news about the window, or without a reason. */
const plainAck = (reading: Reading, fits: 'next' | 'stale'): Recognised => {
  const { tcb } = reading
  if (fits === 'stale') return unusual('ack', 'ack.owed', 'ack.stale')
  if (owes(tcb, 'ack')) {
    return owesAck(tcb, 'syn') ? right('handshake-ack', 'open.handshake-ack') : right('ack', 'ack.owed')
  }
  const moved = edgeMoves(reading)
  if (moved <= 0) return unusual('ack', 'ack.owed', 'ack.unnecessary')
  return noted(right('window-update', 'window.update'), moved < windowStep(tcb), 'poor', 'window.silly')
}

/** An empty probe of a zero window, one below SND.UNA (Linux; RFC 9293 §3.8.6.1 sends a byte). */
export const isEmptyProbe = ({ tcb, segment, context }: Reading): boolean =>
  segment.seq === add(tcb.sndUna, -1) && mayProbe(tcb, context.settings)

const KEEP_ALIVE_STATES: ReadonlySet<string> = new Set(['ESTABLISHED', 'CLOSE_WAIT', 'FIN_WAIT_2'])

/**
 * A keep-alive, one below SND.NXT on an idle connection: nothing outstanding, nothing owed. Off unless asked for (RFC 9293
 * §3.8.4, MUST-25).
 */
export const isKeepAlive = ({ tcb, segment, context }: Reading): boolean =>
  context.settings.keepAlive &&
  KEEP_ALIVE_STATES.has(tcb.state) &&
  tcb.owed.length === 0 &&
  tcb.sndUna === tcb.sndNxt &&
  segment.seq === add(tcb.sndNxt, -1)

/** A probe is right when the persist timer has asked for it. */
export const probe = ({ tcb }: Reading): Recognised =>
  noted(right('window-probe', 'window.probe'), !owes(tcb, 'probe'), 'unusual', 'window.early-probe')

/** A segment with ACK alone, without data. */
export const recogniseBareAck = (reading: Reading): Recognised | null => {
  const { tcb, segment } = reading
  const fits = ackFits(tcb, segment.ack)
  if (fits === null || !mayAckHere(reading)) return null
  if (segment.seq === tcb.sndNxt) return plainAck(reading, fits)
  if (isEmptyProbe(reading)) return probe(reading)
  if (isKeepAlive(reading)) return unusual('keep-alive', 'keepalive.probe', 'keepalive.probe')
  const edge = sendEdge(tcb)
  if (segment.seq === edge && lt(edge, tcb.sndNxt) && !lt(edge, tcb.sndUna)) {
    return unusual('ack', 'ack.owed', 'ack.window-edge')
  }
  return null
}
