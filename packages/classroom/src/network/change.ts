import { bytesAcknowledged, bytesSent, type Listener, type Tcb, type Transition } from '@synposium/tcp'
import { hasStepsLeft, stepReached } from '../autopilot/application.ts'
import { autopilotDue } from '../autopilot/pace.ts'
import type { SocketPatch } from '../events.ts'
import { patchSockets } from '../evolve/patch.ts'
import type { Classroom, Socket } from '../state.ts'

/** What a step of the engine did to a socket. */
export interface Outcome {
  readonly tcb: Tcb
  readonly transitions: readonly Transition[]
  readonly listener?: Listener | null
  readonly accepted?: boolean
  readonly bytesRead?: number
  /** All it sent was acknowledged by the segment that ended it. */
  readonly allAcked?: boolean
  /** A new connection has begun on the socket. */
  readonly anew?: boolean
}

type TcbKey = keyof Tcb

const same = (a: unknown, b: unknown): boolean =>
  Object.is(a, b) || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b))

/** The fields of `after` that differ from `before`, by value. */
export const tcbPatch = (before: Tcb, after: Tcb): Partial<Tcb> => {
  const keys = Object.keys(after) as TcbKey[]
  return Object.fromEntries(keys.filter((key) => !same(before[key], after[key])).map((key) => [key, after[key]]))
}

/** A first connection's counts are not the next one's. */
const opensAnew = ({ anew, transitions }: Outcome): boolean =>
  anew === true || transitions.some(({ from }) => from === 'CLOSED')

const counts = (socket: Socket, outcome: Outcome): Partial<SocketPatch> => {
  const start = opensAnew(outcome) ? { bytesRead: 0, bytesAcked: 0 } : socket
  const acked = outcome.allAcked ? bytesSent(socket.tcb) : bytesAcknowledged(outcome.tcb)
  return {
    bytesRead: outcome.bytesRead ?? start.bytesRead,
    bytesAcked: Math.max(start.bytesAcked, acked),
  }
}

/** A client whose connection was refused or reset before its application was done tries again from the start. */
const startsOver = (state: Classroom, socket: Socket, { tcb }: Outcome): boolean =>
  socket.role === 'client' && tcb.state === 'CLOSED' && socket.tcb.state !== 'CLOSED' && hasStepsLeft(state, socket)

const changedFields = (socket: Socket, patch: SocketPatch): SocketPatch => {
  const { id, tcb, transitions, ...fields } = patch
  const changed = Object.entries(fields).filter(([key, value]) => !same(socket[key as keyof Socket], value))
  return {
    id,
    ...(tcb === undefined || Object.keys(tcb).length === 0 ? {} : { tcb }),
    ...(transitions === undefined || transitions.length === 0 ? {} : { transitions }),
    ...Object.fromEntries(changed),
  }
}

/**
 * The patch of a socket for what happened to it, with all that follows from that: its counts, how far its application
 * has come, and when its autopilot acts. `thinkAnew`: the autopilot's thinking time begins now.
 */
export const socketChange = (
  state: Classroom,
  socket: Socket,
  outcome: Outcome,
  time: number,
  thinkAnew: boolean,
): SocketPatch => {
  const { tcb, transitions, listener, accepted } = outcome
  const restart = startsOver(state, socket, outcome) || outcome.anew === true
  const patch: SocketPatch = {
    id: socket.id,
    tcb: tcbPatch(socket.tcb, tcb),
    transitions,
    ...counts(socket, outcome),
    ...(restart ? { appStep: 0 } : {}),
    ...(listener === undefined ? {} : { listener }),
    ...(accepted === undefined ? {} : { accepted }),
  }
  const after = patchSockets({ [socket.id]: socket }, [patch])[socket.id] ?? socket
  const advanced: Socket = { ...after, appStep: stepReached(state, after) }
  return changedFields(socket, {
    ...patch,
    appStep: advanced.appStep,
    autopilotDue: autopilotDue(state, advanced, time, thinkAnew),
  })
}

/** The patch that puts a socket's autopilot to work, or to rest, after somebody has come or gone; null: nothing changes. */
export const autopilotChange = (state: Classroom, socket: Socket, time: number): SocketPatch | null => {
  const due = autopilotDue(state, socket, time, false)
  return due === socket.autopilotDue ? null : { id: socket.id, autopilotDue: due }
}
