import type { SocketAddress } from '@synposium/tcp'
import type { Plan, Role, SeatId, SeatRole, SocketId, TableNo } from '../names.ts'
import type { Classroom, Host, Socket } from '../state.ts'

/** The shared listening seat of the one-server plan and its host. */
export const SHARED_TABLE: TableNo = 0
export const SHARED_SEAT: SeatId = '0.listening'

export const CLIENT_PORT = 49_152
export const SERVER_PORT = 80

export const seatId = (table: TableNo, role: SeatRole): SeatId => `${table}.${role}`

/** The seat that plays a socket of this role at this table. */
export const seatOf = (plan: Plan, table: TableNo, role: Role): SeatId => {
  if (role === 'client') return seatId(table, 'client')
  if (plan === 'pairs') return seatId(table, 'server')
  return role === 'listening' && plan === 'one-server' ? SHARED_SEAT : seatId(table, role)
}

/** The socket of this role at this table; children of one seat are numbered from the second. */
export const socketId = (plan: Plan, table: TableNo, role: Role): SocketId =>
  role === 'listening' && plan === 'one-server' ? SHARED_SEAT : `${table}.${role}`

/** Host A of a table: the client's, 10.0.t.2. */
export const clientHost = (table: TableNo): Host => ({ id: `${table}.A`, ip: `10.0.${table}.2`, name: 'A', table })

/** The server's host: 10.0.t.1 at each table, or 10.0.0.1 for the whole class. */
export const serverHost = (plan: Plan, table: TableNo): Host =>
  plan === 'one-server'
    ? { id: 'S', ip: '10.0.0.1', name: 'S', table: SHARED_TABLE }
    : { id: `${table}.B`, ip: `10.0.${table}.1`, name: 'B', table }

export const clientAddress = (table: TableNo): SocketAddress => ({ ip: clientHost(table).ip, port: CLIENT_PORT })
export const serverAddress = (plan: Plan, table: TableNo): SocketAddress => ({
  ip: serverHost(plan, table).ip,
  port: SERVER_PORT,
})

/** The host with this address, or null: nobody there. */
export const hostAt = (state: Classroom, ip: string): Host | null =>
  Object.values(state.hosts).find((host) => host.ip === ip) ?? null

/** The socket that listens for the table this child belongs to, or null. */
export const listenerOf = (state: Classroom, child: Socket): Socket | null =>
  state.sockets[socketId(state.plan, child.table, 'listening')] ?? null

/** Whether somebody listens on the port of this child: a later SYN may then take the place of its TIME_WAIT (RFC 9293 §3.6.1). */
export const isListenedTo = (state: Classroom, child: Socket): boolean =>
  child.role === 'accepted' && listenerOf(state, child)?.tcb.state === 'LISTEN'

/** The tables at which a socket is seen: its own, or all of them for the shared listening socket. */
export const tablesOf = (state: Classroom, socket: Pick<Socket, 'table'>): readonly TableNo[] =>
  socket.table === SHARED_TABLE ? Object.values(state.tables).map((t) => t.no) : [socket.table]

/** The sockets of a table, a shared listening socket included, in the order of its seats. */
export const socketsAt = (state: Classroom, table: TableNo): readonly Socket[] =>
  (state.tables[table]?.seats ?? [])
    .flatMap((seat) => state.seats[seat]?.sockets ?? [])
    .flatMap((id) => state.sockets[id] ?? [])
    .filter((socket) => socket.table === table || socket.table === SHARED_TABLE)
