import {
  arriveAtChild,
  arriveAtListener,
  autopilot,
  type Context,
  call,
  closedTcb,
  type Listener,
  openListener,
  receive,
  type Segment,
  type SocketAddress,
  type Tcb,
  transmit,
} from '@synposium/tcp'
import type { Lesson } from '../lesson.ts'
import type { Plan, Role, TableNo } from '../names.ts'
import type { Socket } from '../state.ts'
import { clientAddress, clientHost, SHARED_TABLE, seatOf, serverAddress, serverHost, socketId } from './addresses.ts'

/** What a table's sockets are made with. `engine` gives a context with a fresh ISS at each call. */
export interface Starting {
  readonly plan: Plan
  readonly lesson: Lesson
  readonly engine: () => Context
}

const fresh = ({ lesson, engine }: Starting, local: SocketAddress): Tcb =>
  closedTcb({ local, iss: engine().iss, ownMss: lesson.mss, rcvBuffer: lesson.buffer })

const backlogOf = (lesson: Lesson): number => {
  const listen = lesson.apps.listening.find(({ call: c }) => c.name === 'listen')?.call
  return listen?.name === 'listen' ? listen.backlog : 0
}

const hostOf = (plan: Plan, table: TableNo, role: Role): string =>
  role === 'client' ? clientHost(table).id : serverHost(plan, table).id

const socketOf = ({ plan }: Starting, table: TableNo, role: Role, tcb: Tcb, listener: Listener | null): Socket => ({
  id: socketId(plan, table, role),
  seat: seatOf(plan, table, role),
  table: role === 'listening' && plan === 'one-server' ? SHARED_TABLE : table,
  role,
  host: hostOf(plan, table, role),
  tcb,
  listener,
  peer: role === 'client' ? serverAddress(plan, table) : clientAddress(table),
  path: [],
  appStep: 0,
  autopilotDue: null,
  bytesRead: 0,
  bytesAcked: 0,
  accepted: true,
})

const listening = (starting: Starting, table: TableNo): Tcb => {
  const closed = fresh(starting, serverAddress(starting.plan, table))
  return call(closed, { name: 'listen', backlog: backlogOf(starting.lesson) }, starting.engine()).tcb
}

/** The listening socket of a table, or the whole class's in the one-server plan. */
export const listeningSocket = (starting: Starting, table: TableNo): Socket => {
  const { plan, lesson } = starting
  if (lesson.start === 'closed') {
    return socketOf(starting, table, 'listening', fresh(starting, serverAddress(plan, table)), null)
  }
  return socketOf(starting, table, 'listening', listening(starting, table), openListener(backlogOf(lesson)))
}

const sends = (tcb: Tcb, context: Context): { tcb: Tcb; segment: Segment } => {
  const segment = autopilot(tcb, context)
  if (segment === null) throw new Error(`nothing to send in ${tcb.state}`)
  return { tcb: transmit(tcb, segment, context).tcb, segment }
}

/** Both ends of a connection whose handshake was played by the engine itself. */
const connectedPair = (starting: Starting, table: TableNo): { client: Tcb; accepted: Tcb } => {
  const { plan, engine } = starting
  const context = engine()
  const key = 'child'
  const opening = call(
    fresh(starting, clientAddress(table)),
    { name: 'connect', to: serverAddress(plan, table) },
    context,
  )
  const syn = sends(opening.tcb, context)
  const request = arriveAtListener(listening(starting, table), openListener(1), syn.segment, key, engine())
  if (request.child === null) throw new Error('a SYN to a listener makes a child')
  const synAck = sends(request.child.tcb, context)
  const ack = sends(receive(syn.tcb, synAck.segment, context).tcb, context)
  const done = arriveAtChild(synAck.tcb, request.listener, ack.segment, key, context)
  return { client: ack.tcb, accepted: done.arrival.tcb }
}

/** The sockets of one table beside the listening one: the client, and in a connected start the accepted one too. */
export const tableSockets = (starting: Starting, table: TableNo): Socket[] => {
  if (starting.lesson.start !== 'connected') {
    return [socketOf(starting, table, 'client', fresh(starting, clientAddress(table)), null)]
  }
  const { client, accepted } = connectedPair(starting, table)
  return [socketOf(starting, table, 'client', client, null), socketOf(starting, table, 'accepted', accepted, null)]
}
