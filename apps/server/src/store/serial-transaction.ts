import type { Provider, SqlDriverAdapter, SqlQuery, SqlResultSet, Transaction } from '@prisma/driver-adapter-utils'
import { isNothingToUndo } from './driver-error.ts'
import { statement } from './statement.ts'

/** A transaction that has begun on the one connection of a SerialDriver; `leave` lets the next user of the connection in. */
export class SerialTransaction implements Transaction {
  readonly adapterName = 'serial'
  readonly provider: Provider
  /** Prisma then leaves COMMIT and ROLLBACK to this class. */
  readonly options = { usePhantomQuery: true }
  readonly #connection: SqlDriverAdapter
  readonly #leave: () => void

  constructor(connection: SqlDriverAdapter, leave: () => void) {
    this.provider = connection.provider
    this.#connection = connection
    this.#leave = leave
  }

  queryRaw(query: SqlQuery): Promise<SqlResultSet> {
    return this.#connection.queryRaw(query)
  }

  executeRaw(query: SqlQuery): Promise<number> {
    return this.#connection.executeRaw(query)
  }

  async commit(): Promise<void> {
    try {
      // As a script, which the SQLite driver finishes even when it fails (a deferred constraint, for one).
      await this.#connection.executeScript('COMMIT')
    } catch (error) {
      await this.#rollbackIfOpen()
      throw error
    } finally {
      this.#leave()
    }
  }

  async rollback(): Promise<void> {
    try {
      await this.#rollbackIfOpen()
    } finally {
      this.#leave()
    }
  }

  createSavepoint(name: string): Promise<void> {
    return this.#run(`SAVEPOINT ${name}`)
  }

  rollbackToSavepoint(name: string): Promise<void> {
    return this.#run(`ROLLBACK TO ${name}`)
  }

  releaseSavepoint(name: string): Promise<void> {
    return this.#run(`RELEASE SAVEPOINT ${name}`)
  }

  async #run(sql: string): Promise<void> {
    await this.#connection.executeRaw(statement(sql))
  }

  /** SQLite has already rolled back by itself after some errors (disk full, for one); then there is nothing left to undo. */
  async #rollbackIfOpen(): Promise<void> {
    try {
      await this.#run('ROLLBACK')
    } catch (error) {
      if (!isNothingToUndo(error)) throw error
    }
  }
}
