import { has, type Segment } from '../segment.ts'
import { leq, lt } from '../seq.ts'
import type { Tcb } from '../tcb.ts'
import type { Arrival } from '../verdict.ts'
import { advance } from './acknowledgment.ts'
import { holdFinOfSyn, synchronize } from './opening.ts'
import type { Step } from './step.ts'
import { checkFin, checkText, checkUrgent } from './text.ts'

const ackAcceptable = (tcb: Tcb, segment: Segment): boolean => lt(tcb.iss, segment.ack) && leq(segment.ack, tcb.sndNxt)

const hasMore = (segment: Segment): boolean => segment.length > 0 || has(segment, 'FIN')

/** SYN,ACK: the connection is established; what else the segment carries is processed by the RFC, ignored by Linux. */
const establish = (step: Step): Arrival => {
  step.go('rcv.synack')
  step.tell('connected')
  synchronize(step)
  advance(step)
  step.oweAck('syn', 'syn-sent.synack')
  if (hasMore(step.segment)) {
    step.rule('syn-sent.text')
    if (!step.linux) {
      step.skipSyn()
      for (const check of [checkUrgent, checkText, checkFin]) if (check(step) !== 'next') break
    }
  }
  return step.finish(true)
}

/** A bare SYN: both ends opened at once. The SYN,ACK repeats the ISS already used (RFC 9293 fig 7). */
const openSimultaneously = (step: Step): Arrival => {
  step.go('rcv.syn')
  synchronize(step)
  step.owe({ kind: 'synack', since: step.context.now, rule: 'syn-sent.simultaneous' })
  if (hasMore(step.segment)) {
    step.rule('syn-sent.text')
    if (!step.linux) holdFinOfSyn(step)
  }
  return step.finish(true)
}

/** The order of RFC 9293 §3.10.7.3: ACK, RST, SYN, anything else. SEG.SEQ cannot be checked: RCV.NXT is not known yet. */
export const arriveAtSynSent = (step: Step): Arrival => {
  const { tcb, segment } = step
  const hasAck = has(segment, 'ACK')
  if (hasAck && !ackAcceptable(tcb, segment)) {
    step.rule('syn-sent.unacceptable-ack')
    if (!has(segment, 'RST')) step.oweReset('syn-sent.unacceptable-ack')
    return step.finish(false)
  }
  if (has(segment, 'RST')) {
    if (!hasAck) {
      step.rule('syn-sent.rst-without-ack')
      return step.finish(false)
    }
    step.tell('refused')
    step.close('rcv.rst', 'ECONNREFUSED')
    return step.finish(true)
  }
  if (!has(segment, 'SYN')) {
    step.rule('syn-sent.no-syn')
    return step.finish(false)
  }
  return hasAck ? establish(step) : openSimultaneously(step)
}
