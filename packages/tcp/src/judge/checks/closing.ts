import { explicitCalls, isSynchronized, mayCarryFirstFin, synSent, writable } from '../../sending/permits.ts'
import { add, diff, lt } from '../../seq.ts'
import type { Field } from '../../verdict.ts'
import type { Reading } from '../reading.ts'
import { type Check, check } from './check.ts'

const NO_MORE_FIN: ReadonlySet<string> = new Set(['TIME_WAIT', 'FIN_WAIT_2'])

/** A FIN that is acknowledged already, or where the connection is not open: there is nothing to close. */
const finInWrongState = ({ tcb, fin, dataEnd }: Reading): boolean => {
  if (!fin) return false
  if (tcb.state === 'SYN_SENT') return true
  return NO_MORE_FIN.has(tcb.state) && (tcb.finSeq === null || !lt(tcb.finSeq, dataEnd))
}

/** Bytes at or beyond our own FIN. */
const textAfterFin = ({ tcb, fin, segment, dataEnd }: Reading): boolean =>
  tcb.finSeq !== null && !fin && segment.length > 0 && lt(tcb.finSeq, dataEnd)

const afterSyn = (r: Reading): boolean => r.tcb.state === 'SYN_RCVD' || isSynchronized(r.tcb)

/** How many bytes of the segment have never been sent. */
const newBytes = ({ tcb, dataEnd, segment }: Reading): number =>
  Math.min(segment.length, Math.max(0, diff(dataEnd, tcb.sndNxt)))

/** Bytes beyond what was written, on an open connection or on a first SYN, whose number is free: all its bytes are new. */
const notWritten = (r: Reading): boolean => {
  const { tcb, segment, syn, rst, context } = r
  const limit = writable(tcb, context.settings)
  if (syn) return !rst && !synSent(tcb) && segment.length > limit
  return tcb.finSeq === null && isSynchronized(tcb) && newBytes(r) > limit
}

const unsentBefore = (field: Field, { tcb }: Reading): number | undefined =>
  field === 'length' ? tcb.app.unsent : undefined

/** FIN, data and calls out of order. */
export const CLOSING: readonly Check[] = [
  check('fin.wrong-state', ['flags', 'segment', 'seq'], finInWrongState),
  check('data.after-fin', ['length', 'segment', 'seq', 'flags'], textAfterFin, (_r, field) =>
    field === 'length' ? 0 : undefined,
  ),
  check(
    'fin.second',
    ['seq', 'flags'],
    ({ tcb, fin, dataEnd }) => fin && tcb.finSeq !== null && lt(tcb.finSeq, dataEnd),
    ({ tcb, segment }, field) =>
      field === 'seq' && tcb.finSeq !== null ? add(tcb.finSeq, -segment.length) : undefined,
  ),
  check('ack.flag-missing', ['flags'], (r) => afterSyn(r) && !r.ack && !r.syn && !r.rst),
  check(
    'call.close-missing',
    ['flags'],
    (r) => r.fin && explicitCalls(r.context.settings) && mayCarryFirstFin(r.tcb) && !r.tcb.app.closeRequested,
  ),
  check(
    'call.connect-missing',
    ['flags', 'segment'],
    (r) => r.syn && !r.ack && explicitCalls(r.context.settings) && !r.tcb.app.connect && r.tcb.state !== 'SYN_SENT',
  ),
  check('call.write-missing', ['length'], notWritten, (r, field) => unsentBefore(field, r)),
  check(
    'fin.before-data',
    ['length', 'flags'],
    (r) => r.fin && r.tcb.finSeq === null && newBytes(r) < r.tcb.app.unsent && r.segment.seq === r.tcb.sndNxt,
    (r, field) => unsentBefore(field, r),
  ),
]
