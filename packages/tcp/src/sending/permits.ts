import { leq, lt, type Seq } from '../seq.ts'
import type { Settings, State, Tcb } from '../tcb.ts'
import { owes } from './debts.ts'

const SYNCHRONIZED: ReadonlySet<State> = new Set<State>([
  'ESTABLISHED',
  'FIN_WAIT_1',
  'FIN_WAIT_2',
  'CLOSE_WAIT',
  'CLOSING',
  'LAST_ACK',
  'TIME_WAIT',
])

/** The states from ESTABLISHED on, in which both sides know both numbers (RFC 9293 §3.5.2). */
export const isSynchronized = (tcb: Tcb): boolean => SYNCHRONIZED.has(tcb.state)

/** Our SYN has been sent. */
export const synSent = (tcb: Tcb): boolean => tcb.sndNxt !== tcb.iss

/** Our SYN has been sent and nobody has acknowledged it. */
export const synUnacked = (tcb: Tcb): boolean => synSent(tcb) && tcb.sndUna === tcb.iss

/** New text may be sent: the connection is open and our FIN is not out. The state alone does not tell (RFC 9293 §3.10.4). */
export const mayCarryNewText = (tcb: Tcb): boolean =>
  tcb.finSeq === null && SYNCHRONIZED.has(tcb.state) && tcb.state !== 'FIN_WAIT_2' && tcb.state !== 'TIME_WAIT'

/** A first FIN may be sent here: where new text may, and in SYN_RCVD when the SYN,ACK is out (RFC 9293 §3.10.4). */
export const mayCarryFirstFin = (tcb: Tcb): boolean =>
  mayCarryNewText(tcb) || (tcb.state === 'SYN_RCVD' && synSent(tcb) && tcb.finSeq === null && !owes(tcb, 'synack'))

const ABORTABLE: ReadonlySet<State> = new Set<State>([
  'SYN_RCVD',
  'ESTABLISHED',
  'FIN_WAIT_1',
  'FIN_WAIT_2',
  'CLOSE_WAIT',
])

/** ABORT sends a reset in these states (RFC 9293 §3.10.5). */
export const abortSendsReset = (tcb: Tcb): boolean => ABORTABLE.has(tcb.state)

/** The application's wish is needed before the segment: with calls made explicitly a segment never implies its call. */
export const explicitCalls = (settings: Settings): boolean => settings.calls === 'explicit'

/**
 * How many bytes of new text may follow: what the application wrote; without limit where a segment implies its own
 * write(), which it cannot once the application has closed.
 */
export const writable = (tcb: Tcb, settings: Settings): number =>
  explicitCalls(settings) || tcb.app.closeRequested ? tcb.app.unsent : Number.POSITIVE_INFINITY

/** How many bytes of new text a correct TCP would send now: what was written, else whatever may be implied. */
export const bytesToSend = (tcb: Tcb, settings: Settings): number =>
  tcb.app.unsent > 0 ? tcb.app.unsent : writable(tcb, settings)

/** The window is closed and something waits behind it, so it is probed (RFC 9293 §3.8.6.1). */
export const mayProbe = (tcb: Tcb, settings: Settings): boolean =>
  tcb.sndWnd === 0 &&
  isSynchronized(tcb) &&
  tcb.state !== 'TIME_WAIT' &&
  (tcb.sndUna !== tcb.sndNxt ||
    (tcb.finSeq === null && (!explicitCalls(settings) || tcb.app.unsent > 0 || tcb.app.closeRequested)))

/** Whether `n` has been sent and not acknowledged; the SYN's own number is not text. */
export const isUnackedText = (tcb: Tcb, n: Seq): boolean => leq(tcb.sndUna, n) && lt(tcb.iss, n) && lt(n, tcb.sndNxt)
