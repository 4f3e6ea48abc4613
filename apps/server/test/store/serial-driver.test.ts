import { readdirSync, statSync } from 'node:fs'
import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { embeddedDriver } from '../../src/store/open-store.ts'
import { statement } from '../../src/store/statement.ts'
import { temporaryDir } from './databases.ts'

/** ms, for a machine with much else to do. */
const PATIENCE = 30_000

const TABLES = `
  CREATE TABLE parent (id INTEGER PRIMARY KEY);
  CREATE TABLE child (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED);`

describe('one connection, one user at a time', { timeout: PATIENCE }, () => {
  const place = { dir: '', remove: () => {} }
  let database: SqlDriverAdapter

  beforeEach(async () => {
    Object.assign(place, temporaryDir())
    database = await embeddedDriver(place.dir).connect()
    await database.executeScript(TABLES)
  })

  afterEach(async () => {
    await database.dispose()
    place.remove()
  })

  const add = (id: number) => statement(`INSERT INTO parent VALUES (${id})`)
  const orphan = statement('INSERT INTO child VALUES (1, 99)')

  /** What another connection sees, which is what lies on the disk. */
  async function parents(): Promise<readonly unknown[]> {
    const other = await embeddedDriver(place.dir).connect()
    try {
      return (await other.queryRaw(statement('SELECT id FROM parent ORDER BY id'))).rows.flat()
    } finally {
      await other.dispose()
    }
  }

  it('syncs to the disk at each commit, and overwrites what is deleted', async () => {
    const pragma = async (name: string) => (await database.queryRaw(statement(`PRAGMA ${name}`))).rows[0]?.[0]
    expect(await pragma('journal_mode')).toBe('wal')
    expect(Number(await pragma('synchronous'))).toBe(2)
    expect(Number(await pragma('foreign_keys'))).toBe(1)
    expect(Number(await pragma('secure_delete'))).toBe(1)
  })

  it('keeps a write from outside out of an open transaction, whose rollback does not touch it', async () => {
    const transaction = await database.startTransaction()
    await transaction.executeRaw(add(1))
    const outside = database.executeRaw(add(2))
    await transaction.rollback()
    await outside
    expect(await parents()).toEqual([2])
  })

  it('shows a reader from outside nothing of an open transaction', async () => {
    const transaction = await database.startTransaction()
    await transaction.executeRaw(add(1))
    const count = database.queryRaw(statement('SELECT COUNT(*) FROM parent'))
    await transaction.rollback()
    expect(Number((await count).rows[0]?.[0])).toBe(0)
  })

  it('goes on after a commit that failed, and later writes reach the disk', async () => {
    const transaction = await database.startTransaction()
    await transaction.executeRaw(add(1))
    await transaction.executeRaw(orphan)
    await expect(transaction.commit()).rejects.toThrow()
    await database.executeRaw(add(2))
    const next = await database.startTransaction()
    await next.executeRaw(add(3))
    await next.commit()
    expect(await parents()).toEqual([2, 3])
  })

  it('goes on after it found the database busy, and later writes reach the disk', async () => {
    const other = await embeddedDriver(place.dir).connect()
    const holder = await other.startTransaction()
    await expect(database.startTransaction()).rejects.toThrow()
    await expect(database.executeRaw(add(9))).rejects.toThrow()
    await holder.rollback()
    await other.dispose()
    await database.executeRaw(add(1))
    const transaction = await database.startTransaction()
    await transaction.executeRaw(add(2))
    await transaction.commit()
    expect(await parents()).toEqual([1, 2])
  })

  it('goes on after a statement that failed', async () => {
    await database.executeRaw(add(1))
    await expect(database.executeRaw(add(1))).rejects.toThrow()
    const transaction = await database.startTransaction()
    await transaction.executeRaw(add(2))
    await expect(transaction.executeRaw(add(1))).rejects.toThrow()
    await transaction.rollback()
    await database.executeRaw(add(3))
    expect(await parents()).toEqual([1, 3])
  })

  it('undoes to a savepoint', async () => {
    const transaction = await database.startTransaction()
    await transaction.executeRaw(add(1))
    await transaction.createSavepoint?.('here')
    await transaction.executeRaw(add(2))
    await transaction.rollbackToSavepoint?.('here')
    await transaction.releaseSavepoint?.('here')
    await transaction.commit()
    expect(await parents()).toEqual([1])
  })

  it('runs transactions that are asked for at once one after the other', async () => {
    const ids = Array.from({ length: 20 }, (_, id) => id)
    await Promise.all(
      ids.map(async (id) => {
        const transaction = await database.startTransaction()
        await transaction.executeRaw(add(id))
        await transaction.commit()
      }),
    )
    expect(await parents()).toEqual(ids)
  })

  it.skipIf(process.platform !== 'linux')('opens no file for a transaction', async () => {
    const open = () => readdirSync('/proc/self/fd').length
    const before = open()
    for (let id = 0; id < 100; id++) {
      const transaction = await database.startTransaction()
      await transaction.executeRaw(add(id))
      await (id % 2 === 0 ? transaction.commit() : transaction.rollback())
    }
    expect(open() - before).toBeLessThan(10)
  })

  it('leaves everything in the one file when it is closed', async () => {
    await database.executeRaw(add(1))
    await database.dispose()
    const log = readdirSync(place.dir).filter((name) => name.endsWith('-wal'))
    expect(log.map((name) => statSync(`${place.dir}/${name}`).size)).toEqual(log.map(() => 0))
    database = await embeddedDriver(place.dir).connect()
  })
})
