import type { Transition } from '@synposium/tcp'
import type { SocketPatch } from '../events.ts'
import type { Seat, Socket } from '../state.ts'

type Sockets = Readonly<Record<string, Socket>>

const sameArrow = (a: Transition, b: Transition): boolean => a.from === b.from && a.to === b.to && a.rule === b.rule

/** The path with these steps at its end; a step that was taken before moves there, so the path stays as short as the diagram. */
const extended = (path: readonly Transition[], steps: readonly Transition[]): readonly Transition[] =>
  steps.reduce<readonly Transition[]>((all, step) => [...all.filter((old) => !sameArrow(old, step)), step], path)

const patched = (socket: Socket, patch: SocketPatch): Socket => {
  const { id: _, tcb, transitions, ...fields } = patch
  return {
    ...socket,
    ...fields,
    tcb: tcb === undefined ? socket.tcb : { ...socket.tcb, ...tcb },
    path: transitions === undefined ? socket.path : extended(socket.path, transitions),
  }
}

/** The sockets with these changes; untouched ones stay the same objects. */
export const patchSockets = (sockets: Sockets, patches: readonly SocketPatch[]): Sockets => {
  if (patches.length === 0) return sockets
  const next: Record<string, Socket> = { ...sockets }
  for (const patch of patches) {
    const socket = next[patch.id]
    if (socket !== undefined) next[patch.id] = patched(socket, patch)
  }
  return next
}

/** The sockets with these added, or put in the place of closed ones of the same id. */
export const addSockets = (sockets: Sockets, added: readonly Socket[]): Sockets =>
  added.length === 0 ? sockets : { ...sockets, ...Object.fromEntries(added.map((s) => [s.id, s])) }

/** The seats with these sockets in their hands. */
export const seatSockets = (
  seats: Readonly<Record<string, Seat>>,
  added: readonly Socket[],
): Readonly<Record<string, Seat>> => {
  if (added.length === 0) return seats
  const next: Record<string, Seat> = { ...seats }
  for (const socket of added) {
    const seat = next[socket.seat]
    if (seat !== undefined && !seat.sockets.includes(socket.id)) {
      next[seat.id] = { ...seat, sockets: [...seat.sockets, socket.id] }
    }
  }
  return next
}

/** The record without these keys. */
export const without = <T>(
  record: Readonly<Record<string, T>>,
  keys: readonly string[],
): Readonly<Record<string, T>> =>
  keys.some((key) => key in record)
    ? Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)))
    : record
