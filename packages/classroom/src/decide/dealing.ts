import { lessonOf } from '../lessons/lessons.ts'
import type { Plan, SeatId, SeatRole, StudentId, TableNo } from '../names.ts'
import { clientHost, SHARED_SEAT, SHARED_TABLE, seatId, serverHost } from '../network/addresses.ts'
import { autopilotChange } from '../network/change.ts'
import { listeningSocket, tableSockets } from '../network/start.ts'
import type { Classroom, Host, Seat, Socket, Table } from '../state.ts'
import { settleGoals } from './goals.ts'
import type { Ledger } from './ledger.ts'

/**
 * The seats of a table in the order in which they are dealt. Client and accepted come first: two students at a table
 * send each other segments, while the listening seat has few moves and the autopilot plays them well. So a class of any
 * size fills whole tables, and whoever is left over plays with autopilots until the next student comes.
 */
const DEALT: Readonly<Record<Plan, readonly SeatRole[]>> = {
  trios: ['client', 'accepted', 'listening'],
  'free-choice': ['client', 'accepted', 'listening'],
  pairs: ['client', 'server'],
  'one-server': ['client', 'accepted'],
  solo: ['client'],
}

/** All seats of a table in the order of the screens, dealt to students or not. */
const SEATS: Readonly<Record<Plan, readonly SeatRole[]>> = {
  trios: ['client', 'listening', 'accepted'],
  'free-choice': ['client', 'listening', 'accepted'],
  pairs: ['client', 'server'],
  'one-server': ['client', 'accepted'],
  solo: ['client', 'listening', 'accepted'],
}

const tableNumbers = (state: Classroom): TableNo[] =>
  Object.values(state.tables)
    .map((table) => table.no)
    .sort((a, b) => a - b)

/** Seats in the order in which they are dealt; the shared listening seat of the one-server plan comes after the first table's. */
const dealingOrder = (state: Classroom): SeatId[] =>
  tableNumbers(state).flatMap((table, i) => [
    ...DEALT[state.plan].map((role) => seatId(table, role)),
    ...(state.plan === 'one-server' && i === 0 ? [SHARED_SEAT] : []),
  ])

const freeSeats = (state: Classroom): SeatId[] =>
  dealingOrder(state).filter((id) => state.seats[id] !== undefined && state.seats[id]?.student === null)

interface NewTable {
  readonly table: Table
  readonly seats: readonly Seat[]
  readonly hosts: readonly Host[]
}

const emptySeat = (id: SeatId, table: TableNo, role: SeatRole): Seat => ({
  id,
  table,
  role,
  student: null,
  autopilot: false,
  sockets: [],
})

const newTable = (state: Classroom, no: TableNo, time: number): NewTable => {
  const { plan } = state
  const shared = plan === 'one-server'
  const own = SEATS[plan].map((role) => emptySeat(seatId(no, role), no, role))
  const first = shared && state.seats[SHARED_SEAT] === undefined
  const ids = own.map((seat) => seat.id)
  return {
    // The listening rail stands between client and accepted, also when it is the whole class's.
    table: {
      no,
      seats: shared ? [...ids.slice(0, 1), SHARED_SEAT, ...ids.slice(1)] : ids,
      reached: [],
      misses: 0,
      lastProgress: time,
    },
    seats: first ? [emptySeat(SHARED_SEAT, SHARED_TABLE, 'listening'), ...own] : own,
    hosts: [clientHost(no), serverHost(plan, no)],
  }
}

/** What a table that joins a running lesson starts with. */
const lateSockets = (ledger: Ledger, no: TableNo): Socket[] => {
  const { state } = ledger
  const lesson = lessonOf(state)
  if (state.phase !== 'running' || lesson === null) return []
  const starting = { plan: state.plan, lesson, engine: () => ledger.engine() }
  const own = tableSockets(starting, no)
  const listens = state.plan === 'one-server' && state.sockets[SHARED_SEAT] !== undefined
  return listens ? own : [listeningSocket(starting, no), ...own]
}

/** Sets one more table, with the lowest free number; it joins the lesson that is on. */
export const addTable = (ledger: Ledger): void => {
  const { state } = ledger
  let no: TableNo = 1
  while (state.tables[no] !== undefined) no += 1
  const { table, seats, hosts } = newTable(state, no, ledger.time)
  const sockets = lateSockets(ledger, no)
  ledger.emit({ type: 'room.arranged', tables: [table], seats, hosts, sockets, gone: { tables: [], seats: [] } })
  if (sockets.length === 0) return
  adaptAutopilot(ledger, table.seats)
  settleGoals(ledger, [no])
}

/** Puts the autopilots of these seats to work or to rest, after somebody has come or gone. */
export const adaptAutopilot = (ledger: Ledger, seats: readonly SeatId[]): void => {
  if (ledger.state.phase !== 'running') return
  for (const id of seats) {
    const seat = ledger.state.seats[id]
    const patches = (seat?.sockets ?? []).flatMap((socketId) => {
      const socket = ledger.state.sockets[socketId]
      return socket === undefined ? [] : (autopilotChange(ledger.state, socket, ledger.time) ?? [])
    })
    if (seat === undefined || patches.length === 0) continue
    ledger.emit({ type: 'timer.expired', table: seat.table, fired: [], owed: [], sockets: patches })
  }
}

/** Gives the seat to the student, who leaves the one they had. */
export const giveSeat = (ledger: Ledger, student: StudentId, seat: SeatId): void => {
  const left = ledger.state.students[student]?.seat ?? null
  ledger.emit({ type: 'seat.taken', seat, student, left })
  adaptAutopilot(ledger, left === null ? [seat] : [seat, left])
}

/** Takes the student out of their seat. */
export const vacate = (ledger: Ledger, student: StudentId, seat: SeatId): void => {
  ledger.emit({ type: 'seat.left', seat, student })
  adaptAutopilot(ledger, [seat])
}

/** Whether students choose their seats for themselves at present. */
const choosing = (state: Classroom): boolean => state.plan === 'free-choice' && state.phase !== 'running'

/** Students without a seat who are past the door. */
const unseated = (state: Classroom): StudentId[] =>
  Object.values(state.students)
    .filter((student) => student.seat === null && !student.removed && !student.waiting)
    .map((student) => student.id)

/** While students choose, there is a free seat for each of them. */
const offerSeats = (ledger: Ledger): void => {
  while (freeSeats(ledger.state).length < unseated(ledger.state).length) addTable(ledger)
}

/** Deals this student the next free seat, at a new table when there is none. While seats are chosen, only sees to it that there are enough. */
export const dealSeat = (ledger: Ledger, student: StudentId): void => {
  if (choosing(ledger.state)) {
    offerSeats(ledger)
    return
  }
  if (freeSeats(ledger.state).length === 0) addTable(ledger)
  const seat = freeSeats(ledger.state)[0]
  if (seat !== undefined) giveSeat(ledger, student, seat)
}

/** Deals seats to everybody who has none. */
export const dealEverybody = (ledger: Ledger): void => {
  for (const student of unseated(ledger.state)) dealSeat(ledger, student)
}
