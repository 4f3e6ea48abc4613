import type { Attempt, Picture, SeatId, SeatRole, StudentId } from '@synposium/classroom'
import type { MistakeCode } from '@synposium/tcp'
import type { Stuck } from './stuck.ts'

/** A player counts as dropped off after this long without a connection, in wall ms. */
export const DROPPED_AFTER = 30_000
/** More rows than this are told by a number. */
export const NEED_ROWS = 5

export type Need =
  | {
      readonly kind: 'stuck'
      readonly id: string
      readonly table: number
      readonly stuck: Stuck
      /** The newest refused segment of the table. */
      readonly student: StudentId | null
      readonly mistake: MistakeCode | null
      /** How long it has lasted, in ms. */
      readonly since: number
    }
  | {
      readonly kind: 'dropped'
      readonly id: string
      readonly table: number
      readonly student: StudentId
      readonly seat: SeatId
      readonly role: SeatRole
      readonly since: number
    }

/** Who needs the teacher, the longest wait first: stuck tables, and players who lost their connection. Times: see Stuck and `offlineSince` (wall ms). */
export function needYou(
  picture: Picture,
  stuck: Iterable<Stuck>,
  offlineSince: ReadonlyMap<StudentId, number>,
  wallNow: number,
): Need[] {
  const newest = newestAttempts(picture)
  const waits: Need[] = [...stuck].map((trouble) => {
    const attempt = newest.get(trouble.table)
    const by = attempt?.by
    return {
      kind: 'stuck',
      id: `stuck-${trouble.table}`,
      table: trouble.table,
      stuck: trouble,
      student: typeof by === 'object' ? by.student : null,
      mistake: attempt?.verdict.mistake?.code ?? null,
      since: trouble.quiet,
    }
  })
  return [...waits, ...droppedPlayers(picture, offlineSince, wallNow)].sort((a, b) => b.since - a.since)
}

function newestAttempts(picture: Picture): ReadonlyMap<number, Attempt> {
  const newest = new Map<number, Attempt>()
  for (const attempt of Object.values(picture.attempts)) {
    const table = picture.classroom.sockets[attempt.socket]?.table
    if (table !== undefined && (newest.get(table)?.at ?? -1) < attempt.at) newest.set(table, attempt)
  }
  return newest
}

/** Seats whose student has been away for long and that the autopilot has not been given. */
function droppedPlayers(picture: Picture, offlineSince: ReadonlyMap<StudentId, number>, wallNow: number): Need[] {
  if (picture.classroom.phase !== 'running') return []
  return Object.values(picture.classroom.seats).flatMap((seat): Need[] => {
    const left = seat.student === null || seat.autopilot ? undefined : offlineSince.get(seat.student)
    if (seat.student === null || left === undefined || wallNow - left < DROPPED_AFTER) return []
    return [
      {
        kind: 'dropped',
        id: `dropped-${seat.student}`,
        table: seat.table,
        student: seat.student,
        seat: seat.id,
        role: seat.role,
        since: wallNow - left,
      },
    ]
  })
}

/** While somebody points at the list, rows keep their places: those that stay keep their order, new ones come last. */
export function keepPlaces(before: readonly string[], now: readonly Need[]): Need[] {
  const place = new Map(before.map((id, i) => [id, i]))
  const rank = (need: Need) => place.get(need.id) ?? before.length
  return [...now].sort((a, b) => rank(a) - rank(b))
}
