import { moves } from './moves.ts'
import type { Segment } from './segment.ts'
import { ackIsDue, owesAck } from './sending/debts.ts'
import type { Context, Tcb } from './tcb.ts'
import type { Move } from './verdict.ts'

type Choice = (move: Move, tcb: Tcb, context: Context) => boolean

const isLinux = (context: Context): boolean => context.settings.policy === 'linux'

/** Linux aborts with RST,ACK, the RFC with RST (§3.10.5). */
const abortForm: Choice = ({ act, segment }, _tcb, context) =>
  act === 'abort' && segment.flags.includes('ACK') === isLinux(context)

/** Linux probes with an empty segment, the RFC with a byte; a waiting FIN alone leaves only the empty form. */
const probeForm: Choice = ({ act, segment }, tcb, context) =>
  act === 'window-probe' && segment.length > 0 === (!isLinux(context) && tcb.app.unsent > 0)

/**
 * A FIN in SYN_RCVD is legal (RFC 9293 §3.10.4). Linux waits for ESTABLISHED: the child of a listener has no application
 * before, and shutdown() is put off; only close() during a simultaneous open sends the FIN at once.
 */
const finForm: Choice = ({ act }, { state, passive, app }, context) =>
  act === 'fin' && (state !== 'SYN_RCVD' || !isLinux(context) || (!passive && app.fullyClosed))

/**
 * What comes first. Answers that may not be delayed or carry data, then repeats, then what the application wants (data
 * and FIN take the acknowledgment along: the three-segment close), then what is left to acknowledge.
 */
const CHOICES: readonly Choice[] = [
  ({ act }) => act === 'reset-reply',
  ({ act }, tcb) => act === 'ack' && (owesAck(tcb, 'challenge') || owesAck(tcb, 'dup')),
  ({ act }) => act === 'synack' || act === 'synack-again' || act === 'syn-again' || act === 'syn',
  abortForm,
  ({ act }) => act === 'retransmission' || act === 'fin-again',
  finForm,
  ({ act }) => act === 'data',
  probeForm,
  ({ act }, tcb, context) => (act === 'ack' || act === 'handshake-ack') && ackIsDue(tcb, context.now),
]

/**
 * What a correct TCP with this application sends next, or null for nothing now. Deterministic: the same TCB at the same
 * time gives the same segment. It does only what is owed or was asked for by a call, and announces an opened window.
 */
export const autopilot = (tcb: Tcb, context: Context): Segment | null => {
  const all = moves(tcb, context)
  const required = all.filter((move) => move.required)
  for (const choice of CHOICES) {
    const chosen = required.find((move) => choice(move, tcb, context))
    if (chosen !== undefined) return chosen.segment
  }
  return all.find((move) => move.act === 'window-update')?.segment ?? null
}
