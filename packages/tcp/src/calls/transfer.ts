import type { Context, Tcb } from '../tcb.ts'
import { settledTimers } from '../timers.ts'
import type { Called } from '../verdict.ts'
import { afterEnd, failed, returned } from './outcome.ts'

const isByteCount = (length: number): boolean => Number.isSafeInteger(length) && length >= 0

/** CLOSED with connect() called: the SYN has not left yet. */
const isOpening = (tcb: Tcb): boolean => tcb.state === 'CLOSED' && tcb.app.connect

/** write() (§3.10.2 SEND): bytes wait until the handshake is done and the window allows them; returns their number. */
export const write = (tcb: Tcb, length: number, context: Context): Called => {
  if (!isByteCount(length)) return failed(tcb, 'EINVAL', 'call.invalid')
  if (tcb.state === 'CLOSED' && !isOpening(tcb)) {
    if (tcb.app.over === null) return failed(tcb, 'ENOTCONN', 'call.no-connection')
    return afterEnd(tcb, failed(tcb, 'EPIPE', 'call.write-after-close'))
  }
  if (tcb.state === 'LISTEN') return failed(tcb, 'ENOTCONN', 'call.no-connection')
  if (tcb.app.closeRequested || tcb.app.abortRequested || tcb.finSeq !== null) {
    return failed(tcb, 'EPIPE', 'call.write-after-close')
  }
  const queued: Tcb = { ...tcb, app: { ...tcb.app, unsent: tcb.app.unsent + length } }
  return returned({ ...queued, timers: settledTimers(queued, context, false) }, length, 'call.write')
}

/** read() (§3.10.3 RECEIVE): at most `length` bytes, 0 at the end of the stream, EAGAIN when it would have to wait. */
export const read = (tcb: Tcb, length: number): Called => {
  if (!isByteCount(length)) return failed(tcb, 'EINVAL', 'call.invalid')
  if (tcb.state === 'LISTEN') return failed(tcb, 'ENOTCONN', 'call.no-connection')
  const { unread } = tcb.app
  if (unread > 0) {
    const taken = Math.min(unread, length)
    return returned({ ...tcb, app: { ...tcb.app, unread: unread - taken } }, taken, 'call.read')
  }
  if (tcb.state === 'CLOSED' && !isOpening(tcb)) {
    if (tcb.app.over === null) return failed(tcb, 'ENOTCONN', 'call.no-connection')
    return afterEnd(tcb, returned(tcb, 0, 'call.end-of-stream'))
  }
  if (tcb.finReceived || tcb.app.readShutdown) return returned(tcb, 0, 'call.end-of-stream')
  return failed(tcb, 'EAGAIN', 'call.would-block')
}
