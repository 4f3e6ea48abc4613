import { randomBytes } from 'node:crypto'
import type { FastifyBaseLogger } from 'fastify'

/** Where the server notes what an operator needs. Never a name, a token or the body of a message. */
export type Log = Pick<FastifyBaseLogger, 'error' | 'warn' | 'info'>

/** Notes something that must not have happened, and returns the id under which the operator finds it; the client is told the id only. */
export function noteBug(log: Log, error: unknown, where: Readonly<Record<string, string>>): string {
  const id = randomBytes(4).toString('hex')
  log.error({ bug: id, ...where, err: error }, 'bug')
  return id
}
