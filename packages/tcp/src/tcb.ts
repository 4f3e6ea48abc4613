import type { RuleName } from './rules.ts'
import type { RawOption, SocketAddress } from './segment.ts'
import type { Seq } from './seq.ts'

/** The eleven states of RFC 9293 §3.3.2, in the spelling of the figures with underscores. */
export const STATES = [
  'CLOSED',
  'LISTEN',
  'SYN_SENT',
  'SYN_RCVD',
  'ESTABLISHED',
  'FIN_WAIT_1',
  'FIN_WAIT_2',
  'CLOSE_WAIT',
  'CLOSING',
  'LAST_ACK',
  'TIME_WAIT',
] as const
export type State = (typeof STATES)[number]

/** Class time or capture time in milliseconds; only differences matter. */
export type Millis = number

/** What an arrival (or a timer) obliges this endpoint to send. The state has already changed; this is the debt. */
export type Obligation =
  | { readonly kind: 'synack'; readonly since: Millis; readonly rule: RuleName }
  | {
      readonly kind: 'ack'
      /** `syn`: completes the handshake. `data`: may be delayed until `due`. `dup`: old or out-of-order text. `challenge`: exactly SEQ=SND.NXT, no data. */
      readonly reason: 'syn' | 'data' | 'dup' | 'fin' | 'challenge'
      readonly since: Millis
      /** When the delayed acknowledgment may wait no longer; null: now. */
      readonly due: Millis | null
      readonly rule: RuleName
    }
  | {
      readonly kind: 'rst'
      /** Form 1 answers a segment with ACK: SEQ=SEG.ACK. Form 2 one without: SEQ=0, ACK=SEG.SEQ+SEG.LEN (§3.10.7.1). */
      readonly form: 1 | 2
      readonly seq: Seq
      readonly ack: Seq
      readonly to: SocketAddress
      readonly since: Millis
      readonly rule: RuleName
    }
  /** The retransmission timer ran out: the oldest unacknowledged segment is to be sent again (§3.10.8). */
  | { readonly kind: 'retransmit'; readonly since: Millis; readonly rule: RuleName }
  /** The persist timer ran out: the zero window is to be probed (§3.8.6.1). */
  | { readonly kind: 'probe'; readonly since: Millis; readonly rule: RuleName }

/** What SO_ERROR reports after a connection has failed. */
export type SocketError = 'ECONNREFUSED' | 'ECONNRESET' | 'ETIMEDOUT' | 'EPIPE'

/** What the application of this endpoint has asked for and holds. Intents, kept apart from the state. */
export interface App {
  /** connect() was called. */
  readonly connect: boolean
  /** Bytes written by the application and not yet sent. */
  readonly unsent: number
  /** shutdown(SHUT_WR) or close(): a FIN is to follow the last written byte. */
  readonly closeRequested: boolean
  /** close() by the last holder: nobody reads any more, arriving text is answered with RST. */
  readonly fullyClosed: boolean
  /** abort(), SO_LINGER 0, or close() with unread data. */
  readonly abortRequested: boolean
  /** Bytes received in order that the application has not read. */
  readonly unread: number
  /** shutdown(SHUT_RD). */
  readonly readShutdown: boolean
  /** How the last connection of this socket ended; an error is told to the application once and is `ended` after that. */
  readonly over: SocketError | 'ended' | null
}

/** A run of sequence numbers that has been sent and not yet acknowledged, with the bytes that are bound to it. */
export interface SentRun {
  readonly seq: Seq
  readonly length: number
  readonly data?: string
}

/** Text (and perhaps the FIN) that arrived ahead of a hole. */
export interface HeldRun {
  readonly seq: Seq
  readonly length: number
  readonly fin: boolean
}

/** Due times in class time; null: not running. */
export interface Timers {
  readonly retransmit: Millis | null
  /** How many times the oldest segment has been sent again; the interval doubles. */
  readonly retries: number
  readonly persist: Millis | null
  readonly timeWait: Millis | null
  readonly user: Millis | null
}

