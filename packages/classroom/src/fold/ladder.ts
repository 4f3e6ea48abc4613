import { has, lt, type Segment, segmentLength, seq, type Tcb } from '@synposium/tcp'
import type { ClassEvent, Recorded } from '../events.ts'
import type { FlightId, SocketId, TableNo } from '../names.ts'
import { SHARED_TABLE, socketsAt, tablesOf } from '../network/addresses.ts'
import { expectedReceiver } from '../network/route.ts'
import { LADDER_ROWS, type Ladder, type LadderRow, type NumberBase, type StateMark } from '../picture.ts'
import type { Classroom } from '../state.ts'

type Of<T extends ClassEvent['type']> = Extract<ClassEvent, { type: T }>
type SegmentRow = Extract<LadderRow, { kind: 'segment' }>
/** A row before it is numbered. */
type NewRow = LadderRow extends infer R ? (R extends LadderRow ? Omit<R, 'n'> : never) : never

export type Ladders = Readonly<Record<string, Ladder>>

/** What an event changes, seen from both sides of it. */
export interface Change {
  readonly before: Classroom
  readonly after: Classroom
  readonly recorded: Recorded
}

/** A table's ladder at the start of a lesson. */
export const emptyLadder = (state: Classroom, table: TableNo): Ladder => ({
  table,
  rows: [],
  nextN: 1,
  before: socketsAt(state, table).map((s) => ({ socket: s.id, state: s.tcb.state })),
})

/** The states that sockets of these ids came to, where they are others than before. */
const marksOf = ({ before, after }: Change, ids: readonly SocketId[]): StateMark[] =>
  ids.flatMap((socket) => {
    const now = after.sockets[socket]?.tcb.state
    return now === undefined || now === before.sockets[socket]?.tcb.state ? [] : [{ socket, state: now }]
  })

const rowMarks = (row: LadderRow): readonly StateMark[] =>
  row.kind === 'segment' ? [...row.onSend, ...row.onArrive] : row.marks

const merged = (states: readonly StateMark[], marks: readonly StateMark[]): readonly StateMark[] =>
  marks.reduce((all, mark) => [...all.filter((m) => m.socket !== mark.socket), mark], states)

/** One row more; the oldest goes when the ladder is full, and its states become those the ladder begins with. */
const appended = (ladder: Ladder, row: NewRow): Ladder => {
  const rows = [...ladder.rows, { ...row, n: ladder.nextN } as LadderRow]
  const dropped = rows.slice(0, Math.max(0, rows.length - LADDER_ROWS))
  return {
    ...ladder,
    rows: dropped.length === 0 ? rows : rows.slice(dropped.length),
    nextN: ladder.nextN + 1,
    before: dropped.reduce((states, old) => merged(states, rowMarks(old)), ladder.before),
  }
}

const appendedAt = (ladders: Ladders, tables: readonly TableNo[], row: NewRow): Ladders => {
  const next: Record<string, Ladder> = { ...ladders }
  for (const table of tables) {
    const ladder = next[table]
    if (ladder !== undefined) next[table] = appended(ladder, row)
  }
  return next
}

/** Table 0 is everybody's: what happens there stands in every ladder. */
const ladderTables = (state: Classroom, table: TableNo): readonly TableNo[] => tablesOf(state, { table })

/** The sender's own connection: with its SYN the one that begins, else the one it had; a reset may just have ended that. */
const senderTcb = ({ before, after }: Change, from: SocketId | null, segment: Segment): Tcb | null => {
  const tcb = from === null ? undefined : (has(segment, 'SYN') ? after : before).sockets[from]?.tcb
  return tcb === undefined || tcb.state === 'CLOSED' || tcb.state === 'LISTEN' ? null : tcb
}

/** The initial numbers of the connection, from whichever end knows them. */
const baseOf = (change: Change, from: SocketId | null, segment: Segment): NumberBase => {
  const sender = senderTcb(change, from, segment)
  const receiver = expectedReceiver(change.before, segment)?.tcb
  return {
    seq: sender?.iss ?? receiver?.irs ?? seq(0),
    ack: sender?.irs ?? receiver?.iss ?? seq(0),
  }
}

/** Sequence numbers that the sender had sent before are in it. */
const repeats = (state: Classroom, from: SocketId | null, segment: Segment): boolean => {
  const tcb = from === null ? undefined : state.sockets[from]?.tcb
  return tcb !== undefined && segmentLength(segment) > 0 && lt(segment.seq, tcb.sndNxt)
}

