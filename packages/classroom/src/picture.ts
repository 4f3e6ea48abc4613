import type { Called, Obligation, Reaction, Segment, Seq, State, Verdict } from '@synposium/tcp'
import type { PlayerCall } from './commands.ts'
import type { By } from './events.ts'
import type { FlightId, SocketId, StudentId, TableNo } from './names.ts'
import type { Classroom } from './state.ts'

/** A socket's state from here on. */
export interface StateMark {
  readonly socket: SocketId
  readonly state: State
}

/** The initial sequence numbers of both directions; a relative number is the distance from them, modulo 2^32. */
export interface NumberBase {
  readonly seq: Seq
  readonly ack: Seq
}

/** One row of the ladder. Times in class time. */
export type LadderRow =
  | {
      readonly kind: 'segment'
      /** Number within the table's ladder, from 1. */
      readonly n: number
      readonly flight: FlightId
      readonly from: SocketId | null
      readonly to: SocketId | null
      readonly by: By
      readonly segment: Segment
      /** What relative numbers count from: the initial numbers of this connection, as the sender knew them. */
      readonly base: NumberBase
      readonly sentAt: number
      readonly arriveAt: number
      readonly status: 'flying' | 'delivered' | 'dropped' | 'no-socket'
      /** Absent where the viewer may not see it. */
      readonly verdict?: Verdict
      readonly reaction?: Reaction | null
      /** The same numbers were sent before. */
      readonly again: boolean
      /** State changes at sending and at arrival. */
      readonly onSend: readonly StateMark[]
      readonly onArrive: readonly StateMark[]
    }
  | {
      readonly kind: 'call'
      readonly n: number
      readonly from: SocketId
      readonly by: By
      readonly call: PlayerCall
      readonly result: Called['result']
      readonly at: number
      readonly marks: readonly StateMark[]
    }
  | {
      readonly kind: 'timer'
      readonly n: number
      readonly fired: readonly string[]
      readonly socket: SocketId
      readonly at: number
      readonly marks: readonly StateMark[]
    }

export const LADDER_ROWS = 120

/** The last LADDER_ROWS rows of a table, and the states its sockets were in before the first of them. */
export interface Ladder {
  readonly table: TableNo
  readonly rows: readonly LadderRow[]
  readonly nextN: number
  readonly before: readonly StateMark[]
}

/** The last explanation a player got for a refused segment, until they send a right one. */
export interface Attempt {
  readonly socket: SocketId
  readonly by: By
  readonly segment: Segment
  readonly verdict: Verdict
  readonly reaction: Reaction | null
  /** How many in a row. */
  readonly tries: number
  /** The highest hint opened, 1 … 3. */
  readonly tier: 1 | 2 | 3
  readonly at: number
}

/** Counts for the teacher; bounded by codes × students. */
export interface MistakeCounts {
  readonly total: number
  readonly byCode: Readonly<Record<string, { readonly count: number; readonly students: readonly StudentId[] }>>
  readonly byState: Readonly<Partial<Record<State, number>>>
}

/** One cell of the progress matrix: how a goal was reached at a table. */
export interface GoalRecord {
  readonly tries: number
  readonly at: number
}

/** Everything a screen shows: the classroom and the folds over its log that are kept beside it. */
export interface Picture {
  readonly classroom: Classroom
  readonly ladders: Readonly<Record<string, Ladder>>
  /** By socket. */
  readonly attempts: Readonly<Record<SocketId, Attempt>>
  readonly mistakes: MistakeCounts
  /** By table and goal. */
  readonly progress: Readonly<Record<string, Readonly<Record<string, GoalRecord>>>>
}

export type { Obligation }
