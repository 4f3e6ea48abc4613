import { MAX_WINDOW } from '../closed-tcb.ts'
import type { Segment } from '../segment.ts'
import { add, diff, type Seq } from '../seq.ts'
import type { Settings, Tcb } from '../tcb.ts'

/** Bytes of IPv4 and TCP header without options; the MSS counts neither (RFC 9293 §3.7.1). */
const HEADERS = 40

/** The largest MSS that may be announced on this link, in bytes (MUST-67). */
export const largestMss = (settings: Settings): number => settings.mtu - HEADERS

/** Bytes that options other than MSS take in the header, padded to whole words. */
const optionBytes = (segment: Pick<Segment, 'options'> | null): number => {
  const options = segment?.options
  if (options === undefined || options.length === 0) return 0
  const bytes = options.reduce((sum, option) => sum + (option.kind <= 1 ? 1 : 2 + option.hex.length / 2), 0)
  return Math.ceil(bytes / 4) * 4
}

/**
 * Eff.snd.MSS: how many bytes of data one segment may carry (RFC 9293 §3.7.1, MUST-16). The options of `segment`, when
 * given, take their share.
 */
export const effectiveMss = (tcb: Tcb, settings: Settings, segment: Pick<Segment, 'options'> | null = null): number =>
  Math.min(tcb.sendMss, largestMss(settings)) - optionBytes(segment)

/** SND.UNA + SND.WND: the first sequence number that the peer has no room for. */
export const sendEdge = (tcb: Tcb): Seq => add(tcb.sndUna, tcb.sndWnd)

/** Bytes that may still be sent: from SND.NXT to the right edge, 0 when the window is used up or has shrunk. */
export const usableWindow = (tcb: Tcb): number => Math.max(0, diff(sendEdge(tcb), tcb.sndNxt))

/** Bytes of window that the peer has been promised and not used, counted from RCV.NXT. */
export const promisedWindow = (tcb: Tcb): number => (tcb.advertised ? Math.max(0, diff(tcb.rcvAdv, tcb.rcvNxt)) : 0)

/**
 * The largest window that may be announced: the room that is not taken by unread data. Text held above a hole lies inside
 * this room, since the window is counted from RCV.NXT. A promise repeated is never too much (RFC 9293 §3.8.6).
 */
export const largestWindow = (tcb: Tcb): number => Math.max(tcb.rcvBuffer - tcb.app.unread, promisedWindow(tcb), 0)

/** The least step by which the window is opened (RFC 9293 §3.8.6.2.2): an MSS or half the buffer. */
export const windowStep = (tcb: Tcb): number => Math.max(1, Math.min(Math.floor(tcb.rcvBuffer / 2), tcb.ownMss))

const grantable = (tcb: Tcb): number => Math.min(MAX_WINDOW, largestWindow(tcb))

/** Whether the application has read enough for the peer to be told. */
export const windowOpens = (tcb: Tcb): boolean =>
  tcb.advertised && grantable(tcb) - promisedWindow(tcb) >= windowStep(tcb)

/** The window a correct TCP announces now, in bytes: never a smaller one than promised, opened in whole steps only. */
export const windowToAnnounce = (tcb: Tcb): number =>
  !tcb.advertised || windowOpens(tcb) ? grantable(tcb) : Math.min(MAX_WINDOW, promisedWindow(tcb))
