import { add, diff, lt } from '../../seq.ts'
import { ackFits, isOwnNumber, lowestAck } from '../acknowledgment.ts'
import type { Reading } from '../reading.ts'
import { type Check, check } from './check.ts'

/** The acknowledgment number is wrong, in a segment whose acknowledgment counts. */
const ackWrong = ({ tcb, segment, ack }: Reading): boolean =>
  ack && tcb.irs !== null && ackFits(tcb, segment.ack) === null

/** How many numbers short of RCV.NXT the acknowledgment is; negative beyond it. */
const missing = ({ tcb, segment }: Reading): number => diff(tcb.rcvNxt, segment.ack)

const aboveHole = ({ tcb, segment }: Reading): boolean =>
  lt(tcb.rcvNxt, segment.ack) &&
  tcb.held.some((run) => lt(run.seq, segment.ack) && diff(add(run.seq, run.length + 1), segment.ack) >= 0)

const expected = ({ tcb }: Reading): number => tcb.rcvNxt

const onAck = (code: Check['code'], when: Check['when']): Check =>
  check(code, ['ack'], (r) => ackWrong(r) && when(r), expected)

/** The acknowledgment number; numbers exchanged come first, or they would look like one of these. */
export const ACKNOWLEDGMENT: readonly Check[] = [
  check(
    'numbers.swapped',
    ['seq', 'ack'],
    (r) => ackWrong(r) && r.segment.seq === r.tcb.rcvNxt && r.segment.ack === r.tcb.sndNxt,
    ({ tcb }, field) => (field === 'seq' ? tcb.sndNxt : tcb.rcvNxt),
  ),
  onAck('ack.syn-not-counted', (r) => r.segment.ack === r.tcb.irs && missing(r) === 1),
  onAck('ack.fin-not-counted', (r) => r.tcb.finReceived && missing(r) === 1),
  onAck('ack.counts-segment', (r) => {
    const lowest = lowestAck(r.tcb)
    return lowest !== null && diff(r.segment.ack, lowest) === 1 && missing(r) > 1
  }),
  onAck('ack.last-byte', (r) => missing(r) === 1),
  onAck('ack.above-hole', aboveHole),
  onAck('ack.own-number', (r) => isOwnNumber(r.tcb, r.segment.ack)),
  onAck('ack.not-received', (r) => missing(r) < 0 || r.tcb.lastAckSent === null),
  onAck('ack.went-back', () => true),
]
