import type { Called, Listener, Obligation, Reaction, Segment, Tcb, Transition, Verdict } from '@synposium/tcp'
import type { PlayerCall } from './commands.ts'
import type { FlightId, GoalId, LessonId, Plan, SeatId, SocketId, StudentId, TableNo } from './names.ts'
import type { OptionsPatch } from './options.ts'
import type { Host, Seat, Socket, Student, Table } from './state.ts'

/** Who played: a student, or the autopilot of the seat, or a host's own TCP answering for a port without a socket. */
export type By = { readonly student: StudentId } | 'autopilot' | 'host'

/** The changed fields of a socket: its TCB as a patch of changed fields, the rest as they are. */
export interface SocketPatch {
  readonly id: SocketId
  readonly tcb?: Partial<Tcb>
  readonly listener?: Listener | null
  readonly appStep?: number
  readonly autopilotDue?: number | null
  readonly bytesRead?: number
  readonly bytesAcked?: number
  readonly accepted?: boolean
  /** New steps through the state diagram. */
  readonly transitions?: readonly Transition[]
}

/** What a judged attempt shows to its author and the teacher only. */
export interface Judged {
  readonly verdict: Verdict
  /** What the peer does (guarded: would have done) with the segment; null when nobody is there. */
  readonly reaction: Reaction | null
}

/** Facts, with their outcome. Replay only assigns. */
export type ClassEvent =
  | {
      readonly type: 'class.created'
      readonly id: string
      readonly code: string
      readonly name: string
      readonly plan: Plan
      readonly lesson: LessonId
    }
  | { readonly type: 'class.configured'; readonly options: OptionsPatch }
  | { readonly type: 'class.planned'; readonly plan: Plan }
  | { readonly type: 'class.locked'; readonly locked: boolean }
  | { readonly type: 'class.ended' }
  | { readonly type: 'student.joined'; readonly student: Student }
  | { readonly type: 'student.removed'; readonly student: StudentId; readonly seat: SeatId | null }
  | { readonly type: 'student.restored'; readonly student: StudentId }
  | { readonly type: 'student.admitted'; readonly students: readonly StudentId[] }
  /** Tables, seats, hosts that are new or changed, and those that are gone. `sockets`: of tables that join a running lesson. */
  | {
      readonly type: 'room.arranged'
      readonly tables: readonly Table[]
      readonly seats: readonly Seat[]
      readonly hosts: readonly Host[]
      readonly sockets: readonly Socket[]
      readonly gone: { readonly tables: readonly TableNo[]; readonly seats: readonly SeatId[] }
    }
  | { readonly type: 'seat.taken'; readonly seat: SeatId; readonly student: StudentId; readonly left: SeatId | null }
  | { readonly type: 'seat.left'; readonly seat: SeatId; readonly student: StudentId }
  | {
      readonly type: 'seat.autopilot'
      readonly seat: SeatId
      readonly on: boolean
      readonly sockets: readonly SocketPatch[]
    }
  | { readonly type: 'lesson.chosen'; readonly lesson: LessonId }
  | {
      readonly type: 'lesson.started'
      readonly lesson: LessonId
      readonly run: number
      readonly options: OptionsPatch
      readonly sockets: readonly Socket[]
    }
  | { readonly type: 'lesson.stopped' }
  | { readonly type: 'clock.paused' }
  | { readonly type: 'clock.resumed' }
  /** A segment left its sender. `judged` only where a player or the autopilot sent it; absent from what other viewers see when it was a mistake. */
  | {
      readonly type: 'segment.sent'
      readonly flight: FlightId
      readonly table: TableNo
      readonly from: SocketId | null
      readonly by: By
      readonly segment: Segment
      readonly dueAt: number
      readonly judged?: Judged
      readonly socket: SocketPatch | null
    }
  /** Guarded mode: explained and not sent. Seen by its author and the teacher. */
  | {
      readonly type: 'segment.refused'
      readonly table: TableNo
      readonly from: SocketId
      readonly by: By
      readonly segment: Segment
      readonly judged: Judged
    }
  /** A segment reached its destination. `to` null: no socket there. `created`: the child that the listener made. */
  | {
      readonly type: 'segment.arrived'
      readonly flight: FlightId
      readonly table: TableNo
      readonly to: SocketId | null
      readonly accepted: boolean
      readonly dropped: 'syn-queue-full' | 'accept-queue-full' | null
      readonly owed: readonly Obligation[]
      readonly sockets: readonly SocketPatch[]
      readonly created: readonly Socket[]
      readonly rule: string | null
    }
  | {
      readonly type: 'call.made'
      readonly table: TableNo
      readonly from: SocketId
      readonly by: By
      readonly call: PlayerCall
      readonly result: Called['result']
      readonly sockets: readonly SocketPatch[]
    }
  /** A timer ran out, or the autopilot's thinking time changed. */
  | {
      readonly type: 'timer.expired'
      readonly table: TableNo
      readonly fired: readonly string[]
      readonly owed: readonly Obligation[]
      readonly sockets: readonly SocketPatch[]
    }
  | { readonly type: 'goal.reached'; readonly table: TableNo; readonly goal: GoalId; readonly by: By | null }
  | {
      readonly type: 'hint.taken'
      readonly table: TableNo
      readonly socket: SocketId
      readonly student: StudentId
      readonly tier: 2 | 3
    }

export type ClassEventType = ClassEvent['type']

/** An event as it is stored and sent. */
export interface Recorded {
  readonly seq: number
  /** Version of the event's shape; older ones are lifted by `upcast` on read. */
  readonly v: 1
  /** Wall time in ms since 1970. */
  readonly at: number
  /** Class time in ms. */
  readonly time: number
  readonly event: ClassEvent
}

/** What a viewer gets in the place of an event that is not for them: numbering stays dense. */
export interface Hidden {
  readonly seq: number
  readonly hidden: true
}

export type Seen = Recorded | Hidden
