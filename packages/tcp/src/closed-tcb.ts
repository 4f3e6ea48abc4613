import type { SocketAddress } from './segment.ts'
import { type Seq, seq } from './seq.ts'
import type { App, Tcb, Timers } from './tcb.ts'

/** The largest value of the window field (RFC 9293 §3.1); window scaling is not modelled. */
export const MAX_WINDOW = 65_535

/** Send MSS before, and in the absence of, the peer's MSS option (RFC 9293 §3.7.1, MUST-15). */
export const DEFAULT_SEND_MSS = 536

/** An application that has asked for nothing yet. */
export const IDLE_APP: App = {
  connect: false,
  unsent: 0,
  closeRequested: false,
  fullyClosed: false,
  abortRequested: false,
  unread: 0,
  readShutdown: false,
  over: null,
}

/** No timer is running. */
export const NO_TIMERS: Timers = { retransmit: null, retries: 0, persist: null, timeWait: null, user: null }

/** What a new endpoint is made of. */
export interface ClosedTcbOptions {
  readonly local: SocketAddress
  readonly remote?: SocketAddress | null
  /** The initial send sequence number, announced before the SYN is sent. */
  readonly iss: Seq
  /** The value of our MSS option, in bytes; 1024 unless told. */
  readonly ownMss?: number
  /** Size of the receive buffer in bytes; 4096 unless told. */
  readonly rcvBuffer?: number
}

/** An endpoint in the fictional state CLOSED: nothing sent, nothing received, nothing asked for (RFC 9293 §3.3.2). */
export const closedTcb = (options: ClosedTcbOptions): Tcb => ({
  state: 'CLOSED',
  passive: false,
  local: options.local,
  remote: options.remote ?? null,
  iss: options.iss,
  sndUna: options.iss,
  sndNxt: options.iss,
  sndWnd: 0,
  sndWl1: seq(0),
  sndWl2: seq(0),
  maxSndWnd: 0,
  sndUp: null,
  finSeq: null,
  sent: [],
  dupAcks: 0,
  irs: null,
  rcvNxt: seq(0),
  rcvBuffer: options.rcvBuffer ?? 4096,
  rcvAdv: seq(0),
  advertised: false,
  rcvUp: null,
  lastAckSent: null,
  boundaries: [],
  finReceived: false,
  held: [],
  sendMss: DEFAULT_SEND_MSS,
  ownMss: options.ownMss ?? 1024,
  lastWasRst: false,
  app: IDLE_APP,
  owed: [],
  timers: NO_TIMERS,
})
