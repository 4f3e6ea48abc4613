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
