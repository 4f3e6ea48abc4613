import type { ClassEvent, Recorded } from '../events.ts'
import type { TableNo } from '../names.ts'
import type { Classroom, OpenAttempt, Table } from '../state.ts'
import { addSockets, patchSockets, seatSockets, without } from './patch.ts'

type Of<T extends ClassEvent['type']> = Extract<ClassEvent, { type: T }>

const withTable = (state: Classroom, no: TableNo, change: (table: Table) => Partial<Table>): Classroom => {
  const table = state.tables[no]
  return table === undefined ? state : { ...state, tables: { ...state.tables, [no]: { ...table, ...change(table) } } }
}

/** One more segment that its player has to put right: counted at the table, and open for hints. */
const missed = (state: Classroom, table: TableNo, socket: string, student: string | null): Classroom => {
  const counted = withTable(state, table, (t) => ({ misses: t.misses + 1 }))
  if (student === null) return counted
  const before = state.openAttempts[socket]
  const open: OpenAttempt = { student, tier: before?.student === student ? before.tier : 1 }
  return { ...counted, openAttempts: { ...state.openAttempts, [socket]: open } }
}

const author = (by: Of<'segment.sent'>['by']): string | null => (typeof by === 'string' ? null : by.student)

export const segmentSent = (state: Classroom, event: Of<'segment.sent'>, { time }: Recorded): Classroom => {
  const { flight, table, from, by, segment, dueAt, judged, socket } = event
  const sent: Classroom = {
    ...state,
    sockets: socket === null ? state.sockets : patchSockets(state.sockets, [socket]),
    wire: [...state.wire, { id: flight, table, from, segment, sentAt: time, dueAt }],
    nextFlight: flight + 1,
  }
  if (from === null) return sent
  if (judged?.verdict.level === 'mistake') return missed(sent, table, from, author(by))
  const progressed = withTable(sent, table, () => ({ lastProgress: time }))
  return { ...progressed, openAttempts: without(state.openAttempts, [from]) }
}

export const segmentRefused = (state: Classroom, { table, from, by }: Of<'segment.refused'>): Classroom =>
  missed(state, table, from, author(by))

export const segmentArrived = (state: Classroom, event: Of<'segment.arrived'>): Classroom => ({
  ...state,
  sockets: addSockets(patchSockets(state.sockets, event.sockets), event.created),
  seats: seatSockets(state.seats, event.created),
  wire: state.wire.filter((flight) => flight.id !== event.flight),
})

export const goalReached = (state: Classroom, { table, goal }: Of<'goal.reached'>, { time }: Recorded): Classroom =>
  withTable(state, table, (t) => ({ reached: [...t.reached, goal], misses: 0, lastProgress: time }))

export const hintTaken = (state: Classroom, { socket, student, tier }: Of<'hint.taken'>): Classroom => {
  const open = state.openAttempts[socket]
  if (open === undefined || open.student !== student || open.tier >= tier) return state
  return { ...state, openAttempts: { ...state.openAttempts, [socket]: { student, tier } } }
}