/** The transmission control block: all that an endpoint knows (RFC 9293 §3.3.1), immutable and plain data. */
export interface Tcb {
  readonly state: State
  /** SYN_RCVD was reached from LISTEN (MUST-11). */
  readonly passive: boolean
  readonly local: SocketAddress
  /** null: any (LISTEN, or not yet connected). */
  readonly remote: SocketAddress | null

  /** The initial send sequence number, announced before the SYN is sent. */
  readonly iss: Seq
  readonly sndUna: Seq
  /** Equals `iss` until the SYN has been sent. */
  readonly sndNxt: Seq
  readonly sndWnd: number
  readonly sndWl1: Seq
  readonly sndWl2: Seq
  /** The largest window the peer has offered (RFC 5961 §5). */
  readonly maxSndWnd: number
  readonly sndUp: Seq | null
  /** The sequence number of our FIN once sent. Whether a FIN was sent is never derived from the state. */
  readonly finSeq: Seq | null
  readonly sent: readonly SentRun[]
  /** Duplicate acknowledgments in a row; the third asks for a retransmission (RFC 5681 §3.2). */
  readonly dupAcks: number

  /** null until the peer's SYN has arrived. */
  readonly irs: Seq | null
  readonly rcvNxt: Seq
  /** The receive buffer's size in bytes. */
  readonly rcvBuffer: number
  /** The right edge promised: the highest ack + window ever sent. Equals rcvNxt before anything was promised. */
  readonly rcvAdv: Seq
  /** True once a window has been announced to the peer. */
  readonly advertised: boolean
  readonly rcvUp: Seq | null
  /** The highest acknowledgment number sent; null before the first. */
  readonly lastAckSent: Seq | null
  /**
   * RCV.NXT after each segment taken in order since `lastAckSent`, oldest first, at most eight: where a TCP that takes in
   * whole segments may have stood. Absent: none are known, as in a TCB stored before they were kept.
   */
  readonly boundaries?: readonly Seq[]
  /** The peer's FIN has been consumed in order. */
  readonly finReceived: boolean
  readonly held: readonly HeldRun[]

  /** The peer's MSS option, else 536 (MUST-15). */
  readonly sendMss: number
  readonly ownMss: number
  /** The last segment that arrived was a RST, or none since was answered: a RST is never answered. */
  readonly lastWasRst: boolean

  readonly app: App
  readonly owed: readonly Obligation[]
  readonly timers: Timers
}

/** Options of the simulated stack. All times in ms of class time. */
export interface Settings {
  /** Where Linux and RFC 9293 differ (four items, RULES.md). */
  readonly policy: 'linux' | 'rfc9293'
  /** `implied`: a SYN is its own connect(), a FIN its own close(), an RST its own abort. `explicit`: the call must come first. */
  readonly calls: 'implied' | 'explicit'
  /** Maximum segment lifetime. TIME_WAIT lasts twice this. */
  readonly msl: Millis
  /** The first retransmission timeout. */
  readonly rto: Millis
  /** How long an acknowledgment of data may be delayed. */
  readonly delayedAck: Millis
  /** The user timeout; null: never. */
  readonly userTimeout: Millis | null
  /** Link MTU in bytes; no segment carries more than mtu - 40 bytes of data. */
  readonly mtu: number
  /** Keep-alive probes allowed (default off, MUST-25). */
  readonly keepAlive: boolean
  /** How long FIN_WAIT_2 may last after close() (Linux tcp_fin_timeout); absent or null: for ever, as in the RFC. */
  readonly finWait2?: Millis | null
}

/** Everything outside the TCB that a step may depend on. */
export interface Context {
  readonly now: Millis
  /** The initial send sequence number to use if this step opens a connection. */
  readonly iss: Seq
  readonly settings: Settings
  /** A socket listens on the local port. Asked in TIME_WAIT only: a later SYN may then open the connection again. */
  readonly listening?: boolean
}

/** One step through the state diagram. */
export interface Transition {
  readonly from: State
  readonly to: State
  readonly rule: RuleName
}

export type { RawOption }
