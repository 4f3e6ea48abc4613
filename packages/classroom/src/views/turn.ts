import type { Goal } from '../lesson.ts'
import type { SeatId, TableNo } from '../names.ts'
import { SHARED_TABLE, seatOf, socketsAt } from '../network/addresses.ts'
import type { Classroom, Socket } from '../state.ts'
import { nextGoal } from './stages.ts'

/** Whose move it is: only a hint, everybody may send at any time. */
export interface Turn {
  readonly seats: readonly SeatId[]
  /** What the table works on; null when it has done everything. */
  readonly goal: Goal | null
}

/** Something must be sent now. Data may be acknowledged later, so that alone does not make it a turn while others have one. */
const mustAnswer = ({ tcb }: Socket): boolean =>
  tcb.owed.some((debt) => debt.kind !== 'ack' || debt.due === null) || tcb.app.abortRequested

const wantsToSend = ({ tcb }: Socket): boolean =>
  tcb.owed.length > 0 ||
  (tcb.state !== 'CLOSED' && (tcb.app.unsent > 0 || tcb.app.closeRequested) && tcb.finSeq === null)

const seatsOf = (sockets: readonly Socket[]): SeatId[] => [...new Set(sockets.map((socket) => socket.seat))]

const flying = (state: Classroom, table: TableNo): boolean => state.wire.some((flight) => flight.table === table)

/** Nothing is left to do but to let the time pass. */
const waits = (state: Classroom, table: TableNo, goal: Goal): boolean =>
  socketsAt(state, table).some((socket) => socket.tcb.state === 'TIME_WAIT' && socket.role !== 'listening') &&
  goal.label === '2MSL'

/**
 * Whose move it is at a table: whoever owes a reply; else, with nothing on its way, whoever has something to send; else
 * the player of the next goal. Nobody, while a segment flies that the next move waits for, or 2MSL passes.
 */
export const turn = (state: Classroom, table: TableNo): Turn => {
  const goal = nextGoal(state, table)
  if (state.phase !== 'running') return { seats: [], goal }
  // The shared listening socket owes its replies to all tables at once: a debt is no single table's turn.
  const sockets = socketsAt(state, table).filter((socket) => socket.table !== SHARED_TABLE)
  const owing = sockets.filter(mustAnswer)
  if (owing.length > 0) return { seats: seatsOf(owing), goal }
  if (flying(state, table)) return { seats: [], goal }
  const wishing = sockets.filter(wantsToSend)
  if (wishing.length > 0) return { seats: seatsOf(wishing), goal }
  if (goal === null || waits(state, table, goal)) return { seats: [], goal }
  return { seats: [seatOf(state.plan, table, goal.by)], goal }
}
