import type { RuleName } from './rules.ts'
import type { State } from './tcb.ts'

/**
 * What can move a connection. `call.…` rows whose answer is a segment are taken when that segment is sent: the state
 * follows the FIN (or SYN, or RST), not the call. Two events joined by `+` come in one segment.
 */
export type Cause =
  | 'call.listen'
  | 'call.connect'
  | 'call.close'
  | 'call.abort'
  | 'rcv.syn'
  | 'rcv.syn-to-passive'
  | 'rcv.synack'
  | 'rcv.ack'
  | 'rcv.ack-of-fin'
  | 'rcv.fin'
  | 'rcv.rst'
  | 'rcv.rst-to-passive'
  | 'rcv.text-after-close'
  | 'rcv.synack+rcv.fin'
  | 'rcv.ack+rcv.fin'
  | 'rcv.ack+rcv.text-after-close'
  | 'rcv.ack-of-fin+rcv.fin'
  | 'rcv.ack-of-fin+rcv.text-after-close'
  | 'queue.overflow'
  | 'timeout.2msl'
  | 'timeout.fin-wait-2'
  | 'timeout.user'

/** What the arrow answers, in the words of the figure. */
export type Answer = 'SYN' | 'SYN+ACK' | 'ACK' | 'FIN' | 'RST'

/** One arrow of the state diagram (RFC 9293 §3.3.2). */
export interface TransitionRow {
  readonly from: State
  readonly on: Cause
  readonly to: State
  readonly answer: Answer | null
  readonly rule: RuleName
  /** One of the 17 arrows that the state diagram shows at first; the others are drawn on demand. */
  readonly drawn: boolean
}

const row = (from: State, on: Cause, to: State, answer: Answer | null, rule: RuleName): TransitionRow => ({
  from,
  on,
  to,
  answer,
  rule,
  drawn: false,
})

const drawn = (...arrow: Parameters<typeof row>): TransitionRow => ({ ...row(...arrow), drawn: true })

/**
 * The state machine. Every step of `receive`, `call`, `expire` and `transmit` is looked up here, so an arrow that is not
 * in this table cannot be taken. Corrected as RFC 1122 §4.2.2.8 and RFC 9293 §3.3.2 say, with the arrows that the
 * figure leaves out.
 */
