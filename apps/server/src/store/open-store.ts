import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { PrismaLibSql } from '@prisma/adapter-libsql'
import { PrismaPg } from '@prisma/adapter-pg'
import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import { fileUrl, lockDataDir } from './data-dir-lock.ts'
import { connect } from './database.ts'
import { reasonOf } from './driver-error.ts'
import { DataDirInUse, MigrationRefused, StoreUnavailable } from './errors.ts'
import { prismaStore } from './prisma-store.ts'
import { SerialDriver } from './serial-driver.ts'
import type { Store, StoreOptions } from './store.ts'

/**
 * WAL with FULL: a commit returns when it is on the disk, so an acknowledged command survives a crash and a power cut.
 * secure_delete: what was erased is overwritten, not merely unlinked. busy_timeout: ms of patience with a tool that writes from
 * outside, during which the whole process stands still.
 */
const PRAGMAS = [
  'PRAGMA journal_mode=WAL',
  'PRAGMA synchronous=FULL',
  'PRAGMA foreign_keys=ON',
  'PRAGMA secure_delete=ON',
  'PRAGMA busy_timeout=1000',
]

/** Moves what is in the write-ahead log into the database, so that after a clean stop the one file is everything. */
const CHECKPOINT = 'PRAGMA wal_checkpoint(TRUNCATE)'

/**
 * Opens the store and brings its tables up to this version.
 * @throws DataDirInUse, MigrationRefused, StoreUnavailable: each message says what to do
 */
export function openStore({ dataDir, databaseUrl }: StoreOptions): Promise<Store> {
  return databaseUrl === undefined ? openEmbedded(path.resolve(dataDir)) : openPostgres(databaseUrl)
}

async function openEmbedded(dataDir: string): Promise<Store> {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    const release = await lockDataDir(dataDir)
    try {
      return prismaStore(await connect(embeddedDriver(dataDir)), release)
    } catch (error) {
      await release()
      throw error
    }
  } catch (error) {
    throw explained(error, `The data directory ${dataDir} cannot be used`, 'Mend it, or set DATA_DIR to another one.')
  }
}

/** The driver of the embedded database in this directory, which exists. */
export function embeddedDriver(dataDir: string): SqlDriverAdapterFactory {
  const driver = new PrismaLibSql({ url: fileUrl(path.join(dataDir, 'synposium.db')) })
  // IMMEDIATE takes the write lock at once: a transaction that reads first cannot fail later for having read too early.
  return new SerialDriver(driver, { setUp: PRAGMAS, begin: 'BEGIN IMMEDIATE', tearDown: [CHECKPOINT] })
}

async function openPostgres(databaseUrl: string): Promise<Store> {
  const pool = { connectionString: databaseUrl, connectionTimeoutMillis: 5_000 }
  try {
    return prismaStore(await connect(new PrismaPg(pool)))
  } catch (error) {
    throw explained(error, 'The database of DATABASE_URL cannot be used', 'Is it running, and is the address right?')
  }
}

/** An error that an operator can act on, without the address, which may hold a password. */
function explained(error: unknown, what: string, advice: string): Error {
  if (error instanceof DataDirInUse || error instanceof MigrationRefused) return error
  return new StoreUnavailable(`${what}: ${reasonOf(error)}. ${advice}`, { cause: error })
}
