import { withBoundary } from '../boundaries.ts'
import { has } from '../segment.ts'
import { add, diff, leq, lt, max } from '../seq.ts'
import type { HeldRun } from '../tcb.ts'
import { withHeld } from './held.ts'
import type { Outcome } from './outcome.ts'
import { RECEIVING } from './sequence.ts'
import type { Step } from './step.ts'

/** Sixth check: URG. RCV.UP only ever moves forward. */
export const checkUrgent = (step: Step): Outcome => {
  const { tcb, segment } = step
  if (!has(segment, 'URG') || segment.urgent === undefined || !RECEIVING.has(tcb.state)) return 'next'
  const up = add(step.seq, segment.urgent)
  tcb.rcvUp = tcb.rcvUp === null ? up : max(tcb.rcvUp, up)
  step.rule('urg.pointer')
  return 'next'
}

/** The part of the segment inside the window: nothing below RCV.NXT, nothing beyond the right edge but a FIN at it. */
const trimmed = (step: Step): HeldRun => {
  const { tcb, segment } = step
  const below = Math.max(0, -step.offset())
  const beyond = Math.max(0, step.offset() + segment.length - step.window)
  const cut = Math.min(below, segment.length)
  if (below > 0 || beyond > 0) step.rule('text.trimmed')
  return {
    seq: below > 0 ? tcb.rcvNxt : step.seq,
    length: Math.max(0, segment.length - cut - beyond),
    fin: has(segment, 'FIN') && beyond === 0 && below <= segment.length,
  }
}

const deliver = (step: Step, bytes: number): void => {
  if (bytes === 0) return
  const { tcb } = step
  tcb.rcvNxt = add(tcb.rcvNxt, bytes)
  tcb.app = { ...tcb.app, unread: tcb.app.unread + bytes }
  step.delivered += bytes
}

/** RCV.NXT stands at the end of a segment: a FIN that belongs to it has been counted. */
const noteBoundary = ({ tcb }: Step): void => {
  tcb.boundaries = withBoundary(tcb.boundaries ?? [], tcb.rcvNxt)
}

/** Delivers held text that RCV.NXT has reached; true when there was any. */
const drain = (step: Step): boolean => {
  const { tcb } = step
  let next = tcb.held[0]
  let any = false
  while (next !== undefined && leq(next.seq, tcb.rcvNxt)) {
    const end = add(next.seq, next.length)
    deliver(step, Math.max(0, diff(end, tcb.rcvNxt)))
    if (next.fin && end === tcb.rcvNxt) step.finReached = true
    else noteBoundary(step)
    tcb.held = tcb.held.slice(1)
    next = tcb.held[0]
    any = true
  }
  return any
}

const hold = (step: Step, run: HeldRun): void => {
  step.tcb.held = withHeld(step.tcb.held, run)
  if (run.length > 0) step.rule('text.out-of-order')
  if (run.fin) step.rule('fin.held')
  step.oweAck('dup', run.length > 0 ? 'text.out-of-order' : 'fin.held')
}

/** An ACK of text may wait, but not when it fills a hole, nor for a second full-sized segment. */
const oweAckOfText = (step: Step, filledHole: boolean): void => {
  const { tcb, context } = step
  const fullSized = Math.min(tcb.ownMss, context.settings.mtu - 40)
  const waiting = diff(tcb.rcvNxt, tcb.lastAckSent ?? tcb.rcvNxt)
  if (filledHole) {
    step.rule('text.fills-hole')
    step.oweAck('data', 'text.fills-hole')
  } else if (waiting >= 2 * fullSized) {
    step.rule('text.every-second')
    step.oweAck('data', 'text.every-second')
  } else step.oweAck('data', 'text.in-order', context.now + context.settings.delayedAck)
}

const accept = (step: Step, run: HeldRun): void => {
  const hadHole = step.tcb.held.length > 0
  if (run.length > 0) step.rule('text.in-order')
  deliver(step, run.length)
  if (run.fin) step.finReached = true
  else if (run.length > 0) noteBoundary(step)
  const drained = drain(step)
  if (step.delivered > 0 && !step.finReached) oweAckOfText(step, drained || hadHole)
}

/** New text that nobody will read: close() by the last holder, or (Linux) SHUT_RDWR once our FIN is out. */
const arrivesAfterClose = (step: Step): boolean => {
  const { tcb, segment } = step
  const deaf = tcb.app.fullyClosed || (tcb.app.readShutdown && tcb.finSeq !== null)
  return deaf && segment.length > 0 && lt(tcb.rcvNxt, add(step.seq, segment.length))
}

/** Seventh check: the text, in order, above a hole, partly old, or unwanted. */
export const checkText = (step: Step): Outcome => {
  const { tcb, segment } = step
  const carries = segment.length > 0 || has(segment, 'FIN')
  if (!RECEIVING.has(tcb.state)) {
    if (!carries) return 'next'
    if (tcb.state === 'TIME_WAIT') step.oweAck('dup', 'timewait.text')
    step.rule(tcb.state === 'TIME_WAIT' ? 'timewait.text' : 'text.after-fin')
    return 'done'
  }
  if (arrivesAfterClose(step)) {
    step.oweReset('text.after-close')
    if (!tcb.app.fullyClosed) step.tell('reset')
    step.close('rcv.text-after-close', tcb.app.fullyClosed ? 'ended' : 'ECONNRESET')
    return 'done'
  }
  const run: HeldRun = carries ? trimmed(step) : { seq: tcb.rcvNxt, length: 0, fin: false }
  if (run.seq === tcb.rcvNxt) accept(step, run)
  else if (run.length > 0 || run.fin) hold(step, run)
  return 'next'
}

/** Eighth check: the FIN, when the stream is complete up to it. It takes one number and ends the peer's stream. */
export const checkFin = (step: Step): Outcome => {
  if (!step.finReached) return 'done'
  const { tcb } = step
  tcb.rcvNxt = add(tcb.rcvNxt, 1)
  noteBoundary(step)
  tcb.rcvAdv = max(tcb.rcvAdv, tcb.rcvNxt)
  tcb.finReceived = true
  tcb.held = []
  step.rule('fin.in-order')
  step.oweAck('fin', 'fin.in-order')
  step.tell('end-of-stream')
  step.go('rcv.fin')
  return 'done'
}
