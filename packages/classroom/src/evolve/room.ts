import type { ClassEvent, Recorded } from '../events.ts'
import { DEFAULT_OPTIONS } from '../options.ts'
import type { Classroom, Clock } from '../state.ts'
import { addSockets, seatSockets, without } from './patch.ts'
import { withStudent } from './people.ts'

type Of<T extends ClassEvent['type']> = Extract<ClassEvent, { type: T }>

/** The clock from this event on. */
export const clockAt = (state: Classroom, { time, at }: Recorded, running: boolean): Clock => ({
  ...state.clock,
  time,
  asOf: at,
  running,
})

export const created = ({ id, code, name, plan, lesson }: Of<'class.created'>, { seq, at }: Recorded): Classroom => ({
  version: 1,
  id,
  seq,
  name,
  code,
  plan,
  phase: 'lobby',
  locked: false,
  nextLesson: lesson,
  lesson: null,
  options: DEFAULT_OPTIONS,
  assistChosen: false,
  clock: { time: 0, asOf: at, running: false, rate: 1 },
  students: {},
  seats: {},
  tables: {},
  hosts: {},
  sockets: {},
  openAttempts: {},
  wire: [],
  nextFlight: 1,
})

export const configured = (state: Classroom, { options }: Of<'class.configured'>): Classroom => ({
  ...state,
  options: { ...state.options, ...options },
  assistChosen: state.assistChosen || options.assist !== undefined,
})

const byKey = <T>(items: readonly T[], key: (item: T) => string): Record<string, T> =>
  Object.fromEntries(items.map((item) => [key(item), item]))

const unseated = (state: Classroom, seats: readonly string[]): Classroom =>
  seats.reduce((next, id) => {
    const student = next.seats[id]?.student ?? null
    return student === null ? next : withStudent(next, student, { seat: null })
  }, state)

export const arranged = (state: Classroom, event: Of<'room.arranged'>): Classroom => {
  const { tables, seats, hosts, sockets, gone } = event
  const left = unseated(state, gone.seats)
  const goneSockets = gone.seats.flatMap((id) => state.seats[id]?.sockets ?? [])
  const keptHosts = Object.values(state.hosts).filter((host) => !gone.tables.includes(host.table))
  return {
    ...left,
    tables: { ...without(left.tables, gone.tables.map(String)), ...byKey(tables, (t) => String(t.no)) },
    seats: seatSockets({ ...without(left.seats, gone.seats), ...byKey(seats, (s) => s.id) }, sockets),
    hosts: { ...byKey(keptHosts, (h) => h.id), ...byKey(hosts, (h) => h.id) },
    sockets: addSockets(without(left.sockets, goneSockets), sockets),
    openAttempts: without(left.openAttempts, goneSockets),
    wire: left.wire.filter((flight) => !gone.tables.includes(flight.table)),
  }
}

export const lessonStarted = (state: Classroom, event: Of<'lesson.started'>, recorded: Recorded): Classroom => {
  const seats = Object.fromEntries(Object.values(state.seats).map((s) => [s.id, { ...s, sockets: [] }]))
  const tables = Object.values(state.tables).map((t) => ({ ...t, reached: [], misses: 0, lastProgress: recorded.time }))
  return {
    ...state,
    phase: 'running',
    nextLesson: event.lesson,
    lesson: { lesson: event.lesson, run: event.run, startedAt: recorded.time },
    options: { ...state.options, ...event.options },
    clock: clockAt(state, recorded, true),
    seats: seatSockets(seats, event.sockets),
    tables: byKey(tables, (t) => String(t.no)),
    sockets: addSockets({}, event.sockets),
    openAttempts: {},
    wire: [],
  }
}

export const lessonStopped = (state: Classroom, recorded: Recorded): Classroom => ({
  ...state,
  phase: 'between',
  clock: clockAt(state, recorded, false),
  openAttempts: {},
  wire: [],
})
