import { isAutopiloted } from '../autopilot/pace.ts'
import type { SeatId, StudentId } from '../names.ts'
import type { Classroom, Socket } from '../state.ts'

/** Who plays the seat now: its student, the autopilot while a lesson is on, or nobody. */
export const playerOf = (state: Classroom, seatId: SeatId): 'student' | 'autopilot' | 'nobody' => {
  const seat = state.seats[seatId]
  if (seat === undefined) return 'nobody'
  if (!isAutopiloted(seat)) return 'student'
  return seat.autopilot || state.phase === 'running' ? 'autopilot' : 'nobody'
}

/** The sockets in a student's hands, oldest first; none while they have no seat. */
export const socketsOf = (state: Classroom, student: StudentId): readonly Socket[] => {
  const seat = state.students[student]?.seat ?? null
  const ids = seat === null ? [] : (state.seats[seat]?.sockets ?? [])
  return ids.flatMap((id) => state.sockets[id] ?? [])
}
