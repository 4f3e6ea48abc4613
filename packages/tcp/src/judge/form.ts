import { DEFAULT_SEND_MSS, MAX_WINDOW } from '../closed-tcb.ts'
import { sameAddress } from '../segment.ts'
import { resetsOwed } from '../sending/debts.ts'
import { largestMss } from '../sending/limits.ts'
import { isSynchronized } from '../sending/permits.ts'
import { add, diff } from '../seq.ts'
import { receiveWindow } from '../window.ts'
import { ackFits } from './acknowledgment.ts'
import type { Reading } from './reading.ts'
import { noted, type Recognised } from './recognised.ts'

/**
 * The segment runs between the two ends of the connection, or is a reset to where a stray segment came from (MUST-45).
 * Where the remote end is not known yet (LISTEN, a first SYN) any destination will do.
 */
export const addressesFit = ({ tcb, segment, rst }: Reading): boolean =>
  sameAddress(segment.source, tcb.local) &&
  (tcb.remote === null ||
    sameAddress(segment.destination, tcb.remote) ||
    (rst && resetsOwed(tcb).some((debt) => sameAddress(debt.to, segment.destination))))

/** One of the six combinations that §3.10 ever generates; PSH and URG ride along. */
export const flagsFit = ({ fin, syn, rst, ack, urg }: Reading): boolean => {
  if (syn) return !fin && !rst
  if (rst) return !fin && !urg
  return ack
}

/** The MSS option only on a SYN, with a value that the link can carry (MUST-65, MUST-67). */
export const mssFits = ({ segment, syn, context }: Reading): boolean =>
  segment.mss === undefined || (syn && segment.mss >= 1 && segment.mss <= largestMss(context.settings))

/**
 * The largest value the window field may have here, in bytes; a SYN's window is never scaled (RFC 7323 §2.2). The field
 * counts from the acknowledgment number beside it, so a late one leaves the right edge where it is.
 */
export const windowLimit = ({ tcb, segment, syn, ack }: Reading): number => {
  const room = receiveWindow(tcb)
  if (syn) return Math.min(MAX_WINDOW, room)
  return ack && ackFits(tcb, segment.ack) === 'stale' ? room + diff(tcb.rcvNxt, segment.ack) : room
}

/** A reset promises nothing, and in TIME_WAIT there is no buffer any more: their windows are not judged. */
export const windowMatters = ({ tcb, rst }: Reading): boolean => !rst && tcb.state !== 'TIME_WAIT'

/** The window is no larger than the free buffer (RFC 9293 §3.8.6). */
export const windowFits = (reading: Reading): boolean =>
  !windowMatters(reading) || reading.segment.window <= windowLimit(reading)

/** URG rides on data; only to a closed window may it come alone (RFC 9293 §3.8.5, MUST-66). */
export const urgentHasData = ({ tcb, segment, urg }: Reading): boolean =>
  !urg || segment.length > 0 || (isSynchronized(tcb) && tcb.sndWnd === 0)

/** How far the urgent pointer must reach at least: one byte, and to where it pointed before (MUST-62). */
export const leastPointer = ({ tcb, segment }: Reading): number =>
  Math.max(1, tcb.sndUp === null ? 1 : diff(tcb.sndUp, segment.seq))

/** The urgent pointer is at least 1 and the place it points to never moves back. */
export const urgentPointerFits = (reading: Reading): boolean =>
  !reading.urg || (reading.segment.urgent ?? 0) >= leastPointer(reading)

/** Everything that must hold whatever the segment is meant to be. */
export const formFits = (reading: Reading): boolean =>
  flagsFit(reading) &&
  addressesFit(reading) &&
  mssFits(reading) &&
  windowFits(reading) &&
  urgentHasData(reading) &&
  urgentPointerFits(reading)

const shrinks = (reading: Reading): boolean => {
  const { tcb, segment, ack } = reading
  return ack && tcb.advertised && windowMatters(reading) && diff(add(segment.ack, segment.window), tcb.rcvAdv) < 0
}

/** The remarks that any segment may earn. */
export const withRemarks = (found: Recognised, reading: Reading): Recognised => {
  const { tcb, segment, syn, rst, ack, psh, fin, urg } = reading
  if (rst) return noted(found, segment.length > 0, 'unusual', 'reset.with-data')
  let remarked = noted(found, shrinks(reading), 'poor', 'window.no-shrink')
  remarked = noted(
    remarked,
    syn && segment.mss === undefined && tcb.ownMss !== DEFAULT_SEND_MSS,
    'poor',
    'segment.mss-announced',
  )
  remarked = noted(remarked, urg, 'poor', 'segment.urgent-avoid')
  remarked = noted(remarked, !ack && segment.ack !== 0, 'unusual', 'segment.ack-noise')
  return noted(remarked, psh && segment.length === 0 && !fin, 'unusual', 'data.push-alone')
}
