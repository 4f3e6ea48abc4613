import type { Classroom, Role, Seat, SocketId } from '@synposium/classroom'
import type { State } from '@synposium/tcp'

export interface NetworkSocket {
  readonly id: SocketId
  readonly role: Role
  readonly state: State
  readonly student: string | null
}

export interface NetworkTable {
  readonly table: number
  readonly sockets: readonly NetworkSocket[]
}

const ORDER: Readonly<Record<Role, number>> = { client: 0, listening: 1, accepted: 2 }

/** All sockets of the shared network by table; table 0 holds the listening socket that everybody shares. */
export function networkTables(classroom: Classroom): NetworkTable[] {
  const tables = new Map<number, NetworkSocket[]>()
  for (const socket of Object.values(classroom.sockets)) {
    const seat: Seat | undefined = classroom.seats[socket.seat]
    const sockets = tables.get(socket.table) ?? []
    sockets.push({ id: socket.id, role: socket.role, state: socket.tcb.state, student: seat?.student ?? null })
    tables.set(socket.table, sockets)
  }
  return [...tables]
    .sort(([a], [b]) => a - b)
    .map(([table, sockets]) => ({ table, sockets: sockets.sort((a, b) => ORDER[a.role] - ORDER[b.role]) }))
}
