import {
  type Arrival,
  arriveAtChild,
  arriveAtListener,
  autopilot,
  type Context,
  has,
  type Listener,
  receive,
  type Tcb,
} from '@synposium/tcp'
import { autopilotDue } from '../autopilot/pace.ts'
import type { ClassEvent, SocketPatch } from '../events.ts'
import type { SocketId, TableNo } from '../names.ts'
import { hostAt, isListenedTo, listenerOf, SHARED_TABLE, seatOf, socketId, tablesOf } from '../network/addresses.ts'
import { socketChange } from '../network/change.ts'
import { closedHost } from '../network/closed-host.ts'
import { route } from '../network/route.ts'
import type { Classroom, Flight, Socket } from '../state.ts'
import { settleGoals } from './goals.ts'
import type { Ledger } from './ledger.ts'
import { launch } from './segments.ts'

type Arrived = Extract<ClassEvent, { type: 'segment.arrived' }>

/** The most connections that one table's listener keeps; a SYN beyond them finds its queue full. */
const MOST_CHILDREN = 8

const lastRule = (arrival: Arrival): string | null => arrival.rules.at(-1) ?? null

const arrivedAt = (flight: Flight, to: SocketId | null, arrival: Arrival | null, rest: Partial<Arrived>): Arrived => ({
  type: 'segment.arrived',
  flight: flight.id,
  table: flight.table,
  to,
  accepted: arrival?.accepted ?? false,
  dropped: null,
  owed: to === null ? [] : (arrival?.owed ?? []),
  sockets: [],
  created: [],
  rule: arrival === null ? null : lastRule(arrival),
  ...rest,
})

/** No socket is there: the host's own TCP answers as for any closed port (RFC 9293 §3.10.7.1). */
const arriveAtHost = (ledger: Ledger, flight: Flight): void => {
  const { segment, table } = flight
  const context = ledger.engine()
  const arrival = receive(closedHost(segment), segment, context)
  ledger.emit(arrivedAt(flight, null, arrival, {}))
  const reply = autopilot(arrival.tcb, context)
  if (reply !== null) launch(ledger, { from: null, table, by: 'host', segment: reply, judged: null, patch: null })
}

/** An id for one more child of this table: the first that is free, or whose connection is over and in no queue. */
const freeChildId = ({ state }: Ledger, table: TableNo, listener: Listener): SocketId | null => {
  const first = socketId(state.plan, table, 'accepted')
  for (let n = 1; n <= MOST_CHILDREN; n += 1) {
    const id = n === 1 ? first : `${first}.${n}`
    const old = state.sockets[id]
    const queued = listener.acceptQueue.includes(id) || listener.synQueue.includes(id)
    if (old === undefined || (old.tcb.state === 'CLOSED' && !queued)) return id
  }
  return null
}

/** The table that a new connection belongs to: the listener's own, or with a shared listener the client's. */
const childTable = (state: Classroom, listening: Socket, flight: Flight): TableNo => {
  if (listening.table !== SHARED_TABLE) return listening.table
  const table = hostAt(state, flight.segment.source.ip)?.table ?? flight.table
  return state.tables[table] === undefined ? flight.table : table
}

const newChild = (ledger: Ledger, id: SocketId, table: TableNo, listening: Socket, arrival: Arrival): Socket => {
  const { state, time } = ledger
  const { tcb, transitions } = arrival
  const child: Socket = {
    id,
    seat: seatOf(state.plan, table, 'accepted'),
    table,
    role: 'accepted',
    host: listening.host,
    tcb,
    listener: null,
    peer: tcb.remote ?? listening.peer,
    path: transitions,
    appStep: 0,
    autopilotDue: null,
    bytesRead: 0,
    bytesAcked: 0,
    accepted: false,
  }
  return { ...child, autopilotDue: autopilotDue(state, child, time, true) }
}

const arriveListening = (ledger: Ledger, flight: Flight, socket: Socket, listener: Listener): void => {
  const { state, time } = ledger
  const table = childTable(state, socket, flight)
  const id = freeChildId(ledger, table, listener)
  // A table that has used up its children is as full as a queue can be.
  const queues = id === null ? { ...listener, backlog: -1 } : listener
  const { segment } = flight
  const arrived = arriveAtListener(socket.tcb, queues, segment, id ?? socket.id, ledger.engine())
  const { tcb, child, arrival, dropped } = arrived
  const after = id === null ? listener : arrived.listener
  // What a listening socket is thinking about is accept(); more connections do not put it off.
  const patch = socketChange(state, socket, { tcb, transitions: [], listener: after }, time, false)
  const created = child === null || id === null ? [] : [newChild(ledger, id, table, socket, child)]
  ledger.emit(arrivedAt(flight, socket.id, arrival, { dropped, sockets: [patch], created }))
}

/** For a child, going back to LISTEN is its end (RFC 9293 §3.10.7.4): the listening socket never left it. */
const childEnd = (tcb: Tcb): Tcb => (tcb.state === 'LISTEN' ? { ...tcb, state: 'CLOSED' } : tcb)

interface Received {
  readonly arrival: Arrival
  readonly listener: Listener | null
  readonly dropped: Arrived['dropped']
}

const received = (socket: Socket, listening: Socket | null, flight: Flight, context: Context): Received => {
  const { segment } = flight
  const listener = listening?.listener ?? null
  if (listener === null || socket.role !== 'accepted') {
    return { arrival: receive(socket.tcb, segment, context), listener, dropped: null }
  }
  const at = arriveAtChild(socket.tcb, listener, segment, socket.id, context)
  const reopened = at.arrival.reopen ? { ...at.listener, synQueue: [...at.listener.synQueue, socket.id] } : at.listener
  return { arrival: at.arrival, listener: reopened, dropped: at.dropped }
}

const arriveConnected = (ledger: Ledger, flight: Flight, socket: Socket): void => {
  const { state, time } = ledger
  const { segment } = flight
  const listening = socket.role === 'accepted' ? listenerOf(state, socket) : null
  const context: Context = { ...ledger.engine(), listening: isListenedTo(state, socket) }
  const { arrival, listener, dropped } = received(socket, listening, flight, context)
  const allAcked = socket.tcb.state === 'LAST_ACK' && arrival.tcb.state === 'CLOSED' && !has(segment, 'RST')
  const outcome = {
    tcb: childEnd(arrival.tcb),
    transitions: arrival.transitions,
    allAcked,
    ...(arrival.reopen ? { anew: true, accepted: false } : {}),
  }
  const sockets: SocketPatch[] = [socketChange(state, socket, outcome, time, true)]
  if (listening !== null && listener !== listening.listener) {
    sockets.push(socketChange(state, listening, { tcb: listening.tcb, transitions: [], listener }, time, false))
  }
  ledger.emit(arrivedAt(flight, socket.id, arrival, { dropped, sockets }))
}

/** A segment reaches the end of the wire. */
export const arrive = (ledger: Ledger, flight: Flight): void => {
  const to = route(ledger.state, flight.segment)
  switch (to.kind) {
    case 'nowhere':
      ledger.emit(arrivedAt(flight, null, null, {}))
      return
    case 'host':
      arriveAtHost(ledger, flight)
      return
    case 'listener':
      if (to.socket.listener !== null) arriveListening(ledger, flight, to.socket, to.socket.listener)
      break
    case 'socket':
      arriveConnected(ledger, flight, to.socket)
      break
  }
  settleGoals(ledger, [flight.table, ...tablesOf(ledger.state, to.socket)])
}
