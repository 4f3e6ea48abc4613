import type {
  ConnectionInfo,
  Provider,
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQuery,
  SqlResultSet,
  Transaction,
} from '@prisma/driver-adapter-utils'
import { isBusy } from './driver-error.ts'
import { SerialTransaction } from './serial-transaction.ts'
import { statement } from './statement.ts'
import { Turnstile } from './turnstile.ts'

export interface SerialOptions {
  /** Statements for the new connection. */
  readonly setUp: readonly string[]
  /** What begins a transaction. */
  readonly begin: string
  /** Statements for the connection before it is closed. */
  readonly tearDown: readonly string[]
}

/**
 * Puts one connection, and one user of it at a time, between Prisma and the driver of an embedded database. The stock SQLite
 * drivers let a statement from outside slip into an open transaction (acknowledged, then gone with a rollback), or open a new
 * connection for each transaction and never close it. Here a statement from outside waits until the open transaction has ended,
 * the transaction runs on the same connection, and it is rolled back for real. Inside a transaction use only the transaction's
 * own client: the outer one would wait for it for ever.
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
    const connection = new SerialConnection(this.provider, this.#options, () => this.#open())
    await connection.open()
    return connection
  }

  async #open(): Promise<SqlDriverAdapter> {
    const connection = await this.#driver.connect()
    // As queries: a pragma answers with a row.
    for (const sql of this.#options.setUp) await connection.queryRaw(statement(sql))
    return connection
  }
}

class SerialConnection implements SqlDriverAdapter {
  readonly adapterName = 'serial'
  readonly provider: Provider
  readonly #options: SerialOptions
  readonly #open: () => Promise<SqlDriverAdapter>
  readonly #turnstile = new Turnstile()
  #connection: SqlDriverAdapter | null = null

  constructor(provider: Provider, options: SerialOptions, open: () => Promise<SqlDriverAdapter>) {
    this.provider = provider
    this.#options = options
    this.#open = open
  }

  async open(): Promise<SqlDriverAdapter> {
    this.#connection ??= await this.#open()
    return this.#connection
  }

  queryRaw(query: SqlQuery): Promise<SqlResultSet> {
    return this.#alone((connection) => connection.queryRaw(query))
  }

  executeRaw(query: SqlQuery): Promise<number> {
    return this.#alone((connection) => connection.executeRaw(query))
  }

  executeScript(script: string): Promise<void> {
    return this.#alone((connection) => connection.executeScript(script))
  }

  getConnectionInfo(): ConnectionInfo {
    return this.#connection?.getConnectionInfo?.() ?? { supportsRelationJoins: false }
  }

  async dispose(): Promise<void> {
    await this.#alone(async (connection) => {
      for (const sql of this.#options.tearDown) await connection.queryRaw(statement(sql))
      await connection.dispose()
    })
  }

  async startTransaction(): Promise<Transaction> {
    const leave = await this.#turnstile.enter()
    try {
      const connection = await this.#whole(async (open) => {
        await open.executeRaw(statement(this.#options.begin))
        return open
      })
      return new SerialTransaction(connection, leave)
    } catch (error) {
      leave()
      throw error
    }
  }

  #alone<T>(work: (connection: SqlDriverAdapter) => Promise<T>): Promise<T> {
    return this.#turnstile.run(() => this.#whole(work))
  }

  /**
   * The SQLite driver leaves a statement that found the database busy half done, and then no later write on that connection is
   * ever committed, although it is said to be. Such a connection is thrown away before anything else happens on it.
   */
  async #whole<T>(work: (connection: SqlDriverAdapter) => Promise<T>): Promise<T> {
    const connection = await this.open()
    try {
      return await work(connection)
    } catch (error) {
      if (isBusy(error)) {
        this.#connection = null
        await connection.dispose()
      }
      throw error
    }
  }
}
