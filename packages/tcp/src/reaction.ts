import { receive } from './receive/receive.ts'
import type { Segment } from './segment.ts'
import type { Context, Tcb } from './tcb.ts'
import type { Arrival, Reaction } from './verdict.ts'

const ended = (arrival: Arrival): boolean =>
  arrival.transitions.some(({ from, to }) => to === 'CLOSED' || (from === 'SYN_RCVD' && to === 'LISTEN'))

/** An arrival in one word: what the peer would see of it, and where nothing is to be seen what it did. */
export const reactionOf = (arrival: Arrival): Reaction => {
  const { owed } = arrival
  if (owed.some((debt) => debt.kind === 'rst')) return 'rst'
  if (ended(arrival)) return 'closes'
  if (owed.some((debt) => debt.kind === 'synack')) return 'synack'
  if (owed.some((debt) => debt.kind === 'ack' && debt.reason === 'challenge')) return 'challenge-ack'
  if (owed.some((debt) => debt.kind === 'ack')) return 'acks'
  return arrival.accepted ? 'accepts' : 'silence'
}

/** How this endpoint would answer the segment (RFC 9293 §3.10.7), without changing anything. */
export const reaction = (tcb: Tcb, segment: Segment, context: Context): Reaction =>
  reactionOf(receive(tcb, segment, context))
