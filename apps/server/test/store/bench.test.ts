import { it } from 'vitest'
import { Prisma } from '../../src/generated/sqlite/client.ts'
import { connect } from '../../src/store/database.ts'
import { DATABASES } from './databases.ts'
const body = JSON.stringify({ type: 'segment.sent', x: { a: ['y'.repeat(10), 'q"'], t: 'z'.repeat(700) } })
for (const kind of DATABASES) it.skipIf(kind.skip || kind.name.startsWith('PGl'))(kind.name, async () => {
  const db = await kind.create()
  const { client } = await connect(db.driver())
  await client.classroom.create({ data: { id: 'a', code: 'a', openCode: 'a', name: 'x', teacherHash: 'x', createdAt: 1 } })
  let seq = 0
  const rows = (n: number) => Array.from({ length: n }, () => ({ seq: ++seq, v: 1, at: Date.now(), time: seq * 1.5, body }))
  const pg = kind.name.startsWith('Post')
  const variants: Record<string, (tx: any, n: number) => Promise<unknown>> = {
    values: (tx, n) => tx.$executeRaw`INSERT INTO "Event" ("classroomId", "seq", "v", "at", "time", "body") VALUES ${Prisma.join(rows(n).map((r) => Prisma.sql`(${'a'}, ${r.seq}, ${r.v}, ${r.at}, ${r.time}, ${r.body})`))}`,
    unsafe: (tx, n) => { let i = 0; return tx.$executeRawUnsafe(`INSERT INTO "Event" ("classroomId", "seq", "v", "at", "time", "body") VALUES ${Array.from({ length: n }, () => pg ? `($${++i},$${++i},$${++i},$${++i},$${++i},$${++i})` : '(?,?,?,?,?,?)').join()}`, ...rows(n).flatMap((r) => ['a', r.seq, r.v, r.at, r.time, r.body])) },
    json: (tx, n) => pg
      ? tx.$executeRaw`INSERT INTO "Event" ("classroomId", "seq", "v", "at", "time", "body") SELECT * FROM json_to_recordset(${JSON.stringify(rows(n).map((r) => ({ c: 'a', ...r })))}::json) AS r("c" text, "seq" int, "v" int, "at" bigint, "time" float8, "body" text)`
      : tx.$executeRaw`INSERT INTO "Event" ("classroomId", "seq", "v", "at", "time", "body") SELECT value->>0, value->>1, value->>2, value->>3, value->>4, value->>5 FROM json_each(${JSON.stringify(rows(n).map((r) => ['a', r.seq, r.v, r.at, r.time, r.body]))})`,
    jsonArrays: (tx, n) => { const rs = rows(n); return pg ? tx.$executeRaw`INSERT INTO "Event" ("classroomId", "seq", "v", "at", "time", "body") SELECT * FROM unnest(${rs.map(() => 'a')}::text[], ${rs.map((r) => r.seq)}::int[], ${rs.map((r) => r.v)}::int[], ${rs.map((r) => r.at)}::bigint[], ${rs.map((r) => r.time)}::float8[], ${rs.map((r) => r.body)}::text[])` : Promise.resolve() },
    createMany: (tx, n) => tx.event.createMany({ data: rows(n).map((r) => ({ classroomId: 'a', ...r })) }),
  }
  for (const n of [1, 50, 250]) for (const [name, f] of Object.entries(variants)) {
    for (let i = 0; i < 5; i++) await client.$transaction((tx) => f(tx, n))
    const t = performance.now(), u = process.cpuUsage(); let c = 0
    while (performance.now() - t < 800) { await client.$transaction((tx) => f(tx, n)); c += n }
    const ms = performance.now() - t, cpu = process.cpuUsage(u)
    console.log(`${kind.name} ${n} ${name}: ${Math.round(c / ms * 1000)}/s, ${((cpu.user + cpu.system) / c).toFixed(0)} us cpu per row`)
  }
  await client.$disconnect(); await db.drop()
}, 60000)
