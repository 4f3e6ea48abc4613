import type { Classroom, LadderRow, Seat, SocketId } from '@synposium/classroom'

/** The moment as the composer's head line is told: plain facts, worded by the caller. */
export type Moment =
  | { readonly kind: 'offline' | 'rest' | 'paused' | 'autopilot' | 'done' }
  | { readonly kind: 'move'; readonly arrived: Extract<LadderRow, { kind: 'segment' }> | null }
  | { readonly kind: 'wait'; readonly seats: readonly Seat[] }

export interface MomentInput {
  readonly live: boolean
  readonly classroom: Classroom
  readonly seat: Seat
  readonly autopilot: boolean
  readonly turn: { readonly seats: readonly string[]; readonly goal: object | null }
  readonly rows: readonly LadderRow[]
  readonly sockets: readonly SocketId[]
}

/** What a player should know first: no connection, no lesson, a pause, the autopilot; then whose move it seems to be. */
export function momentOf(input: MomentInput): Moment {
  const { classroom, turn } = input
  if (!input.live) return { kind: 'offline' }
  if (classroom.phase !== 'running') return { kind: 'rest' }
  if (!classroom.clock.running) return { kind: 'paused' }
  if (input.autopilot) return { kind: 'autopilot' }
  if (turn.seats.includes(input.seat.id)) return { kind: 'move', arrived: lastArrived(input.rows, input.sockets) }
  if (turn.goal === null && turn.seats.length === 0) return { kind: 'done' }
  return { kind: 'wait', seats: turn.seats.flatMap((id) => classroom.seats[id] ?? []) }
}

/** The newest segment that reached one of these sockets, if nothing was sent from them since. */
function lastArrived(rows: readonly LadderRow[], sockets: readonly SocketId[]) {
  for (const row of [...rows].reverse()) {
    if (row.kind !== 'segment') continue
    if (row.from !== null && sockets.includes(row.from)) return null
    if (row.status === 'delivered' && row.to !== null && sockets.includes(row.to)) return row
  }
  return null
}
