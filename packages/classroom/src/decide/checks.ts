import type { Refusal } from '../commands.ts'
import type { StudentId } from '../names.ts'
import type { Classroom, Socket, Student } from '../state.ts'
import { refuse } from './ledger.ts'

/** A lesson must be on. */
export const needsLesson = (state: Classroom): Refusal | null => {
  if (state.lesson === null) return refuse('class.no-lesson')
  return state.phase === 'running' ? null : refuse('lesson.not-running')
}

/** A lesson must be on and its clock running. */
export const needsPlay = (state: Classroom): Refusal | null =>
  needsLesson(state) ?? (state.clock.running ? null : refuse('class.paused'))

export type Found<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal }

const no = (refusal: Refusal): { ok: false; refusal: Refusal } => ({ ok: false, refusal })

/** The student, when they are in the class and past the door. */
export const presentStudent = (state: Classroom, id: StudentId): Found<Student> => {
  const student = state.students[id]
  if (student === undefined) return no(refuse('student.unknown'))
  if (student.removed) return no(refuse('student.removed'))
  return student.waiting ? no(refuse('class.locked-out')) : { ok: true, value: student }
}

/** The socket, when this student plays it with their own hands. */
export const ownSocket = (state: Classroom, id: StudentId, socketId: string): Found<Socket> => {
  const student = presentStudent(state, id)
  if (!student.ok) return student
  const socket = state.sockets[socketId]
  if (socket === undefined) return no(refuse('socket.unknown', 'socket'))
  const seat = state.seats[socket.seat]
  if (seat?.student !== id) return no(refuse('socket.not-yours', 'socket'))
  return seat.autopilot ? no(refuse('socket.autopilot', 'socket')) : { ok: true, value: socket }
}
