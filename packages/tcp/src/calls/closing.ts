import { IDLE_APP } from '../closed-tcb.ts'
import type { App, Context, Tcb } from '../tcb.ts'
import { settledTimers } from '../timers.ts'
import type { Called } from '../verdict.ts'
import { deleted, failed, returned } from './outcome.ts'

const withApp = (tcb: Tcb, change: Partial<App>, context: Context): Tcb => {
  const changed: Tcb = { ...tcb, app: { ...tcb.app, ...change } }
  return { ...changed, timers: settledTimers(changed, context, false) }
}

/** connect() taken back before its SYN has left: there is nothing to tell anybody. */
const forgetConnect = (tcb: Tcb): Called => returned({ ...tcb, remote: null, app: IDLE_APP }, 0, 'close.deletes-tcb')

/** shutdown(): SHUT_WR asks for a FIN, SHUT_RD sends nothing. As Linux does it where there is no connection yet. */
export const shutdown = (tcb: Tcb, how: 'SHUT_RD' | 'SHUT_WR' | 'SHUT_RDWR', context: Context): Called => {
  const writes = how !== 'SHUT_RD'
  const reads = how !== 'SHUT_WR'
  switch (tcb.state) {
    case 'CLOSED':
      return tcb.app.connect ? forgetConnect(tcb) : failed(tcb, 'ENOTCONN', 'call.no-connection')
    case 'LISTEN':
      return reads ? deleted(tcb, 'call.close', context) : returned(tcb, 0, 'close.asked')
    case 'SYN_SENT':
      return deleted(tcb, 'call.close', context)
    case 'TIME_WAIT':
      return failed(tcb, 'ENOTCONN', 'call.no-connection')
    default: {
      const { app } = tcb
      const change = { closeRequested: app.closeRequested || writes, readShutdown: app.readShutdown || reads }
      return returned(withApp(tcb, change, context), 0, writes ? 'close.asked' : 'call.shutdown-read')
    }
  }
}

/** The limit of an orphaned FIN_WAIT_2 starts to run when the last holder lets go (Linux tcp_fin_timeout). */
const withFinWait2Limit = (tcb: Tcb, context: Context): Tcb => {
  const limit = context.settings.finWait2 ?? null
  if (tcb.state !== 'FIN_WAIT_2' || limit === null) return tcb
  return { ...tcb, timers: { ...tcb.timers, timeWait: context.now + limit } }
}

/** close() by the last holder (§3.10.4): a FIN is to follow the last written byte, or a RST when data was left unread. */
export const close = (tcb: Tcb, context: Context): Called => {
  if (tcb.app.fullyClosed) return failed(tcb, 'EBADF', 'call.closed-descriptor')
  switch (tcb.state) {
    case 'CLOSED':
      return forgetConnect(tcb)
    case 'LISTEN':
    case 'SYN_SENT':
      return deleted(tcb, 'call.close', context)
    case 'TIME_WAIT':
      return returned(withApp(tcb, { closeRequested: true, fullyClosed: true, unread: 0 }, context), 0, 'close.asked')
    default: {
      const abort = tcb.app.unread > 0
      const asked = withApp(tcb, { closeRequested: true, fullyClosed: true, abortRequested: abort }, context)
      return returned(withFinWait2Limit(asked, context), 0, abort ? 'close.unread-data' : 'close.asked')
    }
  }
}

/** ABORT (§3.10.5), SO_LINGER 0: a RST is asked for where the peer knows the connection, else it is deleted silently. */
export const abort = (tcb: Tcb, context: Context): Called => {
  switch (tcb.state) {
    case 'CLOSED':
      return forgetConnect(tcb)
    case 'LISTEN':
    case 'SYN_SENT':
    case 'CLOSING':
    case 'LAST_ACK':
    case 'TIME_WAIT':
      return deleted(tcb, 'call.abort', context)
    default:
      return returned(withApp(tcb, { abortRequested: true }, context), 0, 'abort.asked')
  }
}
