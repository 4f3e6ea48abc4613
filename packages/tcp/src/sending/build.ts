import { type Flag, flagsOf, type Segment, type SocketAddress } from '../segment.ts'
import { type Seq, seq } from '../seq.ts'
import type { Settings, Tcb } from '../tcb.ts'
import { windowToAnnounce } from '../window.ts'
import type { Reset } from './debts.ts'
import { largestMss } from './limits.ts'

interface Parts {
  readonly flags: readonly Flag[]
  readonly seq: Seq
  readonly length?: number
  readonly data?: string | undefined
  readonly mss?: number
}

/** A segment from this endpoint to its peer `to`, with ACK = RCV.NXT when it has ACK, and the window of this moment. */
export const segmentTo = (tcb: Tcb, to: SocketAddress, parts: Parts): Segment => ({
  source: tcb.local,
  destination: to,
  flags: flagsOf(...parts.flags),
  seq: parts.seq,
  ack: parts.flags.includes('ACK') ? tcb.rcvNxt : seq(0),
  window: windowToAnnounce(tcb),
  length: parts.length ?? 0,
  ...(parts.mss === undefined ? {} : { mss: parts.mss }),
  ...(parts.data === undefined ? {} : { data: parts.data }),
})

/** SYN or SYN,ACK at the ISS, with the own MSS as far as the link can carry it (RFC 9293 §3.7.1). */
export const synTo = (tcb: Tcb, to: SocketAddress, settings: Settings, ...flags: readonly Flag[]): Segment =>
  segmentTo(tcb, to, { flags, seq: tcb.iss, mss: Math.min(tcb.ownMss, largestMss(settings)) })

/** The reset that pays `debt`, with window 0: it promises nothing. */
export const resetFor = (tcb: Tcb, debt: Reset): Segment => ({
  source: tcb.local,
  destination: debt.to,
  flags: debt.form === 1 ? ['RST'] : ['RST', 'ACK'],
  seq: debt.form === 1 ? debt.seq : seq(0),
  ack: debt.form === 1 ? seq(0) : debt.ack,
  window: 0,
  length: 0,
})
