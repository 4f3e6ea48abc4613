import { expire, judge, nextDue } from '@synposium/tcp'
import type { AppCall } from '../autopilot/application.ts'
import { isAutopiloted, nextAct } from '../autopilot/pace.ts'
import { SHARED_TABLE, tablesOf } from '../network/addresses.ts'
import { socketChange } from '../network/change.ts'
import type { Classroom, Flight, Socket } from '../state.ts'
import { arrive } from './arrival.ts'
import { makeCall } from './calls.ts'
import { settleGoals } from './goals.ts'
import type { Ledger } from './ledger.ts'
import { leaveSynQueue } from './queues.ts'
import { sendRight } from './segments.ts'

/** Something whose time has come. */
type Due =
  | { readonly kind: 'autopilot'; readonly at: number; readonly socket: string }
  | { readonly kind: 'flight'; readonly at: number; readonly flight: Flight }
  | { readonly kind: 'timer'; readonly at: number; readonly socket: string }

/**
 * At the same moment: the autopilot first (what arrives now, it has not seen yet), then arrivals (an acknowledgment that
 * comes in time stops the timer), then timers.
 */
const ORDER: Readonly<Record<Due['kind'], number>> = { autopilot: 0, flight: 1, timer: 2 }

const dueNow = (state: Classroom, time: number): Due[] => {
  const due: Due[] = []
  for (const flight of state.wire) if (flight.dueAt <= time) due.push({ kind: 'flight', at: flight.dueAt, flight })
  for (const { id, tcb, autopilotDue } of Object.values(state.sockets)) {
    if (autopilotDue !== null && autopilotDue <= time) due.push({ kind: 'autopilot', at: autopilotDue, socket: id })
    const timer = nextDue(tcb)
    if (timer !== null && timer <= time) due.push({ kind: 'timer', at: timer, socket: id })
  }
  return due.sort((a, b) => a.at - b.at || ORDER[a.kind] - ORDER[b.kind])
}

/** The autopilot has nothing left to do here. */
const rest = (ledger: Ledger, socket: Socket): void =>
  ledger.emit({
    type: 'timer.expired',
    table: socket.table,
    fired: [],
    owed: [],
    sockets: [{ id: socket.id, autopilotDue: null }],
  })

/** The shared listening socket serves the whole class: it accepts for every table at once, so that nobody queues for it. */
const acceptForOthers = (ledger: Ledger, id: string): void => {
  let socket = ledger.state.sockets[id]
  while (socket?.table === SHARED_TABLE && (socket.listener?.acceptQueue.length ?? 0) > 0) {
    if (!makeCall(ledger, socket, { name: 'accept' }, 'autopilot')) return
    socket = ledger.state.sockets[id]
  }
}

const callAct = (ledger: Ledger, socket: Socket, call: AppCall): void => {
  const done = makeCall(ledger, socket, call, 'autopilot')
  if (call.name === 'accept') acceptForOthers(ledger, socket.id)
  if (!done) rest(ledger, socket)
}

/** One act of the autopilot: the next segment that TCP owes or allows, else the application's next call. */
const autopilotActs = (ledger: Ledger, socket: Socket): void => {
  const { state, time } = ledger
  const act = isAutopiloted(state.seats[socket.seat]) ? nextAct(state, socket, time) : null
  if (act === null) rest(ledger, socket)
  else if (act.kind === 'call') callAct(ledger, socket, act.call)
  else {
    const verdict = judge(socket.tcb, act.segment, ledger.engine(socket.tcb.iss))
    sendRight(ledger, socket, 'autopilot', act.segment, verdict)
  }
}

const timerRunsOut = (ledger: Ledger, socket: Socket): void => {
  const { state, time } = ledger
  const { tcb, transitions, fired, owed } = expire(socket.tcb, ledger.engine())
  const patch = socketChange(state, socket, { tcb, transitions }, time, false)
  ledger.emit({ type: 'timer.expired', table: socket.table, fired, owed, sockets: [patch] })
  leaveSynQueue(ledger, socket)
  settleGoals(ledger, tablesOf(ledger.state, socket))
}

const happen = (ledger: Ledger, due: Due): void => {
  if (due.kind === 'flight') {
    // A lesson that was stopped or begun anew has emptied the wire.
    if (ledger.state.wire.includes(due.flight)) arrive(ledger, due.flight)
    return
  }
  const socket = ledger.state.sockets[due.socket]
  if (socket === undefined) return
  if (due.kind === 'timer') {
    const at = nextDue(socket.tcb)
    if (at !== null && at <= ledger.time) timerRunsOut(ledger, socket)
  } else if (socket.autopilotDue !== null && socket.autopilotDue <= ledger.time) {
    autopilotActs(ledger, socket)
  }
}

/**
 * Lets everything happen whose time has come, in the order of its time: arrivals, timers, autopilots. What that brings
 * about comes in a later tick, so the work of one tick is bounded by the sockets and the segments on the wire. Before
 * anything is due, and while the clock stands still, nothing happens.
 */
export const tick = (ledger: Ledger): null => {
  const { state, time } = ledger
  if (state.phase !== 'running' || !state.clock.running) return null
  for (const due of dueNow(state, time)) happen(ledger, due)
  return null
}
