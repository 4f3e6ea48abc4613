// Empty databases in memory, on which the schema engine replays the migrations to see what tables they make.
import { load } from './server-package.mjs'

/** @returns {Promise<import('@prisma/driver-adapter-utils').SqlMigrationAwareDriverAdapterFactory>} */
export async function sqliteShadow() {
  const { PrismaLibSql } = await load('@prisma/adapter-libsql')
  const driver = new PrismaLibSql({ url: ':memory:' })
  return {
    provider: driver.provider,
    adapterName: driver.adapterName,
    connect: async () => acceptingScripts(await driver.connect()),
    connectToShadowDb: async () => acceptingScripts(await driver.connectToShadowDb()),
  }
}

/** @returns {Promise<import('@prisma/driver-adapter-utils').SqlMigrationAwareDriverAdapterFactory>} */
export async function postgresShadow() {
  const [{ PGlite }, { PrismaPGlite }] = await Promise.all([
    load('@electric-sql/pglite'),
    load('pglite-prisma-adapter'),
  ])
  return new PrismaPGlite(await PGlite.create())
}

/**
 * The engine sends a whole migration through executeRaw, of which the SQLite driver would run the first statement only.
 * @param {import('@prisma/driver-adapter-utils').SqlDriverAdapter} adapter
 * @returns {import('@prisma/driver-adapter-utils').SqlDriverAdapter}
 */
function acceptingScripts(adapter) {
  return {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    queryRaw: (query) => adapter.queryRaw(query),
    executeRaw: async (query) => {
      if (query.args.length > 0) return adapter.executeRaw(query)
      await adapter.executeScript(query.sql)
      return 0
    },
    executeScript: (script) => adapter.executeScript(script),
    startTransaction: (level) => adapter.startTransaction(level),
    dispose: () => adapter.dispose(),
  }
}
