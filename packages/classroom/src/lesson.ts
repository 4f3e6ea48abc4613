import type { Flag, RuleName, State } from '@synposium/tcp'
import type { GoalId, LessonId, Role, Text } from './names.ts'
import type { Assist } from './options.ts'

/**
 * What must have happened at a table, told over the log of this run of the lesson. A goal is reached once and stays so.
 * `by` is the role of the socket that sent; only segments that were no mistake count.
 */
export type Predicate =
  /** A segment with all of `all`, none of `none`, at least `minLength` data bytes (0 means: exactly none when maxLength is 0) was sent. */
  | {
      readonly kind: 'sent'
      readonly by: Role
      readonly all: readonly Flag[]
      readonly none?: readonly Flag[]
      readonly minLength?: number
      readonly maxLength?: number
      /** Restricts it to segments that acknowledge everything received (true), e.g. the ACK of the FIN. */
      readonly acksAll?: boolean
      /** The state of the sender before it sent. */
      readonly from?: State
    }
  /** The socket has been in this state since the run began. */
  | { readonly kind: 'was'; readonly role: Role; readonly state: State }
  /** The socket has taken this step through the state diagram; by this rule, where several arrows lead the same way. */
  | { readonly kind: 'went'; readonly role: Role; readonly from: State; readonly to: State; readonly rule?: RuleName }
  /** The socket has sent this many bytes of data, acknowledged or not. */
  | { readonly kind: 'wrote'; readonly role: Role; readonly bytes: number }
  /** The socket has sent this many bytes of data and had them acknowledged. */
  | { readonly kind: 'acked'; readonly role: Role; readonly bytes: number }
  /** The application of the socket has read this many bytes. */
  | { readonly kind: 'read'; readonly role: Role; readonly bytes: number }
  /** The call was made on the socket. */
  | { readonly kind: 'called'; readonly role: Role; readonly call: string }
  | { readonly kind: 'all'; readonly of: readonly Predicate[] }
  | { readonly kind: 'any'; readonly of: readonly Predicate[] }

/** One step of a lesson: who has to act, what they are asked to do, and how the log shows that it was done. */
export interface Goal {
  readonly id: GoalId
  /** The seat that acts: used to say whose move it is. */
  readonly by: Role
  /** Two or three words for the step: `SYN`, `ACK`, `2MSL`. Protocol words, the same in every language. */
  readonly label: string
  /** What the player is asked to do, in one sentence that does not give the numbers away. */
  readonly task: Text
  readonly when: Predicate
}

/** A phase of the lesson (Connect, Talk, Close). Its goals are reached in any order; the phases follow each other on screen. */
export interface Stage {
  readonly id: string
  readonly name: Text
  readonly goals: readonly Goal[]
}

/**
 * What the application of one socket wants, in order: each step waits for its condition and then makes the call. Followed
 * by the autopilot, told to players. `accept` is a server's loop: it is made again for every connection that waits, and
 * steps after it are never reached. Once the peer has closed, no step waits for more data.
 */
export interface AppStep {
  readonly when:
    | { readonly kind: 'start' }
    /** The server of this table listens (a client is started after its server). */
    | { readonly kind: 'server-ready' }
    /** The connection is, or was, in this state. */
    | { readonly kind: 'state'; readonly state: State }
    /** At least so many unread bytes. */
    | { readonly kind: 'readable'; readonly bytes: number }
    /** The peer's FIN has arrived and everything was read. */
    | { readonly kind: 'end-of-stream' }
    /** All written bytes were acknowledged, and at least so many were received and read. */
    | { readonly kind: 'done'; readonly received: number }
  readonly call:
    | { readonly name: 'listen'; readonly backlog: number }
    | { readonly name: 'accept' }
    | { readonly name: 'connect' }
    | { readonly name: 'write'; readonly length: number }
    | { readonly name: 'read'; readonly length: number }
    | { readonly name: 'shutdown'; readonly how: 'SHUT_RD' | 'SHUT_WR' | 'SHUT_RDWR' }
    | { readonly name: 'close' }
}

/** The state a table's sockets start in. `connected`: the handshake is done; `listening`: only the listener is open. */
export type Start = 'closed' | 'listening' | 'connected'

/** A lesson is data: a starting network, seats, goals as predicates over the log, and its texts. */
export interface Lesson {
  readonly version: 1
  readonly id: LessonId
  readonly title: Text
  /** One line: what the class will be able to do. */
  readonly aim: Text
  readonly minutes: number
  readonly start: Start
  /** What a lesson prefers; the teacher may change it. */
  readonly assist: Assist
  /** Receive buffer of every socket, in bytes. */
  readonly buffer: number
  readonly mss: number
  readonly stages: readonly Stage[]
  readonly apps: Readonly<Record<Role, readonly AppStep[]>>
}
