import { owes, owesAck } from '../../sending/debts.ts'
import { explicitCalls, isSynchronized, synSent } from '../../sending/permits.ts'
import { diff } from '../../seq.ts'
import type { Reading } from '../reading.ts'
import { resetsOwedHere } from '../resetting.ts'
import { type Check, check } from './check.ts'

const inState = (...states: string[]) => {
  const known = new Set(states)
  return (reading: Reading): boolean => known.has(reading.tcb.state)
}

const inSynSent = inState('SYN_SENT')
const inSynRcvd = inState('SYN_RCVD')
const beforeOpening = inState('CLOSED', 'LISTEN')

/** In a simultaneous open the arriving SYN is answered by a bare ACK, as the diagram of RFC 793 had it. */
const isOldDiagramAck = (r: Reading): boolean =>
  inSynRcvd(r) &&
  !r.tcb.passive &&
  owes(r.tcb, 'synack') &&
  r.ack &&
  !r.syn &&
  !r.rst &&
  !r.fin &&
  r.segment.length === 0

const resetOwed = (r: Reading): boolean => resetsOwedHere(r).length > 0

const answersWithoutSyn = (r: Reading): boolean => {
  if (!inSynRcvd(r) || !r.ack || r.syn || r.rst) return false
  if (owes(r.tcb, 'synack') && (r.tcb.passive || r.fin)) return true
  if (resetOwed(r)) return false
  return !r.fin && r.segment.length === 0 && !owes(r.tcb, 'ack')
}

const abortAllowed = (r: Reading): boolean => !explicitCalls(r.context.settings) || r.tcb.app.abortRequested

/** A fresh SYN needs another TCB; the same one again needs its number (RFC 9293 §3.8.1). */
const changesIss = (r: Reading): boolean =>
  r.syn && r.segment.seq !== r.tcb.iss && (r.ack ? synSent(r.tcb) && inSynRcvd(r) : inSynSent(r))

/** How many bytes of data went out with the SYN; nothing may be added when it is sent again. */
const bytesOnSyn = ({ tcb }: Reading): number => Math.max(0, diff(tcb.sndNxt, tcb.iss) - 1)

/** Text that left too early: behind a SYN that is not acknowledged, or added to that SYN when it is sent again. */
const tooEarly = (r: Reading): boolean => {
  if (r.segment.length === 0 || r.rst) return false
  if (!r.syn) return inSynRcvd(r) && r.ack
  return synSent(r.tcb) && inState('SYN_SENT', 'SYN_RCVD')(r) && r.segment.length > bytesOnSyn(r)
}

/** Opening, the replies that are owed, resets and SYNs out of place. */
export const OPENING: readonly Check[] = [
  check('synack.missing-ack', ['flags'], (r) => inSynRcvd(r) && r.syn && !r.ack),
  check('synack.missing-syn', ['flags'], (r) => answersWithoutSyn(r) && !isOldDiagramAck(r)),
  check('synack.without-syn', ['segment', 'flags'], (r) => r.syn && r.ack && inState('LISTEN', 'SYN_SENT')(r)),
  check('reply.rst-expected', ['flags'], (r) => resetOwed(r) && !r.rst && !(r.syn && !r.ack)),
  check(
    'reply.challenge-expected',
    ['flags', 'segment'],
    (r) => r.rst && owesAck(r.tcb, 'challenge') && !r.tcb.app.abortRequested,
  ),
  check('rst.wrong-numbers', ['seq', 'ack', 'flags'], (r) => r.rst && resetOwed(r)),
  check(
    'rst.seq-not-next',
    ['seq'],
    (r) => r.rst && abortAllowed(r) && !beforeOpening(r) && r.segment.seq !== r.tcb.sndNxt,
    ({ tcb }) => tcb.sndNxt,
  ),
  check('rst.not-asked', ['flags', 'segment'], (r) => r.rst && !abortAllowed(r)),
  check('syn.in-synchronized', ['flags'], (r) => r.syn && isSynchronized(r.tcb) && r.tcb.state !== 'TIME_WAIT'),
  check('timewait.too-early', ['flags', 'segment'], (r) => r.syn && r.tcb.state === 'TIME_WAIT'),
  check('syn.iss-changed', ['seq', 'flags'], changesIss, ({ tcb }, field) => (field === 'seq' ? tcb.iss : undefined)),
  check('open.not-synchronized', ['flags', 'segment', 'ack', 'seq', 'length'], (r) => inSynSent(r) && r.ack && !r.syn),
  check('data.before-established', ['length', 'flags'], tooEarly, (r, field) =>
    field === 'length' ? (r.syn ? bytesOnSyn(r) : 0) : undefined,
  ),
  check('open.old-diagram-ack', ['flags'], isOldDiagramAck),
]
