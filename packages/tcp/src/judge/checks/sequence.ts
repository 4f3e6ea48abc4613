import { isSynchronized, synSent } from '../../sending/permits.ts'
import { add, diff, leq, lt } from '../../seq.ts'
import type { Field } from '../../verdict.ts'
import { sameBytes } from '../binding.ts'
import type { Reading } from '../reading.ts'
import { finStaysPut } from '../text.ts'
import { type Check, check } from './check.ts'

/** Not a SYN and not a reset: numbered behind our own SYN. */
const follows = (r: Reading): boolean => !r.syn && !r.rst && r.tcb.sndNxt !== r.tcb.iss

const next = ({ tcb }: Reading): number => tcb.sndNxt

/** The next number, where the mistake shows in `seq`; another field has its value from the segment put right. */
const nextAsSeq = ({ tcb }: Reading, field: Field): number | undefined => (field === 'seq' ? tcb.sndNxt : undefined)

/** Where the segment must start for its FIN to fall on the number it has, or is to have. */
const startForFin = ({ tcb, segment }: Reading): number =>
  tcb.finSeq === null ? tcb.sndNxt : add(tcb.finSeq, -segment.length)

const advancedByAck = ({ tcb, segment }: Reading): boolean =>
  segment.seq === add(tcb.sndNxt, 1) && tcb.sndUna === tcb.sndNxt && tcb.lastAckSent !== null

/** Numbers that were used before, for something that was not sent before. */
const notAdvanced = (r: Reading): boolean => {
  const { tcb, segment, dataEnd, fin } = r
  if (!lt(segment.seq, tcb.sndNxt) || fin) return false
  if (segment.length === 0) return true
  return lt(tcb.sndNxt, dataEnd) || (tcb.app.unsent > 0 && leq(dataEnd, tcb.sndUna))
}

const alreadyAcked = ({ tcb, segment, dataEnd, fin }: Reading): boolean =>
  leq(fin ? add(dataEnd, 1) : dataEnd, tcb.sndUna) && (segment.length > 0 || (fin && tcb.finSeq !== null))

/** Other bytes than were sent at these numbers, on an open connection or with the SYN sent again. */
const changed = (r: Reading): boolean =>
  (r.syn ? synSent(r.tcb) : follows(r) && isSynchronized(r.tcb)) &&
  !r.rst &&
  r.segment.length > 0 &&
  !sameBytes(r.tcb, r.segment)

const finMoved = (r: Reading): boolean =>
  r.fin && (r.tcb.finSeq === null ? lt(r.segment.seq, r.tcb.sndNxt) : !finStaysPut(r))

/** The sequence number, and what is bound to it. */
export const SEQUENCE: readonly Check[] = [
  check('seq.syn-not-counted', ['seq'], (r) => follows(r) && r.segment.seq === r.tcb.iss, next),
  check(
    'seq.fin-not-counted',
    ['seq'],
    (r) => follows(r) && !r.fin && r.segment.length === 0 && r.segment.seq === r.tcb.finSeq,
    next,
  ),
  check('seq.advanced-by-ack', ['seq'], (r) => follows(r) && advancedByAck(r), next),
  check('seq.not-advanced', ['seq'], (r) => follows(r) && notAdvanced(r), next),
  check('seq.already-acked', ['seq', 'length'], (r) => follows(r) && alreadyAcked(r), nextAsSeq),
  check(
    'seq.gap',
    ['seq'],
    (r) => follows(r) && lt(r.tcb.sndNxt, r.segment.seq),
    (r) => (r.fin ? startForFin(r) : r.tcb.sndNxt),
  ),
  check('retransmission.changed', ['data', 'seq'], changed),
  check(
    'fin.wrong-seq',
    ['seq', 'flags'],
    (r) => follows(r) && finMoved(r),
    (r, field) => (field === 'seq' ? startForFin(r) : undefined),
  ),
  check('seq.already-acked', ['seq'], (r) => follows(r) && diff(r.segment.seq, r.tcb.sndUna) < 0, next),
]
