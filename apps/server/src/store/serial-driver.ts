import type {
  ConnectionInfo,
  Provider,
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQuery,
  SqlResultSet,
  Transaction,
} from '@prisma/driver-adapter-utils'
import { Turnstile } from './turnstile.ts'

/** A statement without parameters. */
export function statement(sql: string): SqlQuery {
  return { sql, args: [], argTypes: [] }
}

export interface SerialOptions {
  /** Statements for the new connection. */
  readonly setUp: readonly string[]
  /** What begins a transaction. */
  readonly begin: string
}

/**
 * Puts one connection, and one user of it at a time, between Prisma and the driver of an embedded database. The stock SQLite
 * drivers let a statement from outside slip into an open transaction (acknowledged, then gone with a rollback) or open a new
 * connection for each transaction and never close it; and after one failing COMMIT they stay inside the dead transaction. Here
 * a statement from outside waits until the open transaction has ended, the transaction runs on the same connection, and it is
 * rolled back for real. Inside a transaction use only the transaction's own client: the outer one would wait for it for ever.
 */
export class SerialDriver implements SqlDriverAdapterFactory {
  readonly adapterName = 'serial'
  readonly provider: Provider
  readonly #driver: SqlDriverAdapterFactory
  readonly #options: SerialOptions

  constructor(driver: SqlDriverAdapterFactory, options: SerialOptions) {
    this.provider = driver.provider
    this.#driver = driver
    this.#options = options
  }

  async connect(): Promise<SqlDriverAdapter> {
    const connection = await this.#driver.connect()
    // As queries: a pragma answers with a row.
    for (const sql of this.#options.setUp) await connection.queryRaw(statement(sql))
    return new SerialConnection(connection, this.#options.begin)
  }
}

class SerialConnection implements SqlDriverAdapter {
  readonly adapterName = 'serial'
  readonly provider: Provider
  readonly #connection: SqlDriverAdapter
  readonly #begin: string
  readonly #turnstile = new Turnstile()

  constructor(connection: SqlDriverAdapter, begin: string) {
    this.provider = connection.provider
    this.#connection = connection
    this.#begin = begin
  }

  queryRaw(query: SqlQuery): Promise<SqlResultSet> {
    return this.#turnstile.run(() => this.#connection.queryRaw(query))
  }

  executeRaw(query: SqlQuery): Promise<number> {
    return this.#turnstile.run(() => this.#connection.executeRaw(query))
  }

  executeScript(script: string): Promise<void> {
    return this.#turnstile.run(() => this.#connection.executeScript(script))
  }

  getConnectionInfo(): ConnectionInfo {
    return this.#connection.getConnectionInfo?.() ?? { supportsRelationJoins: false }
  }

  dispose(): Promise<void> {
    return this.#turnstile.run(() => this.#connection.dispose())
  }

  async startTransaction(): Promise<Transaction> {
    const leave = await this.#turnstile.enter()
    try {
      await this.#connection.executeRaw(statement(this.#begin))
    } catch (error) {
      leave()
      throw error
    }
    return new SerialTransaction(this.#connection, leave)
  }
}

class SerialTransaction implements Transaction {
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
      await this.#run('COMMIT')
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
      if (!String(messageOf(error)).includes('no transaction is active')) throw error
    }
  }
}

function messageOf(error: unknown): unknown {
  const cause = error instanceof Error ? error.cause : undefined
  return cause !== null && typeof cause === 'object' && 'originalMessage' in cause ? cause.originalMessage : error
}
