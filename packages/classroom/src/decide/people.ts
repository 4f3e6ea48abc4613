import type { Command } from '../commands.ts'
import type { StudentId } from '../names.ts'
import type { Classroom, Student } from '../state.ts'
import { presentStudent } from './checks.ts'
import { adaptAutopilot, dealSeat, giveSeat } from './dealing.ts'
import { type Answer, type Ledger, refuse } from './ledger.ts'

type Of<T extends Command['type']> = Extract<Command, { type: T }>

/** The most students a class takes. */
export const CLASS_SIZE = 60

const isFull = (state: Classroom): boolean =>
  Object.values(state.students).filter((student) => !student.removed).length >= CLASS_SIZE

/** A student comes in. Who is here already comes back to their seat: nothing happens. */
export const join = (ledger: Ledger, { student: id }: Of<'student.join'>): Answer => {
  const { state } = ledger
  const known = state.students[id]
  if (known !== undefined) return known.removed ? refuse('student.removed') : null
  if (isFull(state)) return refuse('class.full')
  const student: Student = { id, seat: null, removed: false, waiting: state.locked, formerSeat: null }
  ledger.emit({ type: 'student.joined', student })
  if (!student.waiting) dealSeat(ledger, id)
  return null
}

export const admit = (ledger: Ledger, { students }: Of<'student.admit'>): Answer => {
  const { state } = ledger
  const unknown = students.find((id) => state.students[id] === undefined)
  if (unknown !== undefined) return refuse('student.unknown', 'students')
  const waiting = [...new Set(students)].filter((id) => state.students[id]?.waiting === true)
  if (waiting.length === 0) return null
  ledger.emit({ type: 'student.admitted', students: waiting })
  for (const id of waiting) dealSeat(ledger, id)
  return null
}

export const remove = (ledger: Ledger, { student: id }: Of<'student.remove'>): Answer => {
  const student = ledger.state.students[id]
  if (student === undefined) return refuse('student.unknown', 'student')
  if (student.removed) return null
  ledger.emit({ type: 'student.removed', student: id, seat: student.seat })
  if (student.seat !== null) adaptAutopilot(ledger, [student.seat])
  return null
}

/** The seat that a removed student had, when nobody has sat down there since. */
const formerSeat = (state: Classroom, { formerSeat: seat }: Student): string | null =>
  seat !== null && state.seats[seat]?.student === null ? seat : null

/** Undoes a removal: the same seat when it is free, else a dealt one. */
export const restore = (ledger: Ledger, { student: id }: Of<'student.restore'>): Answer => {
  const { state } = ledger
  const student = state.students[id]
  if (student === undefined) return refuse('student.unknown', 'student')
  if (!student.removed) return null
  if (isFull(state)) return refuse('class.full')
  const seat = formerSeat(state, student)
  ledger.emit({ type: 'student.restored', student: id })
  if (seat === null) dealSeat(ledger, id)
  else giveSeat(ledger, id, seat)
  return null
}

/** The student who gives the command, or why they may not. */
export const commander = (ledger: Ledger): ReturnType<typeof presentStudent> => {
  const { actor } = ledger.context
  const id: StudentId | null = actor.kind === 'student' ? actor.id : null
  return id === null ? { ok: false, refusal: refuse('command.forbidden') } : presentStudent(ledger.state, id)
}
