import type { Listener, Segment, SocketAddress, Tcb, Transition } from '@synposium/tcp'
import type { FlightId, GoalId, LessonId, Plan, Role, SeatId, SeatRole, SocketId, StudentId, TableNo } from './names.ts'
import type { Options } from './options.ts'

/** Class time stands still while the class is paused or no lesson runs. Class time at wall time `now` = time + (now - asOf) × rate while running. */
export interface Clock {
  /** Class time in ms at wall time `asOf`. */
  readonly time: number
  readonly asOf: number
  readonly running: boolean
  /** Class ms per wall ms, 0.1 … 10. */
  readonly rate: number
}

export interface Student {
  readonly id: StudentId
  readonly seat: SeatId | null
  readonly removed: boolean
  /** Waits to be let in (the door was locked when they came). */
  readonly waiting: boolean
  /** The seat a removed student had, so that a removal can be undone. */
  readonly formerSeat: SeatId | null
}

export interface Seat {
  readonly id: SeatId
  /** 0: the whole class shares it (the listening seat of the one-server plan). */
  readonly table: TableNo
  readonly role: SeatRole
  /** Who plays; null: the autopilot does once the lesson runs. */
  readonly student: StudentId | null
  /** The teacher put the autopilot in, though a student holds the seat. */
  readonly autopilot: boolean
  /** The sockets that this seat plays, oldest first. */
  readonly sockets: readonly SocketId[]
}

export interface Table {
  readonly no: TableNo
  /** The seats whose sockets its ladder shows; a shared listening seat is in every table's list. */
  readonly seats: readonly SeatId[]
  /** Goals of the running lesson that were reached, in that order. */
  readonly reached: readonly GoalId[]
  /** Rejected segments since the last reached goal: what "stuck" is told by. */
  readonly misses: number
  /** Class time of the last accepted segment or reached goal. */
  readonly lastProgress: number
}

/** One socket of the shared network. */
export interface Socket {
  readonly id: SocketId
  readonly seat: SeatId
  readonly table: TableNo
  readonly role: Role
  readonly host: string
  readonly tcb: Tcb
  /** Set while it listens. */
  readonly listener: Listener | null
  /** Where it sends when it has no remote address yet. */
  readonly peer: SocketAddress
  /** Steps through the state diagram so far in this run, each once, the latest last. */
  readonly path: readonly Transition[]
  /** How far its application's plan has got (index of the next AppStep). */
  readonly appStep: number
  /** Class time at which the autopilot acts; null: nothing to do. */
  readonly autopilotDue: number | null
  /** Counts for goals: what the application read, and what was acknowledged of its data, in bytes. */
  readonly bytesRead: number
  readonly bytesAcked: number
  /** A child that accept() has not handed over yet is false; all others true. */
  readonly accepted: boolean
}

export interface Host {
  readonly id: string
  readonly ip: string
  /** `A`, `B`: hosts of a table; the shared server of the one-server plan is `S`. */
  readonly name: string
  readonly table: TableNo
}

/** A segment on the wire. Times in class time. */
export interface Flight {
  readonly id: FlightId
  readonly table: TableNo
  readonly from: SocketId | null
  readonly segment: Segment
  readonly sentAt: number
  readonly dueAt: number
}

export interface LessonRun {
  readonly lesson: LessonId
  /** Counts the starts of lessons in this class. */
  readonly run: number
  readonly startedAt: number
}

/** A mistake that its author has not put right yet: what a hint can be asked for. */
export interface OpenAttempt {
  readonly student: StudentId
  /** The highest hint opened, 1 … 3. */
  readonly tier: 1 | 2 | 3
}

/** What the rules need to know of a class, and nothing that grows with its history. */
export interface Classroom {
  readonly version: 1
  readonly id: string
  readonly seq: number
  readonly name: string
  readonly code: string
  readonly plan: Plan
  /** lobby: gathering. running: a lesson is on. between: a lesson was stopped. ended: over, read only. */
  readonly phase: 'lobby' | 'running' | 'between' | 'ended'
  readonly locked: boolean
  /** The lesson that Start starts. */
  readonly nextLesson: LessonId
  readonly lesson: LessonRun | null
  readonly options: Options
  /** The teacher set the assist level: lessons leave it alone from then on. */
  readonly assistChosen: boolean
  readonly clock: Clock
  readonly students: Readonly<Record<StudentId, Student>>
  readonly seats: Readonly<Record<SeatId, Seat>>
  readonly tables: Readonly<Record<string, Table>>
  readonly hosts: Readonly<Record<string, Host>>
  readonly sockets: Readonly<Record<SocketId, Socket>>
  /** By socket. */
  readonly openAttempts: Readonly<Record<SocketId, OpenAttempt>>
  readonly wire: readonly Flight[]
  readonly nextFlight: FlightId
}
