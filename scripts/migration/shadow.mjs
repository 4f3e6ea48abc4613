// Empty databases in memory, on which the schema engine replays the migrations to see what tables they make.
import { load } from './server-package.mjs'

/** @returns {Promise<import('@prisma/driver-adapter-utils').SqlMigrationAwareDriverAdapterFactory>} */
export async function sqliteShadow() {
  const { PrismaLibSql } = await load('@prisma/adapter-libsql')
  const driver = new PrismaLibSql({ url: ':memory:' })
  return {
    provider: driver.provider,
    adapterName: driver.adapterName,
    connect: async () => acceptingScripts(await driver.connect(), (adapter, sql) => adapter.executeScript(sql)),
    connectToShadowDb: async () =>
      acceptingScripts(await driver.connectToShadowDb(), (adapter, sql) => adapter.executeScript(sql)),
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
 */
function acceptingScripts(adapter, runScript) {
  return new Proxy(adapter, {
    get(target, key) {
      if (key === 'executeRaw') {
        return (query) =>
          query.args.length > 0 ? target.executeRaw(query) : runScript(target, query.sql).then(() => 0)
      }
      const value = target[key]
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
