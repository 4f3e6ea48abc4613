import { judge, type Reaction, reaction, type Segment, transmit, type Verdict } from '@synposium/tcp'
import type { Command } from '../commands.ts'
import type { By, Judged, SocketPatch } from '../events.ts'
import type { TableNo } from '../names.ts'
import { hostAt, isListenedTo, SHARED_TABLE, tablesOf } from '../network/addresses.ts'
import { socketChange } from '../network/change.ts'
import { closedHost } from '../network/closed-host.ts'
import { route } from '../network/route.ts'
import type { Classroom, Socket } from '../state.ts'
import { needsPlay, ownSocket } from './checks.ts'
import { compose } from './draft.ts'
import { settleGoals } from './goals.ts'
import { type Answer, type Ledger, refuse } from './ledger.ts'
import { abandonQueues, leaveSynQueue } from './queues.ts'

type Of<T extends Command['type']> = Extract<Command, { type: T }>

/** What the other end does with the segment as things stand; null when nobody is there to react. */
const peerReaction = (ledger: Ledger, segment: Segment): Reaction | null => {
  const to = route(ledger.state, segment)
  switch (to.kind) {
    case 'socket': {
      const listening = isListenedTo(ledger.state, to.socket)
      return reaction(to.socket.tcb, segment, { ...ledger.engine(), listening })
    }
    case 'listener':
      return reaction(to.socket.tcb, segment, ledger.engine())
    case 'host':
      return reaction(closedHost(segment), segment, ledger.engine())
    case 'nowhere':
      return null
  }
}

/** The table whose ladder shows the segment: the sender's, and for the shared listening socket the one it answers. */
const tableOf = (state: Classroom, socket: Socket, segment: Segment): TableNo =>
  socket.table === SHARED_TABLE ? (hostAt(state, segment.destination.ip)?.table ?? SHARED_TABLE) : socket.table

/** When it arrives. Segments between the same two hosts stay in order, even when the wire is made faster meanwhile. */
const arrivalTime = ({ wire, options }: Classroom, { source, destination }: Segment, time: number): number =>
  wire
    .filter(({ segment: s }) => s.source.ip === source.ip && s.destination.ip === destination.ip)
    .reduce((latest, flight) => Math.max(latest, flight.dueAt), time + options.flight)

interface Sending {
  readonly from: Socket | null
  readonly table: TableNo
  readonly by: By
  readonly segment: Segment
  readonly judged: Judged | null
  readonly patch: SocketPatch | null
}

/** Puts a segment on the wire. */
export const launch = (ledger: Ledger, { from, table, by, segment, judged, patch }: Sending): void => {
  const { state, time } = ledger
  ledger.emit({
    type: 'segment.sent',
    flight: state.nextFlight,
    table,
    from: from?.id ?? null,
    by,
    segment,
    dueAt: arrivalTime(state, segment, time),
    ...(judged === null ? {} : { judged }),
    socket: patch,
  })
}

/** Sends a segment that was no mistake: the sender's TCB changes and goals may be reached. */
export const sendRight = (ledger: Ledger, socket: Socket, by: By, segment: Segment, verdict: Verdict): void => {
  const { state, time } = ledger
  const judged: Judged = { verdict, reaction: peerReaction(ledger, segment) }
  const { tcb, transitions } = transmit(socket.tcb, segment, ledger.engine())
  const listener = tcb.state === 'LISTEN' ? socket.listener : null
  const patch = socketChange(state, socket, { tcb, transitions, listener }, time, true)
  const table = tableOf(state, socket, segment)
  launch(ledger, { from: socket, table, by, segment, judged, patch })
  if (listener === null) abandonQueues(ledger, socket)
  leaveSynQueue(ledger, socket)
  settleGoals(ledger, [table, ...tablesOf(state, socket)], { kind: 'sent', socket, segment })
}

/** A mistake: explained and kept back, or sent with its consequences. The sender's own TCB stays as it is. */
const mistaken = (ledger: Ledger, socket: Socket, by: By, segment: Segment, verdict: Verdict): void => {
  const judged: Judged = { verdict, reaction: peerReaction(ledger, segment) }
  const table = tableOf(ledger.state, socket, segment)
  if (ledger.state.options.feedback === 'guarded') {
    ledger.emit({ type: 'segment.refused', table, from: socket.id, by, segment, judged })
  } else {
    launch(ledger, { from: socket, table, by, segment, judged, patch: { id: socket.id } })
  }
}

/** A player sends a segment by hand. */
export const send = (ledger: Ledger, { socket: id, segment: draft }: Of<'segment.send'>): Answer => {
  const refusal = needsPlay(ledger.state)
  if (refusal !== null) return refusal
  const { actor } = ledger.context
  if (actor.kind !== 'student') return refuse('command.forbidden')
  const socket = ownSocket(ledger.state, actor.id, id)
  if (!socket.ok) return socket.refusal
  const composed = compose(socket.value, draft)
  if (!composed.ok) return composed.refusal
  const by: By = { student: actor.id }
  const { segment } = composed
  const verdict = judge(socket.value.tcb, segment, ledger.engine(socket.value.tcb.iss))
  if (verdict.level === 'mistake') mistaken(ledger, socket.value, by, segment, verdict)
  else sendRight(ledger, socket.value, by, segment, verdict)
  return null
}
