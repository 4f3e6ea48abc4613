import type { Event } from '../generated/sqlite/client.ts'
import { append } from './append.ts'
import type { Database } from './database.ts'
import type { Snapshot, Store, StoredEvent } from './store.ts'

type LogTable = Pick<Store, 'append' | 'eventsAfter' | 'latestSnapshot' | 'saveSnapshot' | 'handled'>

/** What happened in the classes: events, the answers to commands, and snapshots of the state. */
export function logTable(database: Database): LogTable {
  const { client } = database
  return {
    append: (batch) => append(database, batch),
    eventsAfter: async (classroomId, seq, limit) => {
      const found = await client.event.findMany({
        where: { classroomId, seq: { gt: seq } },
        orderBy: { seq: 'asc' },
        take: limit,
      })
      return found.map(toStored)
    },
    latestSnapshot: async (classroomId, before) => {
      const found = await client.snapshot.findFirst({
        where: { classroomId, ...(before === undefined ? {} : { seq: { lt: before } }) },
        orderBy: { seq: 'desc' },
      })
      return found && { seq: found.seq, body: JSON.parse(found.body) }
    },
    saveSnapshot: (classroomId, snapshot) => saveSnapshot(client, classroomId, snapshot),
    handled: async (classroomId, sender, commandId) => {
      const found = await client.handled.findUnique({
        where: { classroomId_sender_commandId: { classroomId, sender, commandId } },
      })
      return found && { sender, commandId, result: JSON.parse(found.result) }
    },
  }
}

async function saveSnapshot(client: Database['client'], classroomId: string, { seq, body }: Snapshot): Promise<void> {
  const text = JSON.stringify(body)
  await client.$transaction(async (tx) => {
    await tx.snapshot.upsert({
      where: { classroomId_seq: { classroomId, seq } },
      create: { classroomId, seq, body: text },
      update: { body: text },
    })
    const second = await tx.snapshot.findFirst({
      where: { classroomId },
      orderBy: { seq: 'desc' },
      skip: 1,
      select: { seq: true },
    })
    if (second) await tx.snapshot.deleteMany({ where: { classroomId, seq: { lt: second.seq } } })
  })
}

function toStored({ seq, v, at, time, body }: Event): StoredEvent {
  return { seq, v, at: Number(at), time, event: JSON.parse(body) }
}
