import type { SqlDriverAdapter, SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import { PrismaClient as PostgresClient } from '../generated/postgres/client.ts'
import { type Prisma, PrismaClient as SqliteClient } from '../generated/sqlite/client.ts'
import { migrate } from './migrate.ts'
import { type Dialect, type Migration, migrationsOf } from './migrations.ts'

/** A database with this version's tables. */
export interface Database {
  readonly client: SqliteClient
  readonly dialect: Dialect
}

/** Inside a transaction. */
export type Transaction = Prisma.TransactionClient

/**
 * Connects, migrates, and puts Prisma on top of the same connection.
 * @throws MigrationRefused
 */
export async function connect(
  factory: SqlDriverAdapterFactory,
  migrations: readonly Migration[] = migrationsOf(dialectOf(factory)),
): Promise<Database> {
  const connection = await factory.connect()
  try {
    await migrate(connection, migrations)
  } catch (error) {
    await connection.dispose()
    throw error
  }
  return { client: clientOn(connection, factory), dialect: dialectOf(factory) }
}

function clientOn(connection: SqlDriverAdapter, { provider, adapterName }: SqlDriverAdapterFactory): SqliteClient {
  const adapter: SqlDriverAdapterFactory = { provider, adapterName, connect: async () => connection }
  if (provider === 'sqlite') return new SqliteClient({ adapter })
  // The two clients are made from the same tables; their types differ in the isolation levels only, which nobody sets.
  return new PostgresClient({ adapter }) as unknown as SqliteClient
}

function dialectOf(factory: SqlDriverAdapterFactory): Dialect {
  return factory.provider === 'sqlite' ? 'sqlite' : 'postgres'
}
