import { call, childGone, closedTcb } from '@synposium/tcp'
import type { SocketPatch } from '../events.ts'
import { listenerOf } from '../network/addresses.ts'
import { socketChange } from '../network/change.ts'
import type { Socket } from '../state.ts'
import type { Ledger } from './ledger.ts'

/**
 * A request that its own side has ended (by a reset, a call or a timer) leaves the listener's SYN queue. What arrives is
 * seen to by the engine. `before`: the socket as it was.
 */
export const leaveSynQueue = (ledger: Ledger, before: Socket): void => {
  const { state, time } = ledger
  if (before.role !== 'accepted' || before.tcb.state !== 'SYN_RCVD') return
  if (state.sockets[before.id]?.tcb.state === 'SYN_RCVD') return
  const listening = listenerOf(state, before)
  if (listening === null || listening.listener === null || !listening.listener.synQueue.includes(before.id)) return
  const listener = childGone(listening.listener, before.id)
  const patch = socketChange(state, listening, { tcb: listening.tcb, transitions: [], listener }, time, false)
  ledger.emit({ type: 'timer.expired', table: listening.table, fired: [], owed: [], sockets: [patch] })
}

/**
 * What the end of a listening socket does to connections that nobody has accepted (as Linux does it): established ones
 * are aborted, so that their peers get a reset; requests in SYN_RCVD vanish without a word.
 */
export const orphaned = (ledger: Ledger, { listener }: Socket): SocketPatch[] => {
  const { state, time } = ledger
  const children = (keys: readonly string[]): Socket[] => keys.flatMap((key) => state.sockets[key] ?? [])
  const aborted = children(listener?.acceptQueue ?? []).map((child) => {
    const { tcb, transitions } = call(child.tcb, { name: 'abort' }, ledger.engine())
    return socketChange(state, child, { tcb, transitions }, time, true)
  })
  const vanished = children(listener?.synQueue ?? []).map((child) => {
    const { local, ownMss, rcvBuffer } = child.tcb
    const tcb = closedTcb({ local, iss: ledger.engine().iss, ownMss, rcvBuffer })
    return socketChange(state, child, { tcb, transitions: [] }, time, true)
  })
  return [...aborted, ...vanished]
}

/** A listening socket has opened a connection itself (an active OPEN in LISTEN, RFC 9293 §3.10.1): nobody accepts any more. */
export const abandonQueues = (ledger: Ledger, before: Socket): void => {
  const sockets = orphaned(ledger, before)
  if (sockets.length === 0) return
  ledger.emit({ type: 'timer.expired', table: before.table, fired: [], owed: [], sockets })
}
