import type { ClassEvent } from '../events.ts'
import type { SeatId, StudentId } from '../names.ts'
import type { Classroom, Seat, Student } from '../state.ts'
import { patchSockets, without } from './patch.ts'

type Of<T extends ClassEvent['type']> = Extract<ClassEvent, { type: T }>

export const withStudent = (state: Classroom, id: StudentId, change: Partial<Student>): Classroom => {
  const student = state.students[id]
  return student === undefined ? state : { ...state, students: { ...state.students, [id]: { ...student, ...change } } }
}

const withSeat = (state: Classroom, id: SeatId, change: Partial<Seat>): Classroom => {
  const seat = state.seats[id]
  return seat === undefined ? state : { ...state, seats: { ...state.seats, [id]: { ...seat, ...change } } }
}

/** What was explained to the player who has just gone is not the next one's. */
const forgetAttempts = (state: Classroom, seat: SeatId): Classroom => {
  const sockets = state.seats[seat]?.sockets ?? []
  return { ...state, openAttempts: without(state.openAttempts, sockets) }
}

const emptied = (state: Classroom, seat: SeatId | null): Classroom =>
  seat === null ? state : withSeat(forgetAttempts(state, seat), seat, { student: null })

export const joined = (state: Classroom, { student }: Of<'student.joined'>): Classroom => ({
  ...state,
  students: { ...state.students, [student.id]: student },
})

export const removed = (state: Classroom, { student, seat }: Of<'student.removed'>): Classroom =>
  withStudent(emptied(state, seat), student, { seat: null, removed: true, waiting: false, formerSeat: seat })

export const restored = (state: Classroom, { student }: Of<'student.restored'>): Classroom =>
  withStudent(state, student, { removed: false, formerSeat: null })

export const admitted = (state: Classroom, { students }: Of<'student.admitted'>): Classroom =>
  students.reduce((next, id) => withStudent(next, id, { waiting: false }), state)

export const seatTaken = (state: Classroom, { seat, student, left }: Of<'seat.taken'>): Classroom =>
  withStudent(withSeat(emptied(state, left), seat, { student, autopilot: false }), student, { seat })

export const seatLeft = (state: Classroom, { seat, student }: Of<'seat.left'>): Classroom =>
  withStudent(emptied(state, seat), student, { seat: null })

export const autopilotSet = (state: Classroom, { seat, on, sockets }: Of<'seat.autopilot'>): Classroom => ({
  ...withSeat(state, seat, { autopilot: on }),
  sockets: patchSockets(state.sockets, sockets),
})
