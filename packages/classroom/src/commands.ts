import type { Flag, SocketAddress } from '@synposium/tcp'
import type { LessonId, Plan, SeatId, SocketId, StudentId } from './names.ts'
import type { OptionsPatch } from './options.ts'

/** A segment as a player composes it: absolute numbers; addresses default to the socket's own and its peer's. */
export interface Draft {
  readonly flags: readonly Flag[]
  readonly seq: number
  readonly ack: number
  readonly window: number
  readonly length: number
  readonly mss?: number
  readonly urgent?: number
  readonly from?: SocketAddress
  readonly to?: SocketAddress
}

/** The calls a player may make on a socket. `to` of connect defaults to the socket's peer. */
export type PlayerCall =
  | { readonly name: 'listen'; readonly backlog: number }
  | { readonly name: 'accept' }
  | { readonly name: 'connect' }
  | { readonly name: 'write'; readonly length: number }
  | { readonly name: 'read'; readonly length: number }
  | { readonly name: 'shutdown'; readonly how: 'SHUT_RD' | 'SHUT_WR' | 'SHUT_RDWR' }
  | { readonly name: 'close' }
  | { readonly name: 'abort' }

export type Command =
  // The system's own (never accepted from outside).
  | {
      readonly type: 'class.create'
      readonly id: string
      readonly code: string
      readonly name: string
      readonly plan: Plan
      readonly lesson: LessonId
    }
  | { readonly type: 'student.join'; readonly student: StudentId }
  | { readonly type: 'tick' }
  // The teacher's.
  | { readonly type: 'class.configure'; readonly options: OptionsPatch }
  | { readonly type: 'class.plan'; readonly plan: Plan }
  | { readonly type: 'class.lock'; readonly locked: boolean }
  | { readonly type: 'class.end' }
  | { readonly type: 'lesson.choose'; readonly lesson: LessonId }
  | { readonly type: 'lesson.start'; readonly lesson?: LessonId }
  | { readonly type: 'lesson.stop' }
  | { readonly type: 'clock.pause' }
  | { readonly type: 'clock.resume' }
  | { readonly type: 'seat.assign'; readonly seat: SeatId; readonly student: StudentId | null }
  | { readonly type: 'seat.autopilot'; readonly seat: SeatId; readonly on: boolean }
  | { readonly type: 'student.remove'; readonly student: StudentId }
  | { readonly type: 'student.restore'; readonly student: StudentId }
  | { readonly type: 'student.admit'; readonly students: readonly StudentId[] }
  // The student's.
  | { readonly type: 'seat.take'; readonly seat: SeatId }
  | { readonly type: 'seat.leave' }
  | { readonly type: 'segment.send'; readonly socket: SocketId; readonly segment: Draft }
  | { readonly type: 'call.make'; readonly socket: SocketId; readonly call: PlayerCall }
  | { readonly type: 'hint.take'; readonly socket: SocketId; readonly tier: 2 | 3 }

export type CommandType = Command['type']

/** Who asks. Taken from the connection, never from the message. */
export type Actor =
  | { readonly kind: 'system' }
  | { readonly kind: 'teacher' }
  | { readonly kind: 'student'; readonly id: StudentId }

/** What a decision may depend on besides state and command. `iss` gives a fresh initial sequence number at each call. */
export interface DecideContext {
  readonly actor: Actor
  /** Wall time in ms since 1970. */
  readonly now: number
  readonly iss: () => number
}

export const REFUSALS = [
  'class.ended',
  'class.no-lesson',
  'class.paused',
  'class.locked-out',
  'class.full',
  'command.forbidden',
  'student.unknown',
  'student.removed',
  'seat.unknown',
  'seat.taken',
  'seat.not-free-choice',
  'seat.none',
  'socket.unknown',
  'socket.not-yours',
  'socket.autopilot',
  'lesson.unknown',
  'lesson.not-running',
  'lesson.running',
  'hint.off',
  'hint.nothing',
  'call.refused',
  'draft.out-of-range',
] as const
export type RefusalCode = (typeof REFUSALS)[number]

export interface Refusal {
  readonly code: RefusalCode
  /** The field that was wrong, where one was. */
  readonly field?: string
}
