import { has, type Segment, sameAddress, segmentEnd, segmentLength } from '../segment.ts'
import { add, leq, lt } from '../seq.ts'
import type { Obligation, Tcb } from '../tcb.ts'

/** A bare ACK at SND.NXT: what answers a duplicate or an unacceptable segment (RFC 9293 §3.10.7.4). */
const isBareAck = (tcb: Tcb, segment: Segment): boolean =>
  segmentLength(segment) === 0 && has(segment, 'ACK') && segment.seq === tcb.sndNxt

const paysReset = (debt: Extract<Obligation, { kind: 'rst' }>, segment: Segment): boolean =>
  has(segment, 'RST') &&
  sameAddress(debt.to, segment.destination) &&
  (debt.form === 1
    ? !has(segment, 'ACK') && segment.seq === debt.seq
    : has(segment, 'ACK') && segment.seq === 0 && segment.ack === debt.ack)

/** The segment sends the number SND.UNA again. */
const repeatsOldest = (tcb: Tcb, segment: Segment): boolean =>
  leq(segment.seq, tcb.sndUna) && lt(tcb.sndUna, segmentEnd(segment)) && lt(segment.seq, tcb.sndNxt)

/** One below SND.UNA, or new text: whatever makes the peer say how large its window is. */
const asksForWindow = (tcb: Tcb, segment: Segment): boolean =>
  segment.seq === add(tcb.sndUna, -1) || lt(tcb.sndNxt, segmentEnd(segment))

/** Whether sending `segment` pays `debt`; `tcb` is the sender before. */
const pays = (tcb: Tcb, segment: Segment, debt: Obligation): boolean => {
  if (debt.kind === 'rst') return paysReset(debt, segment)
  if (has(segment, 'RST')) return false
  switch (debt.kind) {
    case 'synack':
      return has(segment, 'SYN') && has(segment, 'ACK')
    case 'retransmit':
      return repeatsOldest(tcb, segment)
    case 'probe':
      return asksForWindow(tcb, segment)
    case 'ack': {
      if (!has(segment, 'ACK') || segment.ack !== tcb.rcvNxt) return false
      return (debt.reason !== 'dup' && debt.reason !== 'challenge') || isBareAck(tcb, segment)
    }
  }
}

/** The debts that `segment` pays and those that stay. One reset answers one stray segment. */
export const settle = (tcb: Tcb, segment: Segment): { paid: readonly Obligation[]; left: readonly Obligation[] } => {
  if (tcb.owed.length === 0) return { paid: [], left: tcb.owed }
  const paid = tcb.owed.filter((debt) => pays(tcb, segment, debt))
  const settled = paid[0]?.kind === 'rst' ? paid.slice(0, 1) : paid
  return { paid: settled, left: tcb.owed.filter((debt) => !settled.includes(debt)) }
}
