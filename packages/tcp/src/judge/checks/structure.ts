import { sameAddress } from '../../segment.ts'
import { resetsOwed } from '../../sending/debts.ts'
import { isSynchronized } from '../../sending/permits.ts'
import { addressesFit } from '../form.ts'
import type { Reading } from '../reading.ts'
import { resetsOwedHere } from '../resetting.ts'
import { type Check, check } from './check.ts'

const wrongSource = ({ tcb, segment }: Reading): boolean => !sameAddress(segment.source, tcb.local)

/** Source and destination exchanged: still the right connection, told from the wrong end. */
const exchanged = ({ tcb, segment }: Reading): boolean =>
  tcb.remote !== null && sameAddress(segment.source, tcb.remote) && sameAddress(segment.destination, tcb.local)

const onlyRiders = ({ syn, fin, rst, ack }: Reading): boolean => !syn && !fin && !rst && !ack

/** Data without ACK in an open connection is a forgotten ACK; anything else without a flag says nothing at all. */
const saysNothing = (reading: Reading): boolean =>
  onlyRiders(reading) && (reading.segment.length === 0 || !isSynchronized(reading.tcb))

const unused = ({ tcb }: Reading): boolean => tcb.state === 'CLOSED' || tcb.state === 'LISTEN'

/** What no state could excuse, and what needs a connection where there is none. */
export const STRUCTURE: readonly Check[] = [
  check(
    'socket.not-yours',
    ['segment', 'sport'],
    (r) => wrongSource(r) && r.segment.source.ip !== r.tcb.local.ip && !exchanged(r),
    () => undefined,
  ),
  check('address.wrong-source', ['sport'], wrongSource, ({ tcb }) => tcb.local.port),
  check(
    'address.wrong-destination',
    ['dport'],
    (r) => !addressesFit(r),
    ({ tcb }) => tcb.remote?.port,
  ),
  check(
    'address.wrong-destination',
    ['dport'],
    (r) => r.rst && r.tcb.remote === null && resetsOwed(r.tcb).length > 0 && resetsOwedHere(r).length === 0,
    ({ tcb }) => resetsOwed(tcb)[0]?.to.port,
  ),
  check('flags.none', ['flags'], saysNothing),
  check('flags.syn-with-fin', ['flags'], (r) => r.syn && r.fin),
  check('flags.rst-with-syn-or-fin', ['flags'], (r) => r.rst && (r.syn || r.fin)),
  check('flags.impossible', ['flags'], (r) => r.rst && r.urg),
  check('rst.to-rst', ['segment', 'flags'], (r) => r.rst && r.tcb.lastWasRst && resetsOwedHere(r).length === 0),
  check(
    'connection.none',
    ['flags', 'segment', 'seq', 'ack'],
    (r) => unused(r) && !r.syn && resetsOwedHere(r).length === 0,
  ),
  check(
    'syn.carries-ack',
    ['flags', 'segment'],
    (r) => r.tcb.state === 'CLOSED' && r.syn && r.ack && resetsOwedHere(r).length === 0,
  ),
]
