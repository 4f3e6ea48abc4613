import { deletedTcb } from '../incarnation.ts'
import type { RuleName } from '../rules.ts'
import type { Context, Tcb } from '../tcb.ts'
import { arrow, type Cause } from '../transitions.ts'
import type { Called, Errno } from '../verdict.ts'

/** The call succeeded with this return value; the state has not changed. */
export const returned = (tcb: Tcb, value: number, ...rules: RuleName[]): Called => ({
  tcb,
  transitions: [],
  result: { ok: true, value },
  rules,
})

/** The call failed with this errno. */
export const failed = (tcb: Tcb, errno: Errno, rule: RuleName): Called => ({
  tcb,
  transitions: [],
  result: { ok: false, errno },
  rules: [rule],
})

/** The call deletes the connection and nothing is sent; returns 0. */
export const deleted = (tcb: Tcb, on: Cause, context: Context): Called => {
  const taken = arrow(tcb.state, on)
  return {
    tcb: deletedTcb(tcb, null, context),
    transitions: [{ from: tcb.state, to: taken.to, rule: taken.rule }],
    result: { ok: true, value: 0 },
    rules: [taken.rule],
  }
}

/** What a call on a connection that has ended learns: its error, once; `otherwise` after that. */
export const afterEnd = (tcb: Tcb, otherwise: Called): Called => {
  const { over } = tcb.app
  if (over === null || over === 'ended') return otherwise
  return failed({ ...tcb, app: { ...tcb.app, over: 'ended' } }, over, 'call.connection-over')
}
