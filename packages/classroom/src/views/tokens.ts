import type { Obligation, State } from '@synposium/tcp'
import type { SeatId, SocketId, TableNo } from '../names.ts'
import { socketsAt } from '../network/addresses.ts'
import type { Classroom, Socket } from '../state.ts'

/** Where a socket stands in the state diagram. */
export interface Token {
  readonly socket: SocketId
  readonly seat: SeatId
  readonly state: State
  /** The arrow the token rests on while the reply that belongs to its last step is owed. */
  readonly waitingOn: { readonly from: State; readonly to: State } | null
}

/** Replies that are written on the arrows of the diagram: SYN,ACK to a SYN, ACK to a SYN,ACK or to a FIN. */
const isOnArrow = (debt: Obligation): boolean =>
  debt.kind === 'synack' || (debt.kind === 'ack' && (debt.reason === 'syn' || debt.reason === 'fin'))

const restingOn = ({ tcb, path }: Socket): Token['waitingOn'] => {
  const last = path.at(-1)
  if (last === undefined || last.to !== tcb.state || !tcb.owed.some(isOnArrow)) return null
  return { from: last.from, to: last.to }
}

/** The tokens of a table's sockets, in the order of its seats. */
export const tokens = (state: Classroom, table: TableNo): Token[] =>
  socketsAt(state, table).map((socket) => ({
    socket: socket.id,
    seat: socket.seat,
    state: socket.tcb.state,
    waitingOn: restingOn(socket),
  }))