export const sentRow = (ladders: Ladders, event: Of<'segment.sent'>, change: Change): Ladders => {
  const { flight, table, from, by, segment, dueAt, judged } = event
  const row: Omit<SegmentRow, 'n'> = {
    kind: 'segment',
    flight,
    from,
    to: expectedReceiver(change.after, segment)?.id ?? null,
    by,
    segment,
    base: baseOf(change, from, segment),
    sentAt: change.recorded.time,
    arriveAt: dueAt,
    status: 'flying',
    ...(judged === undefined ? {} : { verdict: judged.verdict, reaction: judged.reaction }),
    again: repeats(change.before, from, segment),
    onSend: from === null ? [] : marksOf(change, [from]),
    onArrive: [],
  }
  return appendedAt(ladders, ladderTables(change.after, table), row)
}

const statusOf = ({ to, dropped }: Of<'segment.arrived'>): SegmentRow['status'] => {
  if (dropped !== null) return 'dropped'
  return to === null ? 'no-socket' : 'delivered'
}

/** Where the segment's row stands, looked for from the newest; -1: it has left the ladder. */
function placeOf(rows: readonly LadderRow[], flight: FlightId): number {
  for (let at = rows.length - 1; at >= 0; at--) {
    const row = rows[at]
    if (row?.kind === 'segment' && row.flight === flight) return at
  }
  return -1
}

const landed = (ladder: Ladder, event: Of<'segment.arrived'>, marks: readonly StateMark[], time: number): Ladder => {
  const at = placeOf(ladder.rows, event.flight)
  const row = ladder.rows[at]
  // The row has left the ladder while its segment was flying: its states stand before the first row now.
  if (row === undefined || row.kind !== 'segment') return { ...ladder, before: merged(ladder.before, marks) }
  const arrived: SegmentRow = {
    ...row,
    to: event.to,
    status: statusOf(event),
    arriveAt: Math.max(row.arriveAt, time),
    onArrive: marks,
  }
  return { ...ladder, rows: ladder.rows.map((old, i) => (i === at ? arrived : old)) }
}

/** A segment from another table has come in: its row is copied here, as that table alone would show it otherwise. */
const fromElsewhere = (ladders: Ladders, event: Of<'segment.arrived'>, home: TableNo): Ladders => {
  const rows = ladders[event.table]?.rows ?? []
  const row = rows[placeOf(rows, event.flight)]
  return row === undefined || row.kind !== 'segment' ? ladders : appendedAt(ladders, [home], row)
}

export const arrivedRow = (ladders: Ladders, event: Of<'segment.arrived'>, change: Change): Ladders => {
  const home = event.to === null ? event.table : (change.after.sockets[event.to]?.table ?? event.table)
  const stranger = home !== event.table && home !== SHARED_TABLE && event.table !== SHARED_TABLE
  const start = stranger ? fromElsewhere(ladders, event, home) : ladders
  const marks = marksOf(change, [...event.sockets.map((s) => s.id), ...event.created.map((s) => s.id)])
  const next: Record<string, Ladder> = { ...start }
  for (const table of [...ladderTables(change.after, event.table), ...(stranger ? [home] : [])]) {
    const ladder = next[table]
    if (ladder !== undefined) next[table] = landed(ladder, event, marks, change.recorded.time)
  }
  return next
}

export const callRow = (ladders: Ladders, event: Of<'call.made'>, change: Change): Ladders =>
  appendedAt(ladders, ladderTables(change.after, event.table), {
    kind: 'call',
    from: event.from,
    by: event.by,
    call: event.call,
    result: event.result,
    at: change.recorded.time,
    marks: marksOf(
      change,
      event.sockets.map((s) => s.id),
    ),
  })

export const timerRow = (ladders: Ladders, event: Of<'timer.expired'>, change: Change): Ladders => {
  const socket = event.sockets[0]
  if (socket === undefined || event.fired.length === 0) return ladders
  return appendedAt(ladders, ladderTables(change.after, event.table), {
    kind: 'timer',
    fired: event.fired,
    socket: socket.id,
    at: change.recorded.time,
    marks: marksOf(
      change,
      event.sockets.map((s) => s.id),
    ),
  })
}

/** When a lesson stops nothing flies on. */
export const grounded = (ladders: Ladders): Ladders =>
  Object.fromEntries(
    Object.entries(ladders).map(([table, ladder]) => [
      table,
      ladder.rows.some((row) => row.kind === 'segment' && row.status === 'flying')
        ? {
            ...ladder,
            rows: ladder.rows.map((row) =>
              row.kind === 'segment' && row.status === 'flying' ? { ...row, status: 'dropped' as const } : row,
            ),
          }
        : ladder,
    ]),
  )
