/** Whether SQLite gave up because another connection has the database. */
export function isBusy(error: unknown): boolean {
  return detail(error, 'kind') === 'SocketTimeout'
}

/** Whether a ROLLBACK found that SQLite had already rolled back by itself. */
export function isNothingToUndo(error: unknown): boolean {
  return String(detail(error, 'originalMessage')).includes('no transaction is active')
}

/** Why a database could not be used, in its own words where it has any. */
export function reasonOf(error: unknown): string {
  if (detail(error, 'kind') === 'DatabaseNotReachable') {
    const [host, port] = [detail(error, 'host'), detail(error, 'port')]
    return `nobody answers at ${host}${port === undefined ? '' : `:${port}`}`
  }
  return String(detail(error, 'originalMessage') ?? (error instanceof Error ? error.message : error))
}

/** A field of what Prisma's drivers put into the cause of their errors. */
function detail(error: unknown, field: string): unknown {
  const cause = error instanceof Error ? error.cause : undefined
  return cause !== null && typeof cause === 'object' ? Reflect.get(cause, field) : undefined
}
