import { IDLE_APP } from '../closed-tcb.ts'
import type { SocketAddress } from '../segment.ts'
import type { Context, Tcb } from '../tcb.ts'
import { arrow } from '../transitions.ts'
import type { Called } from '../verdict.ts'
import { failed, returned } from './outcome.ts'

/** listen() (§3.10.1 passive OPEN). On a socket that listens already it only changes the backlog, which is not ours. */
export const listen = (tcb: Tcb): Called => {
  if (tcb.state === 'LISTEN') return returned(tcb, 0, 'open.passive')
  if (tcb.state !== 'CLOSED' || tcb.app.connect) return failed(tcb, 'EINVAL', 'call.connection-exists')
  const taken = arrow('CLOSED', 'call.listen')
  return {
    tcb: { ...tcb, state: taken.to, passive: false, remote: null, app: IDLE_APP },
    transitions: [{ from: 'CLOSED', to: taken.to, rule: taken.rule }],
    result: { ok: true, value: 0 },
    rules: [taken.rule],
  }
}

/** connect() (§3.10.1 active OPEN): announces the ISS and asks for a SYN. It returns at once; the wait is the caller's. */
export const connect = (tcb: Tcb, to: SocketAddress, context: Context): Called => {
  const opening = (tcb.state === 'CLOSED' && tcb.app.connect) || tcb.state === 'SYN_SENT' || tcb.state === 'SYN_RCVD'
  if (opening) return failed(tcb, 'EALREADY', 'call.connection-exists')
  if (tcb.state !== 'CLOSED') return failed(tcb, 'EISCONN', 'call.connection-exists')
  const { iss } = context
  const asked: Tcb = {
    ...tcb,
    remote: { ip: to.ip, port: to.port },
    iss,
    sndUna: iss,
    sndNxt: iss,
    app: { ...IDLE_APP, connect: true },
  }
  return returned(asked, 0, 'open.connect-asked')
}
