import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { PrismaLibSql } from '@prisma/adapter-libsql'
import { isBusy } from './driver-error.ts'
import { DataDirInUse } from './errors.ts'
import { statement } from './statement.ts'

/** Who holds a data directory; for the message only. */
interface Holder {
  readonly pid: number
  readonly host: string
  readonly since: string
}

/**
 * Makes this process the only one that works with the data directory. The lock is SQLite's own on a small file beside the
 * database, held by the operating system: it ends with the process, however that ends, so there is no stale lock to remove,
 * and the database itself stays readable for backups.
 * @returns a function that lets go of the directory
 * @throws DataDirInUse naming the other process
 */
export async function lockDataDir(dataDir: string): Promise<() => Promise<void>> {
  const note = path.join(dataDir, 'in-use.json')
  const lock = await new PrismaLibSql({ url: fileUrl(path.join(dataDir, 'in-use.lock')) }).connect()
  try {
    await lock.executeRaw(statement('BEGIN EXCLUSIVE'))
  } catch (error) {
    await lock.dispose()
    throw isBusy(error) ? new DataDirInUse(inUse(dataDir, readHolder(note))) : error
  }
  const holder: Holder = { pid: process.pid, host: hostname(), since: new Date().toISOString() }
  writeFileSync(note, `${JSON.stringify(holder)}\n`)
  return async () => {
    rmSync(note, { force: true })
    await lock.executeRaw(statement('ROLLBACK')) // the driver's close alone does not end the transaction
    await lock.dispose()
  }
}

/** The address of a file as the SQLite driver wants it. */
export function fileUrl(file: string): string {
  return pathToFileURL(file).href
}

function readHolder(note: string): Holder | null {
  try {
    return JSON.parse(readFileSync(note, 'utf8'))
  } catch {
    return null
  }
}

function inUse(dataDir: string, holder: Holder | null): string {
  const who = holder ? `process ${holder.pid} on ${holder.host}, running since ${holder.since}` : 'another process'
  return `The data directory ${dataDir} is in use by ${who}. Stop that process first, or set DATA_DIR to another directory.`
}
