import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DataDirInUse } from '../../src/store/errors.ts'
import { statement } from '../../src/store/statement.ts'
import { AppendingChild, buildChild } from './child/start.ts'
import { DATABASES, type TestDatabase } from './databases.ts'
import { command, newClass } from './rows.ts'

const ROUNDS = 6
const PATIENCE = 60_000

const child = { script: '', remove: () => {} }

beforeAll(async () => {
  Object.assign(child, await buildChild())
}, PATIENCE)
afterAll(() => child.remove())

describe.each(DATABASES.filter(({ name }) => !name.startsWith('PGlite')))(
  'kill -9 on $name',
  ({ skip, sessions, create }) => {
    if (skip) {
      it.skip('loses nothing that was acknowledged', () => {})
      return
    }
    let database: TestDatabase
    const row = newClass()

    beforeAll(async () => {
      database = await create()
      const store = await database.openStore()
      await store.createClass(row)
      await store.close()
    }, PATIENCE)

    afterAll(async () => {
      await database.drop()
    }, PATIENCE)

    async function startAppending(): Promise<AppendingChild> {
      if (!database.options) throw new Error('another process cannot open this database')
      const appending = new AppendingChild(child.script, database.options, row.id)
      await appending.appending()
      return appending
    }

    /** Every number up to the last, and the answer of every command, as another start finds them. */
    async function survey(): Promise<{ readonly last: number; readonly dense: boolean; readonly answered: boolean }> {
      const store = await database.openStore()
      const seqs = (await store.eventsAfter(row.id, 0, 1_000_000)).map(({ seq }) => seq)
      const last = seqs.at(-1) ?? 0
      const answers = await Promise.all([1, last].map((seq) => store.handled(row.id, 'student-1', `${seq}`)))
      const beyond = await store.handled(row.id, 'student-1', `${last + 1}`)
      await store.close()
      return {
        last,
        dense: seqs.every((seq, n) => seq === n + 1),
        answered: !answers.includes(null) && beyond === null,
      }
    }

    it(
      `loses nothing that was acknowledged, in ${ROUNDS} rounds`,
      async () => {
        for (let round = 0; round < ROUNDS; round++) {
          const appending = await startAppending()
          await new Promise((resolve) => setTimeout(resolve, Math.random() * 150))
          await appending.kill()
          const { last, dense, answered } = await survey()
          expect(last, `round ${round}`).toBeGreaterThanOrEqual(appending.stored)
          expect({ dense, answered }, `round ${round}`).toEqual({ dense: true, answered: true })
        }
      },
      PATIENCE,
    )

    if (sessions) {
      it(
        'does not disturb another server that writes to the same class',
        async () => {
          const appending = await startAppending()
          const store = await database.openStore()
          let stored = 0
          for (let n = 0; stored < 5; n++) {
            const seq = (await store.eventsAfter(row.id, 0, 1_000_000)).at(-1)?.seq ?? 0
            if (n === 3) await appending.kill()
            // In the numbering of the child's commands, so that survey() finds an answer to each.
            const [outcome] = await store.append([command(row.id, seq, `${seq + 1}`)])
            if (outcome === 'stored') stored++
          }
          await store.close()
          expect(await survey()).toMatchObject({ dense: true, answered: true })
        },
        PATIENCE,
      )
      return
    }

    it('leaves a whole file', async () => {
      const connection = await database.driver().connect()
      const { rows } = await connection.queryRaw(statement('PRAGMA integrity_check'))
      await connection.dispose()
      expect(rows).toEqual([['ok']])
    })

    it(
      'ends the claim to the data directory, which until then names its process',
      async () => {
        const appending = await startAppending()
        const refusal = await database.openStore().catch((error: unknown) => error)
        await appending.kill()
        expect(refusal).toBeInstanceOf(DataDirInUse)
        expect(String(refusal)).toContain(`is in use by process ${appending.pid} on `)
        expect(String(refusal)).toContain('set DATA_DIR to another directory')
        await (await database.openStore()).close()
      },
      PATIENCE,
    )
  },
)
