import { createHash, randomUUID } from 'node:crypto'
import { MigrationRefused } from './errors.ts'
import type { Dialect, Migration } from './migrations.ts'

/** What the database says about one migration. */
export interface AppliedMigration {
  readonly name: string
  readonly checksum: string
  readonly finished: boolean
}

const TIME: Readonly<Record<Dialect, string>> = { sqlite: 'DATETIME', postgres: 'TIMESTAMPTZ' }
const NOW: Readonly<Record<Dialect, string>> = { sqlite: 'current_timestamp', postgres: 'now()' }

/** The table has the name and the columns of Prisma's own, so that Prisma's tools understand the database. */
export function createHistory(dialect: Dialect): string {
  return `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id" VARCHAR(36) PRIMARY KEY NOT NULL,
    "checksum" VARCHAR(64) NOT NULL,
    "finished_at" ${TIME[dialect]},
    "migration_name" VARCHAR(255) NOT NULL,
    "logs" TEXT,
    "rolled_back_at" ${TIME[dialect]},
    "started_at" ${TIME[dialect]} NOT NULL DEFAULT ${NOW[dialect]},
    "applied_steps_count" INTEGER NOT NULL DEFAULT 0
  )`
}

export const READ_HISTORY = `SELECT "migration_name", "checksum", CASE WHEN "finished_at" IS NULL THEN 0 ELSE 1 END
  FROM "_prisma_migrations" WHERE "rolled_back_at" IS NULL`

/** Turns a row of READ_HISTORY into its meaning. */
export function appliedMigration(row: readonly unknown[]): AppliedMigration {
  return { name: String(row[0]), checksum: String(row[1]), finished: Number(row[2]) === 1 }
}

/** The statement that records a migration as done, to be run in the migration's own transaction. */
export function recordMigration(migration: Migration, dialect: Dialect): string {
  // Neither value can contain a quote: a hash, and a name that is checked here.
  if (!/^[\w-]+$/.test(migration.name)) throw new Error(`not a name of a migration: ${migration.name}`)
  const now = dialect === 'sqlite' ? String(Date.now()) : 'now()'
  return `INSERT INTO "_prisma_migrations"
    ("id", "checksum", "finished_at", "migration_name", "started_at", "applied_steps_count")
    VALUES ('${randomUUID()}', '${checksumOf(migration)}', ${now}, '${migration.name}', ${now}, 1)`
}

/** SHA-256 of the script as hex, as Prisma computes it; line ends count as the repository has them, whatever a checkout made of them. */
export function checksumOf(migration: Migration): string {
  return createHash('sha256').update(migration.sql.replaceAll('\r\n', '\n')).digest('hex')
}

/**
 * The migrations that are still to be applied, oldest first.
 * Throws MigrationRefused when the database was written by a newer version, when an applied migration was edited, or when one
 * was left unfinished.
 */
export function pendingMigrations(
  applied: readonly AppliedMigration[],
  known: readonly Migration[],
): readonly Migration[] {
  const byName = new Map(known.map((migration) => [migration.name, migration]))
  for (const { name, checksum, finished } of applied) {
    const migration = byName.get(name)
    if (migration === undefined) throw new MigrationRefused(newer(name))
    if (!finished) throw new MigrationRefused(unfinished(name))
    if (checksumOf(migration) !== checksum) throw new MigrationRefused(edited(name))
  }
  const done = new Set(applied.map(({ name }) => name))
  return known.filter(({ name }) => !done.has(name))
}

function newer(name: string): string {
  return `The database was written by a newer version of this program: this version does not know its migration ${name}. Start the newer version, or use another database (DATA_DIR, DATABASE_URL). Nothing was changed.`
}

function unfinished(name: string): string {
  return `Migration ${name} was begun by another tool and never finished. Restore the database from a backup, or finish it with that tool. Nothing was changed.`
}

function edited(name: string): string {
  return `Migration ${name} is not the one that made this database: its script was edited afterwards. Restore the script; a change of the tables belongs in a new migration. Nothing was changed.`
}
