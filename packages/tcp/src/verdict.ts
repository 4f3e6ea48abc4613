import type { ActName } from './acts.ts'
import type { MistakeCode } from './mistakes.ts'
import type { RuleName } from './rules.ts'
import type { Flag, Segment } from './segment.ts'
import type { Seq } from './seq.ts'
import type { Obligation, State, Tcb, Transition } from './tcb.ts'

/**
 * right: a correct TCP could send exactly this now. unusual: legal, without a usual reason. poor: breaks a SHOULD.
 * mistake: no correct TCP would have sent it (tcp-rules: OK, U, W, X).
 */
export type Level = 'right' | 'unusual' | 'poor' | 'mistake'

export const FIELDS = [
  'flags',
  'seq',
  'ack',
  'window',
  'length',
  'data',
  'options',
  'urgent',
  'checksum',
  'sport',
  'dport',
  'segment',
] as const
export type Field = (typeof FIELDS)[number]

/** A mistake is data; its sentences live in the language files, one set per code. */
export interface Mistake {
  readonly code: MistakeCode
  /** The one field to look at. */
  readonly field: Field
  /** What that field should have been, when there is one answer. Sequence and ack numbers are absolute. */
  readonly expected: number | readonly Flag[] | null
  readonly got: number | readonly Flag[] | null
  readonly rule: RuleName
  /** The numbers the sentences need, by name (rcvNxt, sndNxt, mss, window, inFlight, …); sequence numbers absolute. */
  readonly facts: Readonly<Record<string, number>>
  /** The right segment nearest to what was sent, for the third hint. */
  readonly nearest: Move | null
}

export interface Verdict {
  readonly level: Level
  /** The act of the catalogue that the segment is; null for a mistake. */
  readonly act: ActName | null
  readonly rule: RuleName
  /** Set exactly when level is `mistake`. */
  readonly mistake: Mistake | null
  /** Further rules worth telling (why it is unusual or poor). */
  readonly notes: readonly RuleName[]
}

/** A segment that would be right now. */
export interface Move {
  readonly segment: Segment
  readonly act: ActName
  /** Something is owed (or asked by the application) and this pays it. */
  readonly required: boolean
  readonly rule: RuleName
}

/** What an arriving segment did. */
export interface Arrival {
  readonly tcb: Tcb
  readonly transitions: readonly Transition[]
  /** The rules that decided, in order; the last is the one that settled it. */
  readonly rules: readonly RuleName[]
  /** Obligations newly created by this arrival. */
  readonly owed: readonly Obligation[]
  /** Bytes handed to the receive buffer in order. */
  readonly delivered: number
  /** What the application learns. */
  readonly signal: 'connected' | 'refused' | 'reset' | 'end-of-stream' | null
  /** False when the segment was dropped without processing. */
  readonly accepted: boolean
  /** A SYN opened a new incarnation out of TIME_WAIT: `tcb` is now a child of the listener on that port. */
  readonly reopen: boolean
}

/** What sending a segment did. */
export interface Transmission {
  readonly tcb: Tcb
  readonly transitions: readonly Transition[]
  readonly paid: readonly Obligation[]
}

/** A user call (RFC 9293 §3.10, BSD names). Lengths in bytes. */
export type Call =
  | { readonly name: 'listen'; readonly backlog: number }
  | { readonly name: 'connect'; readonly to: { readonly ip: string; readonly port: number } }
  | { readonly name: 'write'; readonly length: number }
  | { readonly name: 'read'; readonly length: number }
  | { readonly name: 'shutdown'; readonly how: 'SHUT_RD' | 'SHUT_WR' | 'SHUT_RDWR' }
  | { readonly name: 'close' }
  | { readonly name: 'abort' }

export type Errno =
  | 'EINVAL'
  | 'EISCONN'
  | 'ENOTCONN'
  | 'EPIPE'
  | 'EADDRINUSE'
  | 'ECONNREFUSED'
  | 'ECONNRESET'
  | 'EAGAIN'
  | 'EALREADY'
  | 'ETIMEDOUT'
  | 'EOPNOTSUPP'
  | 'EBADF'

/** What a call did; `result` is the return value of the sockets API, or an errno. */
export interface Called {
  readonly tcb: Tcb
  readonly transitions: readonly Transition[]
  readonly result: { readonly ok: true; readonly value: number } | { readonly ok: false; readonly errno: Errno }
  readonly rules: readonly RuleName[]
}

/** What the running-out of timers did. */
export interface Expiry {
  readonly tcb: Tcb
  readonly transitions: readonly Transition[]
  readonly fired: readonly ('retransmit' | 'persist' | 'time-wait' | 'user')[]
  readonly owed: readonly Obligation[]
  /** What the application learns: the peer did not answer within the user timeout. */
  readonly signal: 'timed-out' | null
}

/** How the receiving side would answer a segment, in one word, for the fourth part of the explanation. */
export type Reaction = 'accepts' | 'acks' | 'synack' | 'challenge-ack' | 'rst' | 'silence' | 'closes'

export type { Seq, State }
