import type { SqlDriverAdapter, SqlQueryable, Transaction } from '@prisma/driver-adapter-utils'
import { reasonOf } from './driver-error.ts'
import { MigrationRefused } from './errors.ts'
import {
  type AppliedMigration,
  appliedMigration,
  createHistory,
  pendingMigrations,
  READ_HISTORY,
  recordMigration,
} from './migration-history.ts'
import type { Migration } from './migrations.ts'
import { statement } from './statement.ts'

/** Any number, the same in every process: two servers that start together migrate one after the other. */
const ADVISORY_LOCK = 5_793_000

/**
 * Brings the tables up to this version. A migration and its record are one transaction: after a failure the database is as
 * it was before it.
 * @returns names of the migrations that were applied now
 * @throws MigrationRefused when the database's history does not fit, or when a migration fails
 */
export function migrate(database: SqlDriverAdapter, known: readonly Migration[]): Promise<readonly string[]> {
  return database.provider === 'sqlite' ? migrateSqlite(database, known) : migratePostgres(database, known)
}

async function migrateSqlite(database: SqlDriverAdapter, known: readonly Migration[]): Promise<readonly string[]> {
  await database.executeRaw(statement(createHistory('sqlite')))
  const pending = pendingMigrations(await readHistory(database), known)
  if (pending.length === 0) return []
  // Inside a transaction this pragma does nothing, and a rebuilt table (DROP TABLE) would take the rows of its children along.
  await database.executeRaw(statement('PRAGMA foreign_keys=OFF'))
  try {
    for (const migration of pending) await applySqlite(database, migration)
  } finally {
    await database.executeRaw(statement('PRAGMA foreign_keys=ON'))
  }
  return pending.map(({ name }) => name)
}

/** One script, because the driver rolls back a transaction that a script leaves open. */
async function applySqlite(database: SqlDriverAdapter, migration: Migration): Promise<void> {
  const script = `BEGIN IMMEDIATE;\n${migration.sql}\n;${recordMigration(migration, 'sqlite')};\nCOMMIT;`
  await database.executeScript(script).catch((error: unknown) => fail(migration, error))
}

async function migratePostgres(database: SqlDriverAdapter, known: readonly Migration[]): Promise<readonly string[]> {
  const transaction = await database.startTransaction()
  try {
    const applied = await applyPostgres(transaction, known)
    await end(transaction, 'COMMIT')
    return applied
  } catch (error) {
    await end(transaction, 'ROLLBACK')
    throw error
  }
}

async function applyPostgres(transaction: Transaction, known: readonly Migration[]): Promise<readonly string[]> {
  await transaction.executeRaw(statement(`SELECT pg_advisory_xact_lock(${ADVISORY_LOCK})`))
  await transaction.executeRaw(statement(createHistory('postgres')))
  const pending = pendingMigrations(await readHistory(transaction), known)
  for (const migration of pending) {
    await transaction.executeRaw(statement(migration.sql)).catch((error: unknown) => fail(migration, error))
    await transaction.executeRaw(statement(recordMigration(migration, 'postgres')))
  }
  return pending.map(({ name }) => name)
}

/** Without a phantom query, the statement is the caller's to send and the method only gives the connection back. */
async function end(transaction: Transaction, how: 'COMMIT' | 'ROLLBACK'): Promise<void> {
  if (!transaction.options.usePhantomQuery) await transaction.executeRaw(statement(how))
  await (how === 'COMMIT' ? transaction.commit() : transaction.rollback())
}

async function readHistory(database: SqlQueryable): Promise<readonly AppliedMigration[]> {
  return (await database.queryRaw(statement(READ_HISTORY))).rows.map(appliedMigration)
}

function fail(migration: Migration, cause: unknown): never {
  throw new MigrationRefused(`Migration ${migration.name} failed and was undone: ${reasonOf(cause)}`, { cause })
}
