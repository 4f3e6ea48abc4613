import { has } from '../segment.ts'
import type { Outcome } from './outcome.ts'
import { isRstBeforeFin, RECEIVING } from './sequence.ts'
import type { Step } from './step.ts'

/** An exact RST ends the connection; who is told, and where it ends, depends on the state. */
const reset = (step: Step): void => {
  const { state, passive } = step.tcb
  if (state === 'SYN_RCVD' && passive) {
    step.listenAgain('rcv.rst-to-passive')
  } else if (state === 'SYN_RCVD') {
    step.tell('refused')
    step.close('rcv.rst', 'ECONNREFUSED')
  } else if (RECEIVING.has(state) || state === 'CLOSE_WAIT') {
    step.tell('reset')
    step.close('rcv.rst', state === 'CLOSE_WAIT' ? 'EPIPE' : 'ECONNRESET')
  } else step.close('rcv.rst', 'ended')
}

/** Second check: RST. Only the exact number resets; an attacker who guesses the window gets a challenge (RFC 5961 §3). */
export const checkRst = (step: Step): Outcome => {
  if (!has(step.segment, 'RST')) return 'next'
  if (step.offset() === 0) {
    step.rule('rst.exact')
    reset(step)
    return 'done'
  }
  if (isRstBeforeFin(step)) {
    reset(step)
    step.rule('rst.before-fin')
    return 'done'
  }
  if (step.tcb.state === 'TIME_WAIT') {
    step.rule('timewait.rst-in-window')
    return 'drop'
  }
  step.rule('rst.in-window')
  step.oweAck('challenge', 'rst.in-window')
  return 'drop'
}

/** Fourth check: SYN. It never resets a synchronized connection (RFC 5961 §4). */
export const checkSyn = (step: Step): Outcome => {
  if (!has(step.segment, 'SYN') || step.synDone) return 'next'
  if (step.tcb.state === 'SYN_RCVD' && step.tcb.passive) {
    step.oweReset('syn.to-passive')
    step.listenAgain('rcv.syn-to-passive')
    return 'done'
  }
  step.rule('syn.challenge')
  step.oweAck('challenge', 'syn.challenge')
  return 'drop'
}
