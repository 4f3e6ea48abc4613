import { it } from 'vitest'
import { DATABASES } from './databases.ts'
import { performance, monitorEventLoopDelay } from 'node:perf_hooks'

for (const kind of DATABASES) it.skipIf(kind.skip)(kind.name, async () => {
  const t0 = performance.now()
  const db = await kind.create()
  let store = await db.openStore()
  console.log(kind.name, 'open', Math.round(performance.now() - t0))
  console.log('healthy', await store.healthy())
  await store.createClass({ id: 'a', code: 'ABC234', name: 'x', teacherHash: 'h', createdAt: Date.now() })
  await store.createClass({ id: 'b', code: 'ABC234', name: 'x', teacherHash: 'h', createdAt: Date.now() }).catch((e) => console.log(String(e)))
  const body: any = { type: 'segment.sent', x: 'y'.repeat(800) }
  let seq = 0
  const entry = (n: number, h: boolean) => { const events = Array.from({ length: n }, () => ({ seq: ++seq, v: 1 as const, at: Date.now(), time: seq * 1.5, event: body })); return { classroomId: 'a', expectedSeq: seq - n, events, ...(h ? { handled: { sender: 's', commandId: String(seq), result: { ok: 1 } } } : {}) } }
  for (const [n, per] of [[1, 1], [1, 1], [1, 50], [1, 250], [2, 250], [1, 1000]] as const) {
    const t = performance.now(); let c = 0
    const lag = monitorEventLoopDelay({ resolution: 1 }); lag.enable()
    while (performance.now() - t < 1500) { const r = await store.append(Array.from({ length: per }, () => entry(n, true))); if (r.some((x) => x !== 'stored')) throw new Error(String(r)); c += per }
    const ms = performance.now() - t
    console.log(kind.name, `events ${n} x ${per} per tx: ${Math.round(c / ms * 1000)} commands/s, ${(ms / c * per).toFixed(2)} ms per tx, loop max ${(lag.max / 1e6).toFixed(1)}`)
  }
  console.log(await store.append([{ ...entry(1, true), expectedSeq: 3, events: [] }]))
  await store.close()
  store = await db.openStore()
  console.log((await store.eventsAfter('a', 5, 2)).map((e) => ({ ...e, event: 0 })))
  await store.close(); await db.drop()
}, 60000)
