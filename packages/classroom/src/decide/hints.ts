import type { Command } from '../commands.ts'
import { tablesOf } from '../network/addresses.ts'
import { needsLesson, ownSocket } from './checks.ts'
import { type Answer, type Ledger, refuse } from './ledger.ts'

/** A player opens one more hint on the segment they are trying to put right. */
export const takeHint = (ledger: Ledger, command: Extract<Command, { type: 'hint.take' }>): Answer => {
  const { state, context } = ledger
  const refusal = needsLesson(state)
  if (refusal !== null) return refusal
  if (context.actor.kind !== 'student') return refuse('command.forbidden')
  const { id: student } = context.actor
  const socket = ownSocket(state, student, command.socket)
  if (!socket.ok) return socket.refusal
  if (!state.options.hints) return refuse('hint.off')
  const open = state.openAttempts[command.socket]
  if (open === undefined || open.student !== student) return refuse('hint.nothing')
  if (open.tier >= command.tier) return null
  const table = tablesOf(state, socket.value)[0] ?? socket.value.table
  ledger.emit({ type: 'hint.taken', table, socket: command.socket, student, tier: command.tier })
  return null
}
