import { classTable } from './class-table.ts'
import type { Database } from './database.ts'
import { logTable } from './log-table.ts'
import { personTable } from './person-table.ts'
import type { Store } from './store.ts'
import { Underway } from './underway.ts'

/** ms until a database that does not answer counts as unhealthy. */
const HEALTH_PATIENCE = 3_000

/** The store on a database. `release` is called once the database was let go of. */
export function prismaStore(database: Database, release: () => Promise<void> = async () => {}): Store {
  const { client } = database
  const underway = new Underway()
  const operations = { ...classTable(database), ...logTable(database), ...personTable(database) }
  return {
    ...underway.watch(operations),
    healthy: async () => !underway.over && (await within(HEALTH_PATIENCE, beat(client))),
    close: async () => {
      if (underway.over) return
      await underway.finish()
      await client.$disconnect()
      await release()
    },
  }
}

/** Writes, and does not merely ask: a database that can be read but not written (full disk, standby server) is of no use. */
async function beat(client: Database['client']): Promise<boolean> {
  const at = Date.now()
  try {
    await client.heartbeat.upsert({ where: { id: 1 }, create: { id: 1, at }, update: { at } })
    return true
  } catch {
    return false
  }
}

async function within(ms: number, answer: Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, ms, false)
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}
