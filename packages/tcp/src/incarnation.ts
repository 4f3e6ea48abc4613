import { closedTcb, IDLE_APP } from './closed-tcb.ts'
import type { Context, SocketError, Tcb } from './tcb.ts'

/** A RST that is owed survives the connection it ends: it answers a segment, not a connection (RFC 9293 §3.10.7.1). */
const resetsOwed = (tcb: Tcb) => tcb.owed.filter((debt) => debt.kind === 'rst')

/** The TCB with everything of its connection forgotten; socket, buffer size and MSS stay, the next ISS is announced. */
const forgotten = (tcb: Tcb, context: Context): Tcb => ({
  ...closedTcb({ local: tcb.local, iss: context.iss, ownMss: tcb.ownMss, rcvBuffer: tcb.rcvBuffer }),
  lastWasRst: tcb.lastWasRst,
  owed: resetsOwed(tcb),
})

/**
 * "Delete the TCB, enter the CLOSED state" (RFC 9293 §3.10). What has arrived can still be read unless nobody holds the
 * socket any more; `over` is what the application will be told.
 */
export const deletedTcb = (tcb: Tcb, over: SocketError | 'ended' | null, context: Context): Tcb => ({
  ...forgotten(tcb, context),
  app: { ...IDLE_APP, unread: tcb.app.fullyClosed ? 0 : tcb.app.unread, over },
})

/** Back to LISTEN with all memory of the failed request gone (RFC 9293 §3.5.3, MUST-11). */
export const listeningAgain = (tcb: Tcb, context: Context): Tcb => ({ ...forgotten(tcb, context), state: 'LISTEN' })
