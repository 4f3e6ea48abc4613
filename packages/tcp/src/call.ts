import { abort, close, shutdown } from './calls/closing.ts'
import { connect, listen } from './calls/opening.ts'
import { failed } from './calls/outcome.ts'
import { read, write } from './calls/transfer.ts'
import type { Context, Tcb } from './tcb.ts'
import type { Call, Called } from './verdict.ts'

/** Calls that need a descriptor somebody still holds. */
const needsHolder = (call: Call): boolean => call.name !== 'close' && call.name !== 'abort'

/**
 * A user call (RFC 9293 §3.10.1–§3.10.5, with the results of the sockets API). It sends nothing: it records what the
 * application asks for in `tcb.app`, and the segment that carries it out changes the state. Calls that must send
 * nothing (CLOSE in LISTEN and SYN_SENT, ABORT in five states) change the state at once. `backlog` belongs to the
 * listener's queues, see `openListener`.
 */
export const call = (tcb: Tcb, asked: Call, context: Context): Called => {
  if (tcb.app.fullyClosed && needsHolder(asked)) return failed(tcb, 'EBADF', 'call.closed-descriptor')
  switch (asked.name) {
    case 'listen':
      return listen(tcb)
    case 'connect':
      return connect(tcb, asked.to, context)
    case 'write':
      return write(tcb, asked.length, context)
    case 'read':
      return read(tcb, asked.length)
    case 'shutdown':
      return shutdown(tcb, asked.how, context)
    case 'close':
      return close(tcb, context)
    case 'abort':
      return abort(tcb, context)
  }
}
