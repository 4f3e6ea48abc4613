import { has } from '../segment.ts'
import type { Arrival } from '../verdict.ts'
import { holdFinOfSyn, openPassively } from './opening.ts'
import type { Step } from './step.ts'

/** The order of RFC 9293 §3.10.7.2: RST, ACK, SYN, anything else. Text on the SYN is left for the peer to send again. */
export const arriveAtListen = (step: Step): Arrival => {
  const { segment } = step
  if (has(segment, 'RST')) {
    step.rule('listen.rst')
    return step.finish(false)
  }
  if (has(segment, 'ACK')) {
    step.rule('listen.ack')
    step.oweReset('listen.ack')
    return step.finish(false)
  }
  if (!has(segment, 'SYN')) {
    step.rule('listen.other')
    return step.finish(false)
  }
  if (has(segment, 'FIN')) {
    step.rule('listen.syn-fin')
    if (step.linux) return step.finish(false)
  }
  openPassively(step, step.context.iss)
  holdFinOfSyn(step)
  return step.finish(true)
}
