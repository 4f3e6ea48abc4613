import { Prisma } from '../generated/sqlite/client.ts'
import { commandKey, planAppend } from './append-plan.ts'
import type { Database, Transaction } from './database.ts'
import type { Append, AppendResult, Handled } from './store.ts'

/** ms: a full disk queue or a busy server may take a while; an append that takes longer is reported as failed. */
const PATIENCE = { maxWait: 10_000, timeout: 10_000 }

/** SQLite allows 32,766 values in a statement, PostgreSQL 65,535; an event has six. */
const ROWS_PER_STATEMENT = 5_000

type Command = Omit<Handled, 'result'> & { readonly classroomId: string }

/** `Store.append`: the batch as one transaction. Plain SQL, since through Prisma's model calls a row costs several times as much. */
export async function append(
  { client, dialect }: Database,
  batch: readonly Append[],
): Promise<readonly AppendResult[]> {
  if (batch.length === 0) return []
  const classes = [...new Set(batch.map(({ classroomId }) => classroomId))]
  return client.$transaction(async (tx) => {
    if (dialect === 'postgres') await lockClasses(tx, classes)
    const plan = planAppend(batch, await readHeads(tx, classes), await readHandled(tx, batch))
    await insertEvents(tx, plan.stored)
    await insertHandled(tx, plan.stored)
    return plan.results
  }, PATIENCE)
}

/**
 * Several servers may write to one class. Whoever comes second waits here until the first has committed, and then reads the
 * new head, instead of failing on the primary key together with the whole batch. In the order of the ids, so that two batches
 * never wait for each other. (An SQLite transaction is alone from its beginning.)
 */
async function lockClasses(tx: Transaction, ids: readonly string[]): Promise<void> {
  await tx.$queryRaw`SELECT "id" FROM "Classroom" WHERE "id" IN (${Prisma.join(ids)}) ORDER BY "id" FOR NO KEY UPDATE`
}

async function readHeads(tx: Transaction, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.$queryRaw<{ id: string; head: number | bigint | null }[]>`
    SELECT "id", (SELECT MAX("seq") FROM "Event" WHERE "classroomId" = "Classroom"."id") AS "head"
    FROM "Classroom" WHERE "id" IN (${Prisma.join(ids)})`
  return new Map(rows.map(({ id, head }) => [id, Number(head ?? 0)]))
}

async function readHandled(tx: Transaction, batch: readonly Append[]): Promise<ReadonlySet<string>> {
  const asked = batch.flatMap(({ classroomId, handled }) => (handled ? [{ classroomId, ...handled }] : []))
  const known = new Set<string>()
  for (const part of parts(asked)) {
    const keys = part.map(({ classroomId, sender, commandId }) => Prisma.sql`(${classroomId}, ${sender}, ${commandId})`)
    const rows = await tx.$queryRaw<Command[]>`
      SELECT "classroomId", "sender", "commandId" FROM "Handled"
      WHERE ("classroomId", "sender", "commandId") IN (VALUES ${Prisma.join(keys)})`
    for (const row of rows) known.add(commandKey(row.classroomId, row))
  }
  return known
}

async function insertEvents(tx: Transaction, entries: readonly Append[]): Promise<void> {
  const rows = entries.flatMap(({ classroomId, events }) =>
    events.map(
      ({ seq, v, at, time, event }) =>
        Prisma.sql`(${classroomId}, ${seq}, ${v}, ${at}, ${time}, ${JSON.stringify(event)})`,
    ),
  )
  for (const part of parts(rows)) {
    await tx.$executeRaw`INSERT INTO "Event" ("classroomId", "seq", "v", "at", "time", "body") VALUES ${Prisma.join(part)}`
  }
}

async function insertHandled(tx: Transaction, entries: readonly Append[]): Promise<void> {
  const rows = entries.flatMap(({ classroomId, handled }) =>
    handled
      ? [Prisma.sql`(${classroomId}, ${handled.sender}, ${handled.commandId}, ${JSON.stringify(handled.result)})`]
      : [],
  )
  for (const part of parts(rows)) {
    await tx.$executeRaw`INSERT INTO "Handled" ("classroomId", "sender", "commandId", "result") VALUES ${Prisma.join(part)}`
  }
}

function parts<T>(rows: readonly T[]): readonly T[][] {
  const count = Math.ceil(rows.length / ROWS_PER_STATEMENT)
  return Array.from({ length: count }, (_, n) => rows.slice(n * ROWS_PER_STATEMENT, (n + 1) * ROWS_PER_STATEMENT))
}
