import { deletedTcb } from '../incarnation.ts'
import { has } from '../segment.ts'
import { add, lt, type Seq } from '../seq.ts'
import type { State } from '../tcb.ts'
import { timeWaitTimers } from '../timers.ts'
import { openPassively } from './opening.ts'
import type { Outcome } from './outcome.ts'
import type { Step } from './step.ts'

/** States in which text and FIN of the peer are still taken. */
export const RECEIVING: ReadonlySet<State> = new Set<State>(['ESTABLISHED', 'FIN_WAIT_1', 'FIN_WAIT_2'])

/** States in which Linux resets on a RST one below RCV.NXT: the peer may have sent it before its FIN counted. */
const AFTER_PEER_FIN: ReadonlySet<State> = new Set<State>(['CLOSE_WAIT', 'CLOSING', 'LAST_ACK'])

/**
 * Exception A: the SYN,ACK that crosses ours in a simultaneous open starts at IRS, below the window, yet it must
 * complete the handshake (RFC 9293 fig 7 line 6, A.2). Its SYN is stepped over and the ACK counts.
 */
export const checkCrossingSynAck = (step: Step): Outcome => {
  const { tcb, segment } = step
  if (
    tcb.state === 'SYN_RCVD' &&
    !tcb.passive &&
    has(segment, 'SYN') &&
    has(segment, 'ACK') &&
    !has(segment, 'RST') &&
    segment.seq === tcb.irs &&
    segment.ack === tcb.sndNxt
  ) {
    step.rule('open.crossing-synack')
    step.skipSyn()
  }
  return 'next'
}

/** The new ISS must lie beyond what the old incarnation has sent (MAY-2); Linux leaves 65,537 numbers of room. */
const laterIss = (step: Step): Seq => {
  const { sndNxt } = step.tcb
  return lt(sndNxt, step.context.iss) ? step.context.iss : add(sndNxt, 65_537)
}

/** Exception B: a SYN above RCV.NXT opens the connection again out of TIME_WAIT, when a socket listens on the port. */
export const checkReopening = (step: Step): Outcome => {
  const { tcb, segment } = step
  if (tcb.state !== 'TIME_WAIT' || step.context.listening !== true) return 'next'
  if (segment.flags.length !== 1 || !has(segment, 'SYN') || step.offset() <= 0) return 'next'
  const iss = laterIss(step)
  step.tcb = deletedTcb(tcb, null, step.context)
  step.rule('timewait.reopen')
  openPassively(step, iss)
  step.reopen = true
  return 'done'
}

/** Exception C: the same SYN again in a passive SYN_RCVD means that our SYN,ACK got lost. */
export const checkDuplicateSyn = (step: Step): Outcome => {
  const { tcb, segment } = step
  if (tcb.state !== 'SYN_RCVD' || !tcb.passive || segment.seq !== tcb.irs) return 'next'
  if (!has(segment, 'SYN') || has(segment, 'ACK') || has(segment, 'RST')) return 'next'
  step.rule('syn-received.duplicate-syn')
  step.owe({ kind: 'synack', since: step.context.now, rule: 'syn-received.duplicate-syn' })
  return 'drop'
}

/** The four cases of RFC 9293 §3.4: empty or not, window zero or not. */
const acceptable = (offset: number, length: number, window: number): boolean => {
  if (length === 0) return window === 0 ? offset === 0 : offset >= 0 && offset < window
  if (window === 0) return false
  const last = offset + length - 1
  return (offset >= 0 && offset < window) || (last >= 0 && last < window)
}

/** Whether Linux takes this RST for an exact one although it lies one below RCV.NXT, where the FIN of the peer was. */
export const isRstBeforeFin = (step: Step): boolean =>
  step.linux && step.offset() === -1 && step.tcb.finReceived && AFTER_PEER_FIN.has(step.tcb.state)

/** What is let in although the four cases say no. */
const tolerated = (step: Step, offset: number, length: number): boolean => {
  const { window, tcb, segment } = step
  if (length === 0 && offset === window && step.linux) {
    step.rule('seq.right-edge')
    return true
  }
  if (length === 1 && has(segment, 'FIN') && offset === window && RECEIVING.has(tcb.state)) {
    step.rule('seq.fin-at-edge')
    return true
  }
  if (window === 0 && offset === 0) {
    step.rule('seq.zero-window')
    if (!has(segment, 'RST')) step.oweAck('dup', 'seq.zero-window')
    return true
  }
  return false
}

/** Not acceptable: a RST is dropped, anything else is answered with an ACK that tells what is expected. */
const refuse = (step: Step, offset: number, length: number): Outcome => {
  const { segment, tcb } = step
  if (has(segment, 'RST')) {
    step.rule('rst.outside')
    return 'drop'
  }
  const old = offset < 0 && !has(segment, 'SYN')
  const rule = old && offset + length <= 0 ? 'seq.old' : 'seq.unacceptable'
  step.rule(rule)
  step.oweAck(old && length > 0 ? 'dup' : 'challenge', rule)
  if (tcb.state === 'TIME_WAIT' && old) {
    step.rule('timewait.restart')
    tcb.timers = timeWaitTimers(step.context)
  }
  return 'drop'
}

/** First check of RFC 9293 §3.10.7.4: does the segment touch the receive window? */
export const checkSequence = (step: Step): Outcome => {
  const offset = step.offset()
  const length = step.length()
  if (acceptable(offset, length, step.window)) return 'next'
  if (has(step.segment, 'RST') && isRstBeforeFin(step)) return 'next'
  return tolerated(step, offset, length) ? 'next' : refuse(step, offset, length)
}
