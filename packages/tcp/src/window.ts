import { MAX_WINDOW } from './closed-tcb.ts'
import { diff } from './seq.ts'
import type { Tcb } from './tcb.ts'

/** Bytes of window that the peer has been promised and not used, counted from RCV.NXT. */
export const promisedWindow = (tcb: Tcb): number => (tcb.advertised ? Math.max(0, diff(tcb.rcvAdv, tcb.rcvNxt)) : 0)

/**
 * The largest window this endpoint may announce now, in bytes from RCV.NXT: the room that unread data leaves (RFC 9293
 * §3.8.6). Text held above a hole lies inside this room and takes nothing from it, or the right edge would move left
 * whenever a segment overtakes another (SHLD-14); a promise repeated is never too much. The field itself ends at 65535.
 */
export const receiveWindow = (tcb: Tcb): number => Math.max(tcb.rcvBuffer - tcb.app.unread, promisedWindow(tcb), 0)

/** The least step by which the window is opened (RFC 9293 §3.8.6.2.2): an MSS or half the buffer. */
export const windowStep = (tcb: Tcb): number => Math.max(1, Math.min(Math.floor(tcb.rcvBuffer / 2), tcb.ownMss))

const grantable = (tcb: Tcb): number => Math.min(MAX_WINDOW, receiveWindow(tcb))

/** Whether the application has read enough for the peer to be told. */
export const windowOpens = (tcb: Tcb): boolean =>
  tcb.advertised && grantable(tcb) - promisedWindow(tcb) >= windowStep(tcb)

/**
 * The window a correct TCP writes into its next segment, 0 … 65535: {@link receiveWindow}, opened in whole steps only
 * (MUST-39), and until the next step what was promised before.
 */
export const windowToAnnounce = (tcb: Tcb): number =>
  !tcb.advertised || windowOpens(tcb) ? grantable(tcb) : Math.min(MAX_WINDOW, promisedWindow(tcb))
