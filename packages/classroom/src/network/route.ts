import { type Segment, sameAddress } from '@synposium/tcp'
import type { Classroom, Socket } from '../state.ts'
import { hostAt } from './addresses.ts'

/** Where a segment ends up: at a socket, at a listener, at a host that has no socket for it, or nowhere. */
export type Destination =
  | { readonly kind: 'socket'; readonly socket: Socket }
  | { readonly kind: 'listener'; readonly socket: Socket }
  | { readonly kind: 'host' }
  | { readonly kind: 'nowhere' }

/**
 * Finds the socket for a segment: the connection with exactly these two addresses, else a listener on the destination
 * (RFC 9293 §3.10.7.2), else a closed socket bound there, whose player then owes the reset (§3.10.7.1), else the host
 * itself. A connection that is over is no connection: a closed child is passed by.
 */
export const route = (state: Classroom, { source, destination }: Segment): Destination => {
  let listener: Socket | null = null
  let bound: Socket | null = null
  for (const socket of Object.values(state.sockets)) {
    const { tcb } = socket
    if (!sameAddress(tcb.local, destination)) continue
    if (tcb.state === 'LISTEN') listener = socket
    else if (tcb.state === 'CLOSED') bound = socket.role === 'accepted' ? bound : socket
    else if (tcb.remote !== null && sameAddress(tcb.remote, source)) return { kind: 'socket', socket }
  }
  if (listener !== null) return { kind: 'listener', socket: listener }
  if (bound !== null) return { kind: 'socket', socket: bound }
  return { kind: hostAt(state, destination.ip) === null ? 'nowhere' : 'host' }
}

/** The socket that a segment is on its way to as things stand, or null. */
export const expectedReceiver = (state: Classroom, segment: Segment): Socket | null => {
  const to = route(state, segment)
  return to.kind === 'socket' || to.kind === 'listener' ? to.socket : null
}
