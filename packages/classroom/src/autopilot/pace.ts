import { autopilot, type Context, type Segment, type Tcb } from '@synposium/tcp'
import type { Classroom, Seat, Socket } from '../state.ts'
import { type AppCall, nextCall } from './application.ts'

export type AutopilotAct =
  | { readonly kind: 'segment'; readonly segment: Segment }
  | { readonly kind: 'call'; readonly call: AppCall }

/** Nobody plays the seat by hand: it is empty, or the teacher has put the autopilot in. */
export const isAutopiloted = (seat: Seat | undefined): boolean =>
  seat !== undefined && (seat.student === null || seat.autopilot)

/**
 * What a correct TCP with this application sends now. A delayed acknowledgment (RFC 9293 §3.8.6.3) does not wait for its
 * timer here: the autopilot's thinking time is the delay, and players should not sit in front of a silent peer.
 */
const nextSegment = (tcb: Tcb, context: Context): Segment | null => {
  const delayed = tcb.owed.map((debt) => (debt.kind === 'ack' ? (debt.due ?? 0) : 0))
  return autopilot(tcb, { ...context, now: Math.max(context.now, ...delayed) })
}

/** What the autopilot does next on this socket: first what TCP owes or may send, then the application's next call. */
export const nextAct = (state: Classroom, socket: Socket, time: number): AutopilotAct | null => {
  const { tcb } = socket
  const segment = nextSegment(tcb, { now: time, iss: tcb.iss, settings: state.options.tcp })
  if (segment !== null) return { kind: 'segment', segment }
  const call = nextCall(state, socket)
  return call === null ? null : { kind: 'call', call }
}

/** A server listens before its first client comes: a quick player should not be refused for being quick. */
const opensServer = (act: AutopilotAct): boolean => act.kind === 'call' && act.call.name === 'listen'

/**
 * When the autopilot acts on this socket: a thinking time after there was something to do. An arrival starts the
 * thinking anew, so that players at the table see what has arrived before it is answered. null: it has nothing to do,
 * or the socket is a player's.
 */
export const autopilotDue = (state: Classroom, socket: Socket, time: number, anew: boolean): number | null => {
  if (!isAutopiloted(state.seats[socket.seat])) return null
  const act = nextAct(state, socket, time)
  if (act === null) return null
  const fresh = time + (opensServer(act) ? 1 : Math.max(1, state.options.pace))
  return anew ? fresh : (socket.autopilotDue ?? fresh)
}
