import { NO_TIMERS } from './closed-tcb.ts'
import type { Context, Millis, Settings, Tcb, Timers } from './tcb.ts'

/** The interval doubles with every retry (RFC 6298 §5.5) up to 64 times the first one. */
const MOST_DOUBLINGS = 6

/** The retransmission (and persist) interval after so many retries, in ms. */
export const interval = (settings: Settings, retries: number): Millis =>
  settings.rto * 2 ** Math.min(retries, MOST_DOUBLINGS)

/** Something is sent and not acknowledged: SYN, text or FIN. */
export const outstanding = (tcb: Tcb): boolean => tcb.sndUna !== tcb.sndNxt

/** Text or a FIN waits behind a zero window with nothing in flight: only a probe can find out (RFC 9293 §3.8.6.1). */
export const mustProbe = (tcb: Tcb): boolean =>
  tcb.sndWnd === 0 &&
  !outstanding(tcb) &&
  (tcb.state === 'ESTABLISHED' || tcb.state === 'CLOSE_WAIT') &&
  tcb.finSeq === null &&
  (tcb.app.unsent > 0 || tcb.app.closeRequested)

/**
 * The timers that the TCB's numbers ask for. With `fresh` (something was just acknowledged, RFC 6298 §5.3) the
 * retransmission and user timers start anew; without it, running ones run on. TIME_WAIT's timer is left alone.
 */
export const settledTimers = (tcb: Tcb, context: Context, fresh: boolean): Timers => {
  const { timers } = tcb
  const { now, settings } = context
  if (outstanding(tcb)) {
    const running = !fresh && timers.retransmit !== null
    return {
      retransmit: running ? timers.retransmit : now + interval(settings, 0),
      retries: running ? timers.retries : 0,
      persist: null,
      timeWait: timers.timeWait,
      user: running || settings.userTimeout === null ? timers.user : now + settings.userTimeout,
    }
  }
  if (mustProbe(tcb)) {
    if (timers.persist !== null) return timers
    return { ...NO_TIMERS, persist: now + interval(settings, 0), timeWait: timers.timeWait }
  }
  return timers.timeWait === null ? NO_TIMERS : { ...NO_TIMERS, timeWait: timers.timeWait }
}

/** TIME_WAIT lasts twice the maximum segment lifetime (RFC 9293 §3.4.2, MUST-13); nothing else runs there. */
export const timeWaitTimers = (context: Context): Timers => ({
  ...NO_TIMERS,
  timeWait: context.now + 2 * context.settings.msl,
})
