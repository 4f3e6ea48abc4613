import type { Classroom, Host, Role, Seat, Socket, SocketId, TableNo } from '@synposium/classroom'
import type { State } from '@synposium/tcp'

/** One column of the ladder: a socket, or the place where the seat's socket will appear. */
export interface Lane {
  /** The id of its newest socket; `<table>.<role>` while none exists. */
  readonly id: string
  /** Its sockets over time, oldest first: a closed child makes room for the next one. Empty: none exists yet. */
  readonly sockets: readonly SocketId[]
  readonly role: Role
  readonly seat: string
  readonly host: Pick<Host, 'name' | 'ip'> | null
  readonly port: number | null
  readonly name: string
  readonly mine: boolean
  readonly player: 'student' | 'autopilot' | 'nobody'
  /** A student holds the seat, though the autopilot may play it. */
  readonly held: boolean
  readonly online: boolean
  readonly composing: boolean
  readonly state: State | null
}

/** What the lanes need to know of people: names and presence live outside the classroom. */
export interface People {
  readonly name: (seat: Seat) => string
  /** The viewer holds the seat, also before its first socket exists. */
  readonly mine: (seat: Seat) => boolean
  readonly online: (seat: Seat) => boolean
  readonly player: (seat: Seat) => Lane['player']
  readonly composing: (socket: SocketId) => boolean
}

const ORDER: readonly Role[] = ['client', 'listening', 'accepted']
const rolesOf = (seat: Seat): readonly Role[] => (seat.role === 'server' ? ['listening', 'accepted'] : [seat.role])

/** The columns of a table: client, listening, accepted; further children of the accepted seat follow it. */
export function lanesOf(classroom: Classroom, table: TableNo, people: People): readonly Lane[] {
  const seats = (classroom.tables[String(table)]?.seats ?? []).flatMap((id) => classroom.seats[id] ?? [])
  const lanes = seats.flatMap((seat) => rolesOf(seat).flatMap((role) => roleLanes(classroom, table, seat, role)))
  return lanes
    .sort((a, b) => ORDER.indexOf(a.role) - ORDER.indexOf(b.role))
    .map(({ seat, newest, ...lane }) => ({
      ...lane,
      seat: seat.id,
      held: seat.student !== null,
      name: people.name(seat),
      online: people.online(seat),
      player: people.player(seat),
      mine: people.mine(seat),
      composing: newest !== null && people.composing(newest.id),
      state: newest?.tcb.state ?? null,
    }))
}

type BareLane = Pick<Lane, 'id' | 'sockets' | 'role' | 'host' | 'port'> & {
  readonly seat: Seat
  readonly newest: Socket | null
}

function roleLanes(classroom: Classroom, table: TableNo, seat: Seat, role: Role): BareLane[] {
  const sockets = seat.sockets
    .flatMap((id) => classroom.sockets[id] ?? [])
    .filter((socket) => socket.role === role && (seat.table === 0 || socket.table === table || socket.table === 0))
  if (sockets.length === 0)
    return [
      {
        id: `${table}.${role}`,
        sockets: [],
        role,
        host: homeOf(classroom, table, role),
        port: null,
        seat,
        newest: null,
      },
    ]
  const columns: Socket[][] = []
  for (const socket of sockets) {
    const free = columns.find((column) => column.at(-1)?.tcb.state === 'CLOSED')
    if (free) free.push(socket)
    else columns.push([socket])
  }
  return columns.flatMap((column) => {
    const newest = column.at(-1)
    if (!newest) return []
    const host = classroom.hosts[newest.host] ?? null
    return [{ id: newest.id, sockets: column.map((s) => s.id), role, host, port: newest.tcb.local.port, seat, newest }]
  })
}

/** The host on which a socket of this role will appear: the child's is its listener's. */
function homeOf(classroom: Classroom, table: TableNo, role: Role): Host | null {
  const sibling = Object.values(classroom.sockets).find(
    (s) => (s.table === table || s.table === 0) && (role === 'client' ? s.role === 'client' : s.role === 'listening'),
  )
  return (sibling && classroom.hosts[sibling.host]) ?? null
}

/** The two columns of a small screen: the client, and the server's socket that matters to the viewer. */
export function compactLanes(lanes: readonly Lane[], focus: SocketId | null): readonly Lane[] {
  const left = lanes.find((lane) => lane.role === 'client')
  const server = lanes.filter((lane) => lane.role !== 'client')
  const right =
    server.find((lane) => focus !== null && lane.sockets.includes(focus)) ??
    server.find((lane) => lane.role === 'accepted' && lane.sockets.length > 0) ??
    server.find((lane) => lane.mine) ??
    server[0]
  return [left, right].filter((lane) => lane !== undefined)
}
