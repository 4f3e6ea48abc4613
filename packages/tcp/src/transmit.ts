import { boundariesAbove } from './boundaries.ts'
import { deletedTcb } from './incarnation.ts'
import { has, type Segment } from './segment.ts'
import { bind } from './sending/bind.ts'
import { settle } from './sending/pay.ts'
import { add, max } from './seq.ts'
import type { Context, Obligation, Tcb, Timers, Transition } from './tcb.ts'
import { interval, mustProbe, settledTimers } from './timers.ts'
import { arrow, type Cause, hasArrow } from './transitions.ts'
import type { Transmission } from './verdict.ts'

/** The arrow that the sender takes with this segment; null: it stays where it is. */
const step = (tcb: Tcb, on: Cause): Transition | null => {
  if (!hasArrow(tcb.state, on)) return null
  const taken = arrow(tcb.state, on)
  return { from: taken.from, to: taken.to, rule: taken.rule }
}

const done = (tcb: Tcb, transition: Transition | null, paid: readonly Obligation[]): Transmission => ({
  tcb: transition === null ? tcb : { ...tcb, state: transition.to },
  transitions: transition === null ? [] : [transition],
  paid,
})

/** A reset that pays a debt changes nothing else; any other one is an abort and ends the connection (RFC 9293 §3.10.5). */
const sendReset = (tcb: Tcb, segment: Segment, context: Context): Transmission => {
  const { paid, left } = settle(tcb, segment)
  if (paid.length > 0) return done({ ...tcb, owed: left }, null, paid)
  const transition = step(tcb, 'call.abort')
  return transition === null ? done(tcb, null, []) : done(deletedTcb(tcb, 'ended', context), transition, [])
}

/** The number of a first SYN is the sender's choice: everything is counted from it (RFC 9293 §3.4.1). */
const numberedFrom = (tcb: Tcb, segment: Segment): Tcb => ({
  ...tcb,
  iss: segment.seq,
  sndUna: segment.seq,
  sndNxt: segment.seq,
  sndWl2: tcb.irs === null ? tcb.sndWl2 : segment.seq,
})

/** The numbers that this segment tells the peer: the highest acknowledgment and the right edge of the window. */
const announce = (tcb: Tcb, segment: Segment): Tcb => {
  if (!has(segment, 'ACK')) return tcb
  const edge = add(segment.ack, segment.window)
  const lastAckSent = tcb.lastAckSent === null ? segment.ack : max(tcb.lastAckSent, segment.ack)
  return {
    ...tcb,
    lastAckSent,
    boundaries: boundariesAbove(tcb.boundaries ?? [], lastAckSent),
    rcvAdv: tcb.advertised ? max(tcb.rcvAdv, edge) : edge,
    advertised: true,
  }
}

/**
 * The timers after sending. A retransmission starts the timer anew with the interval of its retries (RFC 6298 §5.5-5.6),
 * and so does a probe (RFC 9293 §3.8.6.1, SHLD-30).
 */
const timersAfter = (tcb: Tcb, paid: readonly Obligation[], context: Context): Timers => {
  const timers = settledTimers(tcb, context, false)
  const { retries } = tcb.timers
  const due = context.now + interval(context.settings, retries)
  if (paid.some((debt) => debt.kind === 'retransmit')) return { ...timers, retransmit: due, retries }
  if (paid.some((debt) => debt.kind === 'probe') && mustProbe(tcb)) return { ...timers, persist: due, retries }
  return timers
}

/** What the segment implies where no call was made: SYN is a connect(), FIN a close() of the sending side. */
const withIntents = (tcb: Tcb, segment: Segment): Tcb => {
  const connect = tcb.app.connect || (has(segment, 'SYN') && !has(segment, 'ACK'))
  const closeRequested = tcb.app.closeRequested || has(segment, 'FIN')
  return connect === tcb.app.connect && closeRequested === tcb.app.closeRequested
    ? tcb
    : { ...tcb, app: { ...tcb.app, connect, closeRequested } }
}

/** A SYN that was never sent before: the active open names the peer, the passive one has it from the arrival. */
const withFirstSyn = (tcb: Tcb, segment: Segment): Tcb => {
  if (!has(segment, 'SYN') || tcb.sndNxt !== tcb.iss) return tcb
  const numbered = { ...numberedFrom(tcb, segment), ownMss: segment.mss ?? tcb.ownMss }
  const bound = { ...numbered, sndNxt: add(segment.seq, 1) }
  return has(segment, 'ACK') ? bound : { ...bound, remote: segment.destination, passive: false }
}

const causeOf = (tcb: Tcb, segment: Segment): Cause | null => {
  if (has(segment, 'SYN') && !has(segment, 'ACK')) return 'call.connect'
  return has(segment, 'FIN') && tcb.finSeq === null ? 'call.close' : null
}

const pointingAt = (tcb: Tcb, segment: Segment): Tcb =>
  has(segment, 'URG') && segment.urgent !== undefined ? { ...tcb, sndUp: add(segment.seq, segment.urgent) } : tcb

/**
 * The effect on the sender of a segment that `judge` let pass: numbers, bytes bound, debts paid, window promised, timers,
 * and the state, which follows SYN, FIN and RST (RFC 9293 §3.10.1, §3.10.4, §3.10.5). Never moves SND.NXT back. A reset
 * that answers a stray segment changes nothing but the debt.
 */
export const transmit = (tcb: Tcb, segment: Segment, context: Context): Transmission => {
  if (has(segment, 'RST')) return sendReset(tcb, segment, context)
  const cause = causeOf(tcb, segment)
  const transition = cause === null ? null : step(tcb, cause)
  const { paid, left } = settle(tcb, segment)
  const sent = pointingAt(announce(bind(withFirstSyn(tcb, segment), segment), segment), segment)
  const settled = { ...withIntents(sent, segment), state: transition?.to ?? tcb.state, owed: left }
  return done({ ...settled, timers: timersAfter(settled, paid, context) }, transition, paid)
}
