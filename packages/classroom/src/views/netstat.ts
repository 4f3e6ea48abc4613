import { diff, type State } from '@synposium/tcp'
import type { SocketId } from '../names.ts'
import type { Classroom, Socket } from '../state.ts'

/** One line of `netstat -anp` on a host of the classroom. */
export interface NetstatRow {
  readonly proto: 'tcp'
  /** Bytes received and not read; for a listening socket the connections that wait for accept(). */
  readonly recvQ: number
  /** Bytes written and not acknowledged, SYN and FIN counted; for a listening socket the backlog. */
  readonly sendQ: number
  readonly local: string
  readonly foreign: string
  /** netstat's spelling: SYN_RECV, FIN_WAIT1, … */
  readonly state: string
  /** The program that holds the socket; null when none does (not accepted yet, or closed and only finishing). */
  readonly process: string | null
  readonly socket: SocketId
}

const SPELLING: Partial<Record<State, string>> = {
  SYN_RCVD: 'SYN_RECV',
  FIN_WAIT_1: 'FIN_WAIT1',
  FIN_WAIT_2: 'FIN_WAIT2',
}

export const netstatState = (state: State): string => SPELLING[state] ?? state

const queues = ({ tcb, listener }: Socket): { recvQ: number; sendQ: number } => {
  if (listener !== null) return { recvQ: listener.acceptQueue.length, sendQ: listener.backlog }
  // A request in the SYN queue is no socket yet: Linux shows it without queues.
  if (tcb.state === 'SYN_RCVD' && tcb.passive) return { recvQ: 0, sendQ: 0 }
  return { recvQ: tcb.app.unread, sendQ: diff(tcb.sndNxt, tcb.sndUna) + tcb.app.unsent }
}

const holder = ({ role, tcb, accepted }: Socket): string | null => {
  if (!accepted || tcb.app.fullyClosed || tcb.state === 'TIME_WAIT') return null
  return role === 'client' ? 'client' : 'server'
}

const row = (socket: Socket): NetstatRow => {
  const { local, remote, state } = socket.tcb
  return {
    proto: 'tcp',
    ...queues(socket),
    local: state === 'LISTEN' ? `0.0.0.0:${local.port}` : `${local.ip}:${local.port}`,
    foreign: remote === null ? '0.0.0.0:*' : `${remote.ip}:${remote.port}`,
    state: netstatState(state),
    process: holder(socket),
    socket: socket.id,
  }
}

/** What `netstat -anp` shows on one host, or on all of them; listening sockets first, closed ones not at all. */
export const netstat = (state: Classroom, hostId?: string): NetstatRow[] =>
  Object.values(state.sockets)
    .filter((socket) => socket.tcb.state !== 'CLOSED' && (hostId === undefined || socket.host === hostId))
    .sort((a, b) => Number(b.tcb.state === 'LISTEN') - Number(a.tcb.state === 'LISTEN'))
    .map(row)