export const TRANSITIONS: readonly TransitionRow[] = [
  drawn('CLOSED', 'call.listen', 'LISTEN', null, 'open.passive'),
  drawn('CLOSED', 'call.connect', 'SYN_SENT', 'SYN', 'open.active'),

  drawn('LISTEN', 'rcv.syn', 'SYN_RCVD', 'SYN+ACK', 'listen.syn'),
  row('LISTEN', 'call.connect', 'SYN_SENT', 'SYN', 'open.listener-connects'),
  row('LISTEN', 'call.close', 'CLOSED', null, 'close.deletes-tcb'),
  row('LISTEN', 'call.abort', 'CLOSED', null, 'abort.silent'),

  drawn('SYN_SENT', 'rcv.syn', 'SYN_RCVD', 'SYN+ACK', 'syn-sent.simultaneous'),
  drawn('SYN_SENT', 'rcv.synack', 'ESTABLISHED', 'ACK', 'syn-sent.synack'),
  row('SYN_SENT', 'rcv.synack+rcv.fin', 'CLOSE_WAIT', 'ACK', 'open.synack-with-fin'),
  row('SYN_SENT', 'rcv.rst', 'CLOSED', null, 'syn-sent.refused'),
  row('SYN_SENT', 'call.close', 'CLOSED', null, 'close.deletes-tcb'),
  row('SYN_SENT', 'call.abort', 'CLOSED', null, 'abort.silent'),
  row('SYN_SENT', 'timeout.user', 'CLOSED', null, 'timer.user'),

  drawn('SYN_RCVD', 'rcv.ack', 'ESTABLISHED', null, 'ack.handshake'),
  drawn('SYN_RCVD', 'call.close', 'FIN_WAIT_1', 'FIN', 'close.in-syn-received'),
  row('SYN_RCVD', 'rcv.ack+rcv.fin', 'CLOSE_WAIT', 'ACK', 'open.ack-with-fin'),
  row('SYN_RCVD', 'rcv.ack+rcv.text-after-close', 'CLOSED', 'RST', 'text.after-close'),
  row('SYN_RCVD', 'rcv.rst-to-passive', 'LISTEN', null, 'rst.to-passive'),
  row('SYN_RCVD', 'rcv.syn-to-passive', 'LISTEN', 'RST', 'syn.to-passive'),
  row('SYN_RCVD', 'queue.overflow', 'LISTEN', 'RST', 'listen.overflow-reset'),
  row('SYN_RCVD', 'rcv.rst', 'CLOSED', null, 'rst.while-opening'),
  row('SYN_RCVD', 'call.abort', 'CLOSED', 'RST', 'abort.asked'),
  row('SYN_RCVD', 'timeout.user', 'CLOSED', null, 'timer.user'),

  drawn('ESTABLISHED', 'call.close', 'FIN_WAIT_1', 'FIN', 'close.active'),
  drawn('ESTABLISHED', 'rcv.fin', 'CLOSE_WAIT', 'ACK', 'close.peer-first'),
  row('ESTABLISHED', 'rcv.text-after-close', 'CLOSED', 'RST', 'text.after-close'),
  row('ESTABLISHED', 'rcv.rst', 'CLOSED', null, 'rst.exact'),
  row('ESTABLISHED', 'call.abort', 'CLOSED', 'RST', 'abort.asked'),
  row('ESTABLISHED', 'timeout.user', 'CLOSED', null, 'timer.user'),

  drawn('FIN_WAIT_1', 'rcv.ack-of-fin', 'FIN_WAIT_2', null, 'close.fin-acked'),
  drawn('FIN_WAIT_1', 'rcv.fin', 'CLOSING', 'ACK', 'close.simultaneous'),
  drawn('FIN_WAIT_1', 'rcv.ack-of-fin+rcv.fin', 'TIME_WAIT', 'ACK', 'close.fin-with-ack'),
  row('FIN_WAIT_1', 'rcv.text-after-close', 'CLOSED', 'RST', 'text.after-close'),
  row('FIN_WAIT_1', 'rcv.ack-of-fin+rcv.text-after-close', 'CLOSED', 'RST', 'text.after-close'),
  row('FIN_WAIT_1', 'rcv.rst', 'CLOSED', null, 'rst.exact'),
  row('FIN_WAIT_1', 'call.abort', 'CLOSED', 'RST', 'abort.asked'),
  row('FIN_WAIT_1', 'timeout.user', 'CLOSED', null, 'timer.user'),

  drawn('FIN_WAIT_2', 'rcv.fin', 'TIME_WAIT', 'ACK', 'close.second-fin'),
  row('FIN_WAIT_2', 'rcv.text-after-close', 'CLOSED', 'RST', 'text.after-close'),
  row('FIN_WAIT_2', 'rcv.rst', 'CLOSED', null, 'rst.exact'),
  row('FIN_WAIT_2', 'call.abort', 'CLOSED', 'RST', 'abort.asked'),
  row('FIN_WAIT_2', 'timeout.fin-wait-2', 'CLOSED', null, 'finwait2.timeout'),

  drawn('CLOSE_WAIT', 'call.close', 'LAST_ACK', 'FIN', 'close.passive'),
  row('CLOSE_WAIT', 'rcv.rst', 'CLOSED', null, 'rst.exact'),
  row('CLOSE_WAIT', 'call.abort', 'CLOSED', 'RST', 'abort.asked'),
  row('CLOSE_WAIT', 'timeout.user', 'CLOSED', null, 'timer.user'),

  drawn('CLOSING', 'rcv.ack-of-fin', 'TIME_WAIT', null, 'close.crossing-acked'),
  row('CLOSING', 'rcv.rst', 'CLOSED', null, 'rst.while-closing'),
  row('CLOSING', 'call.abort', 'CLOSED', null, 'abort.silent'),
  row('CLOSING', 'timeout.user', 'CLOSED', null, 'timer.user'),

  drawn('LAST_ACK', 'rcv.ack-of-fin', 'CLOSED', null, 'close.last-ack'),
  row('LAST_ACK', 'rcv.rst', 'CLOSED', null, 'rst.while-closing'),
  row('LAST_ACK', 'call.abort', 'CLOSED', null, 'abort.silent'),
  row('LAST_ACK', 'timeout.user', 'CLOSED', null, 'timer.user'),

  drawn('TIME_WAIT', 'timeout.2msl', 'CLOSED', null, 'timewait.over'),
  row('TIME_WAIT', 'rcv.syn', 'SYN_RCVD', 'SYN+ACK', 'timewait.reopen'),
  row('TIME_WAIT', 'rcv.rst', 'CLOSED', null, 'rst.while-closing'),
  row('TIME_WAIT', 'call.abort', 'CLOSED', null, 'abort.silent'),
]

const byEvent = new Map<State, Map<string, TransitionRow>>()
for (const arrow of TRANSITIONS) {
  const rows = byEvent.get(arrow.from) ?? new Map<string, TransitionRow>()
  rows.set(arrow.on, arrow)
  byEvent.set(arrow.from, rows)
}

/** Whether the table has an arrow from `from` for the event. */
export const hasArrow = (from: State, on: string): boolean => byEvent.get(from)?.has(on) ?? false

/**
 * The arrow that `on` takes out of `from`.
 * @throws RangeError when the table has none: the engine tried a step that the protocol does not know.
 */
export const arrow = (from: State, on: string): TransitionRow => {
  const found = byEvent.get(from)?.get(on)
  if (found === undefined) throw new RangeError(`no arrow from ${from} on ${on}`)
  return found
}
