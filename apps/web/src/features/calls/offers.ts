import type { PlayerCall, Socket } from '@synposium/classroom'
import { type Call, type Context, call, type Errno } from '@synposium/tcp'

/** One call as a button: what it would return now if it cannot be made. */
export interface Offer {
  readonly call: PlayerCall
  /** Why the socket would refuse it now; null: it can be made. */
  readonly errno: Errno | null
}

/** What the buttons offer on one socket, in the order of a program. `amounts`: what read and write move. */
export function offersFor(
  socket: Pick<Socket, 'tcb' | 'role' | 'peer' | 'listener'>,
  amounts: { readonly write: number; readonly read: number },
  context: Context,
): readonly Offer[] {
  const calls: PlayerCall[] =
    socket.role === 'listening'
      ? [{ name: 'listen', backlog: 5 }, { name: 'accept' }, { name: 'close' }]
      : [
          ...(socket.role === 'client' ? ([{ name: 'connect' }] as const) : []),
          { name: 'write', length: amounts.write },
          { name: 'read', length: amounts.read },
          { name: 'shutdown', how: 'SHUT_WR' },
          { name: 'shutdown', how: 'SHUT_RD' },
          { name: 'close' },
          { name: 'abort' },
        ]
  return calls.map((offered) => ({ call: offered, errno: refusalOf(socket, offered, context) }))
}

/** What the sockets API would answer, asked of the engine: nothing is changed by asking. */
function refusalOf(
  socket: Pick<Socket, 'tcb' | 'peer' | 'listener'>,
  offered: PlayerCall,
  context: Context,
): Errno | null {
  if (offered.name === 'accept') return socket.listener === null ? 'EINVAL' : null
  const asked: Call = offered.name === 'connect' ? { name: 'connect', to: socket.peer } : offered
  const { result } = call(socket.tcb, asked, context)
  return result.ok ? null : result.errno
}
