import { accept, type Called, call, closedTcb, type Listener, openListener, type Tcb } from '@synposium/tcp'
import type { Command, PlayerCall } from '../commands.ts'
import type { By, SocketPatch } from '../events.ts'
import type { TableNo } from '../names.ts'
import { socketsAt, tablesOf } from '../network/addresses.ts'
import { autopilotChange, socketChange } from '../network/change.ts'
import type { Classroom, Socket } from '../state.ts'
import { needsPlay, ownSocket } from './checks.ts'
import { settleGoals } from './goals.ts'
import { type Answer, type Ledger, refuse } from './ledger.ts'
import { leaveSynQueue, orphaned } from './queues.ts'

type Of<T extends Command['type']> = Extract<Command, { type: T }>

/** What a call comes to: its result, the sockets it changed, and the table at which it is shown. */
interface Made {
  readonly result: Called['result']
  readonly sockets: readonly SocketPatch[]
  readonly table: TableNo
}

/** The first descriptor that a process gets beside standard input, output and error is 3: its own socket. */
const FIRST_DESCRIPTOR = 3

/** accept() gives the lowest free descriptor: one after the listening socket's and those of open accepted ones. */
const nextDescriptor = (state: Classroom, listening: Socket): number =>
  FIRST_DESCRIPTOR +
  1 +
  Object.values(state.sockets).filter(
    (s) =>
      s.role === 'accepted' &&
      s.host === listening.host &&
      s.accepted &&
      !s.tcb.app.fullyClosed &&
      s.tcb.state !== 'CLOSED',
  ).length

/** accept(): hands the connection that has waited longest over to its seat. */
const acceptNext = (ledger: Ledger, socket: Socket): Made => {
  const { state, time } = ledger
  if (socket.listener === null) {
    return { result: { ok: false, errno: 'EINVAL' }, sockets: [], table: socket.table }
  }
  const { listener, key } = accept(socket.listener)
  const child = key === null ? undefined : state.sockets[key]
  if (child === undefined) return { result: { ok: false, errno: 'EAGAIN' }, sockets: [], table: socket.table }
  return {
    result: { ok: true, value: nextDescriptor(state, socket) },
    table: child.table,
    sockets: [
      socketChange(state, socket, { tcb: socket.tcb, transitions: [], listener }, time, true),
      socketChange(state, child, { tcb: child.tcb, transitions: [], accepted: true }, time, true),
    ],
  }
}

/** A socket that was closed for good is made anew by its program before it opens again: socket() is part of the call. */
const reopened = ({ tcb }: Socket, { name }: PlayerCall): Tcb => {
  const opens = name === 'listen' || name === 'connect'
  if (!opens || tcb.state !== 'CLOSED' || !tcb.app.fullyClosed) return tcb
  const { local, iss, ownMss, rcvBuffer, owed, lastWasRst } = tcb
  return { ...closedTcb({ local, iss, ownMss, rcvBuffer }), owed, lastWasRst }
}

const engineCall = (ledger: Ledger, socket: Socket, asked: Exclude<PlayerCall, { name: 'accept' }>): Called => {
  const tcb = reopened(socket, asked)
  // connect() announces the number that the socket shows already.
  if (asked.name === 'connect') return call(tcb, { name: 'connect', to: socket.peer }, ledger.engine(tcb.iss))
  return call(tcb, asked, ledger.engine())
}

const listenerAfter = (socket: Socket, asked: PlayerCall, { tcb, result }: Called): Listener | null => {
  if (tcb.state !== 'LISTEN') return null
  if (asked.name !== 'listen' || !result.ok) return socket.listener
  const opened = openListener(asked.backlog)
  return socket.listener === null ? opened : { ...socket.listener, backlog: opened.backlog }
}

/** Clients whose application waits for the server to listen may go on now. */
const woken = (ledger: Ledger, socket: Socket, patch: SocketPatch): SocketPatch[] => {
  const { state, time } = ledger
  if (patch.tcb?.state !== 'LISTEN') return []
  const listening: Socket = { ...socket, tcb: { ...socket.tcb, ...patch.tcb } }
  const next: Classroom = { ...state, sockets: { ...state.sockets, [socket.id]: listening } }
  const clients = tablesOf(state, socket).flatMap((table) => socketsAt(state, table).filter((s) => s.role === 'client'))
  return clients.flatMap((client) => autopilotChange(next, client, time) ?? [])
}

const engineMade = (ledger: Ledger, socket: Socket, asked: Exclude<PlayerCall, { name: 'accept' }>): Made => {
  const { state, time } = ledger
  const called = engineCall(ledger, socket, asked)
  const { tcb, transitions, result } = called
  const read = asked.name === 'read' && result.ok ? { bytesRead: socket.bytesRead + result.value } : {}
  const listener = listenerAfter(socket, asked, called)
  const patch = socketChange(state, socket, { tcb, transitions, listener, ...read }, time, true)
  const ended = socket.listener !== null && listener === null
  const others = ended ? orphaned(ledger, socket) : woken(ledger, socket, patch)
  return { result, sockets: [patch, ...others], table: socket.table }
}

/** Makes a call on a socket and records it with its result, errors included. Says whether it succeeded. */
export const makeCall = (ledger: Ledger, socket: Socket, asked: PlayerCall, by: By): boolean => {
  const made = asked.name === 'accept' ? acceptNext(ledger, socket) : engineMade(ledger, socket, asked)
  const { result, sockets, table } = made
  ledger.emit({ type: 'call.made', table, from: socket.id, by, call: asked, result, sockets })
  leaveSynQueue(ledger, socket)
  const happened = result.ok ? ({ kind: 'called', socket, call: asked.name } as const) : null
  settleGoals(ledger, table === socket.table ? tablesOf(ledger.state, socket) : [table], happened)
  return result.ok
}

const MOST_BYTES = 1_000_000
const MOST_BACKLOG = 65_535

const badArgument = (asked: PlayerCall): string | null => {
  const fits = (value: number, high: number): boolean => Number.isInteger(value) && value >= 0 && value <= high
  if (asked.name === 'listen') return fits(asked.backlog, MOST_BACKLOG) ? null : 'backlog'
  if (asked.name === 'write' || asked.name === 'read') return fits(asked.length, MOST_BYTES) ? null : 'length'
  return null
}

/** Calls that make no sense on this socket: listening is for the server's first socket, and before accept() there is no descriptor. */
const isOutOfPlace = (socket: Socket, { name }: PlayerCall): boolean =>
  !socket.accepted ||
  ((name === 'listen' || name === 'accept') && socket.role !== 'listening') ||
  (name === 'connect' && socket.role === 'accepted')

/** A player makes a call of the sockets API. */
export const makePlayersCall = (ledger: Ledger, { socket: id, call: asked }: Of<'call.make'>): Answer => {
  const refusal = needsPlay(ledger.state)
  if (refusal !== null) return refusal
  const { actor } = ledger.context
  if (actor.kind !== 'student') return refuse('command.forbidden')
  const socket = ownSocket(ledger.state, actor.id, id)
  if (!socket.ok) return socket.refusal
  const bad = badArgument(asked)
  if (bad !== null) return refuse('draft.out-of-range', `call.${bad}`)
  if (isOutOfPlace(socket.value, asked)) return refuse('call.refused', 'call')
  makeCall(ledger, socket.value, asked, { student: actor.id })
  return null
}
