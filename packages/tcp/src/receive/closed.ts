import { has } from '../segment.ts'
import type { Arrival } from '../verdict.ts'
import type { Step } from './step.ts'

/** A segment that fits no connection is answered with RST, except a RST (RFC 9293 §3.10.7.1). */
export const arriveAtClosed = (step: Step): Arrival => {
  if (has(step.segment, 'RST')) {
    step.rule('closed.rst')
    return step.finish(false)
  }
  const rule = has(step.segment, 'ACK') ? 'closed.ack' : 'closed.no-ack'
  step.rule(rule)
  step.oweReset(rule)
  return step.finish(false)
}
