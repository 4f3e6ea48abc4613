import { type Segment, sameAddress } from '../segment.ts'
import type { Context, Tcb } from '../tcb.ts'
import type { Arrival } from '../verdict.ts'
import { checkAckFlag, checkAckNumber } from './acknowledgment.ts'
import { arriveAtClosed } from './closed.ts'
import { checkRst, checkSyn } from './control.ts'
import { arriveAtListen } from './listen.ts'
import type { Check } from './outcome.ts'
import { checkCrossingSynAck, checkDuplicateSyn, checkReopening, checkSequence } from './sequence.ts'
import { Step } from './step.ts'
import { arriveAtSynSent } from './syn-sent.ts'
import { checkFin, checkText, checkUrgent } from './text.ts'

/**
 * The eight states from SYN_RCVD on: the checks of RFC 9293 §3.10.7.4 in their order, after the three exceptions that
 * the order itself would get wrong. The third check (security) has no counterpart here.
 */
export const PIPELINE: readonly Check[] = [
  { name: 'crossing SYN,ACK', source: '9293 §3.5 fig 7, A.2', run: checkCrossingSynAck },
  { name: 'reopening', source: '9293 §3.6.1 MAY-2', run: checkReopening },
  { name: 'duplicate SYN', source: 'linux', run: checkDuplicateSyn },
  { name: 'sequence number', source: '9293 §3.10.7.4 first', run: checkSequence },
  { name: 'RST', source: '9293 §3.10.7.4 second, 5961 §3', run: checkRst },
  { name: 'SYN', source: '9293 §3.10.7.4 fourth, 5961 §4', run: checkSyn },
  { name: 'ACK flag', source: '9293 §3.10.7.4 fifth', run: checkAckFlag },
  { name: 'ACK number', source: '9293 §3.10.7.4 fifth, 5961 §5', run: checkAckNumber },
  { name: 'URG', source: '9293 §3.10.7.4 sixth', run: checkUrgent },
  { name: 'text', source: '9293 §3.10.7.4 seventh', run: checkText },
  { name: 'FIN', source: '9293 §3.10.7.4 eighth', run: checkFin },
]

const arriveAtConnection = (step: Step): Arrival => {
  for (const check of PIPELINE) {
    const outcome = check.run(step)
    if (outcome !== 'next') return step.finish(outcome === 'done')
  }
  return step.finish(true)
}

/**
 * What an arriving segment does to an endpoint (RFC 9293 §3.10.7). The state changes at once; what has to be answered
 * is left in `owed`, nothing is sent. A segment from another peer than the one the TCB is connected to is treated as
 * one that fits no connection. A passive SYN_RCVD that returns to LISTEN is, for the child of a listener, the child's end.
 */
export const receive = (tcb: Tcb, segment: Segment, context: Context): Arrival => {
  const step = new Step(tcb, segment, context)
  if (tcb.state === 'CLOSED') return arriveAtClosed(step)
  if (tcb.state === 'LISTEN') return arriveAtListen(step)
  if (tcb.remote !== null && !sameAddress(tcb.remote, segment.source)) {
    step.rule('connection.other-peer')
    return arriveAtClosed(step)
  }
  return tcb.state === 'SYN_SENT' ? arriveAtSynSent(step) : arriveAtConnection(step)
}
