import { deletedTcb } from './incarnation.ts'
import { withDebt } from './obligations.ts'
import type { Context, Millis, Obligation, SocketError, Tcb } from './tcb.ts'
import { interval, mustProbe, outstanding } from './timers.ts'
import { arrow, type Cause } from './transitions.ts'
import type { Expiry } from './verdict.ts'

const isDue = (at: Millis | null, now: Millis): boolean => at !== null && at <= now

const quiet = (tcb: Tcb): Expiry => ({ tcb, transitions: [], fired: [], owed: [], signal: null })

/** The timer ends the connection. */
const ended = (tcb: Tcb, on: Cause, over: SocketError | 'ended', context: Context): Expiry => {
  const taken = arrow(tcb.state, on)
  return {
    tcb: deletedTcb(tcb, over, context),
    transitions: [{ from: tcb.state, to: taken.to, rule: taken.rule }],
    fired: [on === 'timeout.user' ? 'user' : 'time-wait'],
    owed: [],
    signal: on === 'timeout.user' ? 'timed-out' : null,
  }
}

const owing = (tcb: Tcb, debt: Obligation, fired: 'retransmit' | 'persist'): Expiry => ({
  ...quiet({ ...tcb, owed: withDebt(tcb.owed, debt) }),
  fired: [fired],
  owed: [debt],
})

/** The retransmission timer (§3.10.8, RFC 6298 §5.4–5.6): the oldest segment is owed again and the interval doubles. */
const retransmission = (tcb: Tcb, { now, settings }: Context): Expiry => {
  if (!outstanding(tcb)) return quiet({ ...tcb, timers: { ...tcb.timers, retransmit: null, retries: 0 } })
  const retries = tcb.timers.retries + 1
  const timers = { ...tcb.timers, retries, retransmit: now + interval(settings, retries) }
  const debt: Obligation = { kind: 'retransmit', since: now, rule: 'timer.retransmission' }
  return owing({ ...tcb, timers }, debt, 'retransmit')
}

/** The persist timer (§3.8.6.1): the zero window is probed, with doubling intervals. */
const persist = (tcb: Tcb, { now, settings }: Context): Expiry => {
  if (!mustProbe(tcb)) return quiet({ ...tcb, timers: { ...tcb.timers, persist: null } })
  const retries = tcb.timers.retries + 1
  const timers = { ...tcb.timers, retries, persist: now + interval(settings, retries) }
  const debt: Obligation = { kind: 'probe', since: now, rule: 'timer.persist' }
  return owing({ ...tcb, timers }, debt, 'persist')
}

/** A delayed ACK whose time is up waits no longer (MUST-40). */
const withUrgentAcks = (tcb: Tcb, now: Millis): Tcb => {
  const late = (debt: Obligation): boolean => debt.kind === 'ack' && isDue(debt.due, now)
  if (!tcb.owed.some(late)) return tcb
  return {
    ...tcb,
    owed: tcb.owed.map((debt) =>
      debt.kind === 'ack' && late(debt) ? { ...debt, due: null, rule: 'timer.delayed-ack' } : debt,
    ),
  }
}

/**
 * Runs out every timer that is due at `context.now` (RFC 9293 §3.10.8). Retransmissions and probes become debts;
 * TIME_WAIT, an orphaned FIN_WAIT_2 and the user timeout end the connection. Delayed ACKs that are due become urgent.
 */
export const expire = (tcb: Tcb, context: Context): Expiry => {
  const { now } = context
  if (isDue(tcb.timers.user, now)) return ended(tcb, 'timeout.user', 'ETIMEDOUT', context)
  if (isDue(tcb.timers.timeWait, now)) {
    return ended(tcb, tcb.state === 'FIN_WAIT_2' ? 'timeout.fin-wait-2' : 'timeout.2msl', 'ended', context)
  }
  const awake = withUrgentAcks(tcb, now)
  if (isDue(awake.timers.retransmit, now)) return retransmission(awake, context)
  if (isDue(awake.timers.persist, now)) return persist(awake, context)
  return quiet(awake)
}

/** When `expire` has something to do next, in ms; null when nothing runs. */
export const nextDue = (tcb: Tcb): Millis | null => {
  const { retransmit, persist: probing, timeWait, user } = tcb.timers
  const delayed = tcb.owed.map((debt) => (debt.kind === 'ack' ? debt.due : null))
  const due = [retransmit, probing, timeWait, user, ...delayed].filter((at) => at !== null)
  return due.length === 0 ? null : Math.min(...due)
}
