import { type Goal, type Picture, playerOf, type SeatId, type Table, type Turn, turn } from '@synposium/classroom'

/** When a table counts as stuck. */
export const STUCK_RULE = {
  /** No accepted segment for at least this long, in class ms … */
  silence: 60_000,
  /** … and for this many times what the class usually needs for the step. */
  timesMedian: 3,
  /** So many refused segments on one step are enough by themselves. */
  misses: 3,
} as const

export interface Stuck {
  readonly table: number
  readonly goal: Goal
  readonly why: 'misses' | 'silence'
  readonly misses: number
  /** Class ms since the last accepted segment or reached goal. */
  readonly quiet: number
  /** The seats whose move it is and that a student plays. */
  readonly seats: readonly SeatId[]
}

/** Class ms since the table last got anywhere. */
export const quietFor = (table: Table, now: number): number => Math.max(0, now - table.lastProgress)

/**
 * Whether a table is stuck: it is a student's move, and either nothing has been accepted for long (measured by what the class
 * needs for this step) or too much was refused. A table whose autopilots alone have to move is never stuck.
 */
export function stuckTable(
  picture: Picture,
  table: Table,
  move: Turn,
  now: number,
  medianMs: number | null,
): Stuck | null {
  if (picture.classroom.phase !== 'running' || move.goal === null) return null
  const seats = move.seats.filter((id) => playerOf(picture.classroom, id) === 'student')
  if (seats.length === 0) return null
  const quiet = quietFor(table, now)
  const patience = Math.max(STUCK_RULE.silence, STUCK_RULE.timesMedian * (medianMs ?? 0))
  const why = table.misses >= STUCK_RULE.misses ? 'misses' : quiet >= patience ? 'silence' : null
  return why && { table: table.no, goal: move.goal, why, misses: table.misses, quiet, seats }
}

/** Every stuck table of the class, by its number. `medians`: what the class needs for each goal, in class ms. */
export function stuckTables(picture: Picture, medians: ReadonlyMap<string, number>, now: number): Map<number, Stuck> {
  const { classroom } = picture
  const found = Object.values(classroom.tables).flatMap((table) => {
    const move = turn(classroom, table.no)
    const stuck = stuckTable(picture, table, move, now, medians.get(move.goal?.id ?? '') ?? null)
    return stuck ? [[table.no, stuck] as const] : []
  })
  return new Map(found)
}
