import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { PrismaPg } from '@prisma/adapter-pg'
import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import { PrismaPGlite } from 'pglite-prisma-adapter'
import { connect } from '../../src/store/database.ts'
import type { Dialect, Migration } from '../../src/store/migrations.ts'
import { embeddedDriver, openStore } from '../../src/store/open-store.ts'
import { prismaStore } from '../../src/store/prisma-store.ts'
import { SerialDriver } from '../../src/store/serial-driver.ts'
import { statement } from '../../src/store/statement.ts'
import type { Store, StoreOptions } from '../../src/store/store.ts'

/** A fresh, empty database of one kind, for one file of tests. */
export interface TestDatabase {
  /** With these another process can open it; null: it lives in this process only. */
  readonly options: StoreOptions | null
  /** Opens the store on it; again after a close: the same data. */
  openStore(): Promise<Store>
  /** A driver on it, without the store: to make histories, and to look beneath. */
  driver(): SqlDriverAdapterFactory
  /** Removes it. Close every store first. */
  drop(): Promise<void>
}

export interface DatabaseKind {
  readonly name: string
  readonly dialect: Dialect
  readonly skip: boolean
  /** Several servers may work with it at once. */
  readonly sessions: boolean
  create(): Promise<TestDatabase>
}

const SERVER = process.env.TEST_POSTGRES_URL ?? 'postgresql://postgres@127.0.0.1:5432/postgres'

/** Why the tests on a PostgreSQL server cannot run here; null: they can. Under CI they must, so there it is never a reason to skip. */
async function postgresMissing(): Promise<string | null> {
  if (process.env.CI) return null
  try {
    await runOnServer('SELECT 1')
    return null
  } catch (error) {
    return `no PostgreSQL at ${SERVER}: ${error instanceof Error ? error.message : error}`
  }
}

const missing = await postgresMissing()

export const DATABASES: readonly DatabaseKind[] = [
  { name: 'SQLite', dialect: 'sqlite', skip: false, sessions: false, create: createSqlite },
  { name: 'PGlite in memory', dialect: 'postgres', skip: false, sessions: false, create: createPGlite },
  {
    name: missing ? `PostgreSQL (skipped: ${missing})` : 'PostgreSQL',
    dialect: 'postgres',
    skip: missing !== null,
    sessions: true,
    create: createPostgres,
  },
]

/** A directory of its own under the system's temporary one. */
export function temporaryDir(): { readonly dir: string; readonly remove: () => void } {
  const dir = mkdtempSync(path.join(tmpdir(), 'synposium store #1 ')) // with what an address would have to escape
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) }
}

/** Applies these migrations in the place of the program's own. */
export async function migrateWith(database: TestDatabase, migrations: readonly Migration[]): Promise<void> {
  const { client } = await connect(database.driver(), migrations)
  await client.$disconnect()
}

async function createSqlite(): Promise<TestDatabase> {
  const { dir, remove } = temporaryDir()
  const options = { dataDir: dir }
  return {
    options,
    openStore: () => openStore(options),
    driver: () => embeddedDriver(dir),
    drop: async () => remove(),
  }
}

async function createPostgres(): Promise<TestDatabase> {
  const name = `synposium_test_${randomUUID().replaceAll('-', '')}`
  await runOnServer(`CREATE DATABASE "${name}"`)
  const databaseUrl = new URL(SERVER)
  databaseUrl.pathname = `/${name}`
  const options = { dataDir: '', databaseUrl: databaseUrl.href }
  return {
    options,
    openStore: () => openStore(options),
    driver: () => new PrismaPg(databaseUrl.href),
    drop: () => runOnServer(`DROP DATABASE "${name}" WITH (FORCE)`),
  }
}

async function runOnServer(sql: string): Promise<void> {
  const connection = await new PrismaPg({ connectionString: SERVER, connectionTimeoutMillis: 3_000 }).connect()
  try {
    await connection.executeRaw(statement(sql))
  } finally {
    await connection.dispose()
  }
}

/** One for each file of tests, emptied between them, because it takes seconds to start. It ends with the process. */
let shared: Promise<PGlite> | undefined

async function createPGlite(): Promise<TestDatabase> {
  shared ??= PGlite.create()
  const pglite = await shared
  await pglite.exec('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
  const driver = () => new SerialDriver(pgliteDriver(pglite), { setUp: [], begin: 'BEGIN', tearDown: [] })
  return {
    options: null,
    openStore: async () => prismaStore(await connect(driver())),
    driver,
    drop: async () => {},
  }
}

/** Like a PostgreSQL server it takes several statements at once when there are no parameters, as migrations are. */
function pgliteDriver(pglite: PGlite): SqlDriverAdapterFactory {
  return {
    provider: 'postgres',
    adapterName: 'pglite',
    connect: async () => {
      const connection = await new PrismaPGlite(pglite).connect()
      const run = async (sql: string) => (await pglite.exec(sql)).at(-1)?.affectedRows ?? 0
      return {
        provider: 'postgres',
        adapterName: 'pglite',
        queryRaw: (query) => connection.queryRaw(query),
        executeRaw: (query) => (query.args.length > 0 ? connection.executeRaw(query) : run(query.sql)),
        executeScript: async (script) => void (await run(script)),
        startTransaction: (level) => connection.startTransaction(level),
        getConnectionInfo: () => ({ supportsRelationJoins: true }),
        dispose: async () => {}, // the database lives in the memory of this object, and a test opens it again
      }
    },
  }
}
