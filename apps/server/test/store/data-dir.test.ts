import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { DataDirInUse, MigrationRefused, StoreUnavailable } from '../../src/store/errors.ts'
import { embeddedDriver, openStore } from '../../src/store/open-store.ts'
import { statement } from '../../src/store/statement.ts'
import { temporaryDir } from './databases.ts'
import { newClass, person } from './rows.ts'

vi.setConfig({ testTimeout: 30_000 }) // for a machine with much else to do

const place = { dir: '', remove: () => {} }
beforeEach(() => {
  Object.assign(place, temporaryDir())
})
afterEach(() => place.remove())

it('is made when it is missing, with its parents', async () => {
  const dataDir = path.join(place.dir, 'new/deeper')
  const store = await openStore({ dataDir })
  await store.close()
  expect(existsSync(path.join(dataDir, 'synposium.db'))).toBe(true)
})

it('belongs to one store at a time, which the refusal names; after its close to the next', async () => {
  const first = await openStore({ dataDir: place.dir })
  const refusal = await openStore({ dataDir: place.dir }).catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(DataDirInUse)
  expect(String(refusal)).toContain(`process ${process.pid}`)
  expect(await first.healthy()).toBe(true)
  await first.close()
  await (await openStore({ dataDir: place.dir })).close()
})

it('may hold a note of a process that is gone, or a broken one: the note decides nothing', async () => {
  for (const note of ['{"pid":1,"host":"elsewhere","since":"2020"}', '{', '']) {
    writeFileSync(path.join(place.dir, 'in-use.json'), note)
    await (await openStore({ dataDir: place.dir })).close()
  }
})

it('is let go of when the store cannot be opened', async () => {
  await (await openStore({ dataDir: place.dir })).close()
  const record = (name: string) =>
    `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "finished_at") VALUES ('x', 'x', '${name}', 1)`
  await run(record('99999999999999_later'))
  await expect(openStore({ dataDir: place.dir })).rejects.toThrow(MigrationRefused)
  await run(`DELETE FROM "_prisma_migrations" WHERE "id" = 'x'`)
  await (await openStore({ dataDir: place.dir })).close()
})

it('that cannot be a directory is refused with the reason', async () => {
  const file = path.join(place.dir, 'file')
  writeFileSync(file, '')
  const refusal = await openStore({ dataDir: file }).catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(StoreUnavailable)
  expect(String(refusal)).toMatch(/file cannot be used: .*(EEXIST|ENOTDIR).* set DATA_DIR to another/)
})

it('with a broken database is refused with the reason, and nothing is overwritten', async () => {
  const file = path.join(place.dir, 'synposium.db')
  writeFileSync(file, 'not a database, but somebody may want it back. '.repeat(100))
  const before = readFileSync(file)
  const refusal = await openStore({ dataDir: place.dir }).catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(StoreUnavailable)
  expect(String(refusal)).toContain('file is not a database')
  expect(readFileSync(file).equals(before)).toBe(true)
})

it.each([
  ['postgresql://someone:secret@127.0.0.1:1/x', 'nobody answers at 127.0.0.1:1'],
  ['postgresql://someone:secret@nowhere.invalid/x', 'nobody answers at nowhere.invalid'],
])('a PostgreSQL that is not there (%s) is named without its password', async (databaseUrl, reason) => {
  const refusal = await openStore({ dataDir: place.dir, databaseUrl }).catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(StoreUnavailable)
  expect(String(refusal)).toContain(reason)
  expect(String(refusal)).not.toContain('secret')
})

it('holds nothing of an erased person, not even in freed space', async () => {
  const store = await openStore({ dataDir: place.dir })
  const row = newClass()
  await store.createClass(row)
  const erased = person(row.id, { name: 'Unforgettable Name' })
  await store.addPerson(erased)
  await store.erasePerson(row.id, erased.studentId)
  await store.close()
  const bytes = readFileSync(path.join(place.dir, 'synposium.db'), 'latin1')
  expect(bytes).toContain(row.id)
  expect(bytes).not.toContain('Unforgettable Name')
  expect(bytes).not.toContain(erased.tokenHash)
})

it('keeps tokens as hashes only', async () => {
  const store = await openStore({ dataDir: place.dir })
  await store.close()
  const connection = await embeddedDriver(place.dir).connect()
  const { rows } = await connection.queryRaw(
    statement(
      `SELECT m.name || '.' || c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE c.name LIKE '%oken%'`,
    ),
  )
  await connection.dispose()
  expect(rows.flat()).toEqual(['Person.tokenHash'])
})

async function run(sql: string): Promise<void> {
  const connection = await embeddedDriver(place.dir).connect()
  await connection.executeRaw(statement(sql))
  await connection.dispose()
}
