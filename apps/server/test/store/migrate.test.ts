import type { SqlQueryable } from '@prisma/driver-adapter-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MigrationRefused } from '../../src/store/errors.ts'
import { checksumOf, recordMigration } from '../../src/store/migration-history.ts'
import { type Migration, migrationsOf } from '../../src/store/migrations.ts'
import { statement } from '../../src/store/statement.ts'
import { DATABASES, migrateWith, type TestDatabase } from './databases.ts'

const FIRST: Migration = { name: '20260101000000_first', sql: 'CREATE TABLE "a" ("id" INTEGER PRIMARY KEY);' }
const SECOND: Migration = {
  name: '20260102000000_second',
  sql: 'CREATE TABLE "b" ("id" INTEGER);\nINSERT INTO "b" VALUES (1);',
}
const BROKEN: Migration = {
  name: '20260103000000_broken',
  sql: 'CREATE TABLE "c" ("id" INTEGER);\nINSERT INTO "nowhere" VALUES (1);',
}

describe.each(DATABASES)('migrations on $name', { timeout: 30_000 }, ({ skip, dialect, sessions, create }) => {
  if (skip) {
    it.skip('are applied', () => {})
    return
  }
  let database: TestDatabase

  beforeEach(async () => {
    database = await create()
  }, 60_000)

  afterEach(async () => {
    await database.drop()
  }, 60_000)

  async function look<T>(work: (connection: SqlQueryable) => Promise<T>): Promise<T> {
    const connection = await database.driver().connect()
    try {
      return await work(connection)
    } finally {
      await connection.dispose()
    }
  }
  const rows = (sql: string) =>
    look(async (connection) => (await connection.queryRaw(statement(sql))).rows.map(([value]) => value))
  const run = (sql: string) => look((connection) => connection.executeRaw(statement(sql)))
  const history = () => rows('SELECT "migration_name" FROM "_prisma_migrations" ORDER BY "migration_name"')

  it('are applied in order, once, and recorded', async () => {
    await migrateWith(database, [FIRST])
    await migrateWith(database, [FIRST, SECOND])
    await migrateWith(database, [FIRST, SECOND])
    expect(await history()).toEqual([FIRST.name, SECOND.name])
    expect((await rows('SELECT "id" FROM "b"')).map(Number)).toEqual([1])
    expect(await rows('SELECT "checksum" FROM "_prisma_migrations" ORDER BY "migration_name"')).toEqual([
      checksumOf(FIRST),
      checksumOf(SECOND),
    ])
  })

  it('that fail leave nothing behind, and can be mended', async () => {
    await migrateWith(database, [FIRST])
    const failed = await migrateWith(database, [FIRST, BROKEN]).catch((error: unknown) => error)
    expect(failed).toBeInstanceOf(MigrationRefused)
    expect(String(failed)).toContain(`Migration ${BROKEN.name} failed and was undone`)
    expect(await history()).toEqual([FIRST.name])
    await expect(rows('SELECT "id" FROM "c"')).rejects.toThrow()
    await migrateWith(database, [FIRST, { ...BROKEN, sql: 'CREATE TABLE "c" ("id" INTEGER)' }])
    expect(await rows('SELECT "id" FROM "c"')).toEqual([])
  })

  it('of a newer version are refused', async () => {
    await migrateWith(database, [FIRST, SECOND])
    await expect(migrateWith(database, [FIRST])).rejects.toThrow(
      /written by a newer version.*does not know its migration 20260102000000_second/,
    )
  })

  it('that were edited after they were applied are refused, and nothing newer is applied', async () => {
    await migrateWith(database, [FIRST])
    const edited = { ...FIRST, sql: `${FIRST.sql}\n-- and more` }
    await expect(migrateWith(database, [edited, SECOND])).rejects.toThrow(/20260101000000_first .* was edited/)
    expect(await history()).toEqual([FIRST.name])
  })

  it('that another tool left unfinished are refused; rolled back, they are applied again', async () => {
    await migrateWith(database, [])
    await run(
      `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name") VALUES ('1', '${checksumOf(FIRST)}', '${FIRST.name}')`,
    )
    await expect(migrateWith(database, [FIRST])).rejects.toThrow(
      /20260101000000_first was begun by another tool and never finished/,
    )
    await run(`UPDATE "_prisma_migrations" SET "rolled_back_at" = "started_at"`)
    await migrateWith(database, [FIRST])
    expect(await rows('SELECT "id" FROM "a"')).toEqual([])
  })

  if (sessions) {
    it('run once when two servers start together', async () => {
      await Promise.all([migrateWith(database, [FIRST, SECOND]), migrateWith(database, [FIRST, SECOND])])
      expect(await history()).toEqual([FIRST.name, SECOND.name])
      expect((await rows('SELECT "id" FROM "b"')).map(Number)).toEqual([1])
    })
  }

  // Other databases alter a table in its place.
  if (dialect === 'sqlite') {
    it('keep the children of a table that is rebuilt, as Prisma rebuilds tables on SQLite', async () => {
      const tables = {
        name: '1_tables',
        sql: 'CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE k (p INTEGER REFERENCES p (id) ON DELETE CASCADE);',
      }
      await migrateWith(database, [tables])
      await run('INSERT INTO p VALUES (1)')
      await run('INSERT INTO k VALUES (1)')
      const rebuild = {
        name: '2_rebuild',
        sql: `PRAGMA defer_foreign_keys=ON; PRAGMA foreign_keys=OFF;
        CREATE TABLE new_p (id INTEGER PRIMARY KEY, more TEXT); INSERT INTO new_p (id) SELECT id FROM p;
        DROP TABLE p; ALTER TABLE new_p RENAME TO p;
        PRAGMA foreign_keys=ON; PRAGMA defer_foreign_keys=OFF;`,
      }
      await migrateWith(database, [tables, rebuild])
      expect((await rows('SELECT p FROM k')).map(Number)).toEqual([1])
      await expect(run('INSERT INTO k VALUES (2)')).rejects.toThrow()
    })
  }

  it('are part of this build, and leave the tables empty', async () => {
    const store = await database.openStore()
    expect(await store.openClasses()).toEqual([])
    await store.close()
    expect(await history()).toEqual(migrationsOf(dialect).map(({ name }) => name))
    expect(migrationsOf(dialect).length).toBeGreaterThan(0)
  })
})

describe('the record of a migration', () => {
  it('has the checksum that Prisma computes, whatever the line ends of a checkout', () => {
    const sql = 'SELECT 1;\nSELECT 2;\n'
    // printf 'SELECT 1;\nSELECT 2;\n' | sha256sum
    expect(checksumOf({ name: 'x', sql })).toBe('82efb67f3010c6eb7ead02e4f6d9550633dbc1407f99aa487468e7b2567aebbc')
    expect(checksumOf({ name: 'x', sql: sql.replaceAll('\n', '\r\n') })).toBe(checksumOf({ name: 'x', sql }))
  })

  it('is never made from a name that could end the statement', () => {
    expect(() => recordMigration({ name: "x'); DROP TABLE", sql: '' }, 'sqlite')).toThrow('not a name')
  })
})
