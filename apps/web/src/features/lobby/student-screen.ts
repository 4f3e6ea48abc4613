import type { Classroom, Seat } from '@synposium/classroom'

export type StudentScreen =
  | { readonly kind: 'removed' }
  | { readonly kind: 'door' }
  | { readonly kind: 'ended' }
  | { readonly kind: 'choose' }
  | { readonly kind: 'no-seat' }
  | { readonly kind: 'seat'; readonly seat: Seat }
  | { readonly kind: 'play'; readonly seat: Seat }

/** What a student sees now. One address for the whole class: the state of the class decides, so a reload always lands right. */
export function studentScreen(classroom: Classroom, me: string): StudentScreen {
  const student = classroom.students[me]
  if (!student || student.removed) return { kind: 'removed' }
  if (classroom.phase === 'ended') return { kind: 'ended' }
  if (student.waiting) return { kind: 'door' }
  const seat = student.seat === null ? undefined : classroom.seats[student.seat]
  if (!seat) return { kind: classroom.plan === 'free-choice' ? 'choose' : 'no-seat' }
  return { kind: classroom.phase === 'running' ? 'play' : 'seat', seat }
}

/** The class stands still because the teacher paused it. */
export const isPaused = (classroom: Classroom): boolean => classroom.phase === 'running' && !classroom.clock.running
