import { afterEach, describe, expect, it } from 'vitest'
import type { Append, AppendResult, Store } from '../../src/store/index.ts'
import { classOf, pictureOf, QUICK, rightMove, socketOf, until } from '../kit/player.ts'
import { type LocalSchool, openSchool, type SchoolOptions } from '../kit/school.ts'

let school: LocalSchool | null = null
const open = async (options?: SchoolOptions): Promise<LocalSchool> => {
  school = await openSchool(options)
  return school
}
afterEach(async () => {
  await school?.close()
  school = null
})

/** The same store with a different `append`. */
const appending =
  (append: (batch: readonly Append[], store: Store) => Promise<readonly AppendResult[]>) =>
  (store: Store): Store => {
    const changed = Object.create(store) as Store
    return Object.assign(changed, { append: (batch: readonly Append[]) => append(batch, store) })
  }

describe('group commit', () => {
  it('puts what arrives during a commit into one transaction, over all classes', async () => {
    const sizes: number[] = []
    const { newClass } = boundNewClass(
      await open({
        wrapStore: appending(async (batch, store) => {
          sizes.push(batch.length)
          await new Promise((resolve) => setTimeout(resolve, 20))
          return store.append(batch)
        }),
      }),
    )
    const teachers = await Promise.all(
      (await Promise.all([newClass(), newClass(), newClass()])).map((klass) => klass.teacher()),
    )
    sizes.length = 0
    await Promise.all(
      teachers.flatMap((teacher) =>
        [true, false, true, false, true].map((locked) => teacher.command({ type: 'class.lock', locked })),
      ),
    )
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(15)
    expect(sizes.length).toBeLessThanOrEqual(4)
    for (const teacher of teachers) teacher.close()
  })
})

const boundNewClass = (at: LocalSchool) => ({ newClass: () => at.newClass('trios') })

describe('two connections at once', () => {
  it('race for a seat: one gets it, the other is refused, and both see the same class', async () => {
    const at = await open()
    const klass = await at.newClass('free-choice')
    const students = await Promise.all([klass.join('Ada'), klass.join('Ben')])
    const clients = await Promise.all(
      students.map((student, n) => klass.student(n === 0 ? 'websocket' : 'socket.io websocket', student)),
    )
    for (let round = 0; round < 5; round += 1) {
      const answers = await Promise.all(
        clients.map((client) => client.command({ type: 'seat.take', seat: '1.client' })),
      )
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
      expect(answers.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'seat.taken' } })
      await Promise.all(clients.map((client, n) => (answers[n]?.ok ? client.command({ type: 'seat.leave' }) : null)))
    }
    const [a, b] = await Promise.all(
      clients.map((client) => until(client, (s) => s.seats['1.client']?.student === null)),
    )
    expect(a).toEqual(b)
    for (const client of clients) client.close()
  })
})

describe('when another process writes to the same log first', () => {
  it('its events are taken over, and the command is decided again', async () => {
    const at = await open()
    const klass = await at.newClass('trios')
    const teacher = await klass.teacher()
    const { seq } = classOf(teacher)
    const foreign = {
      seq: seq + 1,
      v: 1,
      at: Date.now(),
      time: 0,
      event: { type: 'class.locked', locked: true },
    } as const
    expect(await at.store.append([{ classroomId: klass.card.id, expectedSeq: seq, events: [foreign] }])).toEqual([
      'stored',
    ])
    expect(await teacher.command({ type: 'lesson.choose', lesson: 'talk' })).toMatchObject({ ok: true, seq: seq + 2 })
    expect(classOf(teacher)).toMatchObject({ locked: true, nextLesson: 'talk', seq: seq + 2 })
    teacher.close()
  })

  it('a command that the other process has done already is answered as it was there', async () => {
    const at = await open()
    const klass = await at.newClass('trios')
    const teacher = await klass.teacher()
    const { seq } = classOf(teacher)
    const foreign = {
      seq: seq + 1,
      v: 1,
      at: Date.now(),
      time: 0,
      event: { type: 'class.locked', locked: true },
    } as const
    const handled = { sender: 'teacher', commandId: 'resent', result: { ok: true, seq: seq + 1 } }
    await at.store.append([{ classroomId: klass.card.id, expectedSeq: seq, events: [foreign], handled }])
    expect(await teacher.command({ type: 'class.lock', locked: true }, 'resent')).toEqual({
      type: 'ack',
      id: 'resent',
      ok: true,
      seq: seq + 1,
    })
    await until(teacher, (s) => s.locked)
    expect((await at.store.eventsAfter(klass.card.id, seq, 10)).length).toBe(1)
    teacher.close()
  })
})

describe('when the log cannot be written', () => {
  it('nothing is acknowledged or shown, the class stays, and a resend is done once the disk is back', async () => {
    let broken = false
    const at = await open({
      wrapStore: appending(async (batch, store) => {
        if (broken) throw new Error('no space left on device')
        return store.append(batch)
      }),
    })
    const klass = await at.newClass('trios')
    const [teacher, wall] = [await klass.teacher(), await klass.projector()]
    const before = classOf(teacher)
    broken = true
    teacher.send({ type: 'command', id: 'lock', command: { type: 'class.lock', locked: true } })
    expect(await teacher.next('error')).toMatchObject({ code: 'internal', id: 'lock' })
    expect(wall.heard.some((message) => message.type === 'events')).toBe(false)
    broken = false
    expect(await teacher.command({ type: 'class.lock', locked: true }, 'lock')).toMatchObject({
      ok: true,
      seq: before.seq + 1,
    })
    expect((await until(wall, (s) => s.locked)).seq).toBe(before.seq + 1)
    teacher.close()
    wall.close()
  })

  it('a write that got through although it failed is found in the log', async () => {
    let lie = false
    const at = await open({
      wrapStore: appending(async (batch, store) => {
        const results = await store.append(batch)
        if (lie) throw new Error('connection lost after commit')
        return results
      }),
    })
    const klass = await at.newClass('trios')
    const teacher = await klass.teacher()
    const before = classOf(teacher)
    lie = true
    teacher.send({ type: 'command', id: 'lock', command: { type: 'class.lock', locked: true } })
    await teacher.next('error')
    lie = false
    expect(await teacher.command({ type: 'class.lock', locked: true }, 'lock')).toMatchObject({
      ok: true,
      seq: before.seq + 1,
    })
    expect(classOf(teacher)).toMatchObject({ locked: true, seq: before.seq + 1 })
    teacher.close()
  })
})

describe('a room that was let go', () => {
  it('comes back from its log with the same class, seats and numbers', async () => {
    const at = await open()
    const klass = await at.newClass('solo')
    const teacher = await klass.teacher()
    const ada = await klass.join('Ada')
    const client = await klass.student('websocket', ada)
    await teacher.command(QUICK)
    await teacher.command({ type: 'lesson.start' })
    await until(client, (s) => s.sockets['1.listening']?.tcb.state === 'LISTEN')
    await client.command(rightMove(classOf(client), socketOf(classOf(client), ada.studentId)))
    await teacher.command({ type: 'clock.pause' })
    const paused = await until(client, (s) => !s.clock.running)
    client.close()
    teacher.close()
    await at.app.rooms.close()
    const back = await klass.student('websocket', ada)
    expect(classOf(back)).toEqual(paused)
    expect(pictureOf(back.heard)?.ladders['1']?.rows.length).toBeGreaterThan(0)
    back.close()
  })

  it('whose log cannot be folded is closed by itself, and the others go on', async () => {
    const at = await open()
    const [sick, healthy] = [await at.newClass('trios'), await at.newClass('trios')]
    await at.app.rooms.close()
    const [{ seq } = { seq: 0 }] = (await at.store.eventsAfter(sick.card.id, 0, 100)).slice(-1)
    await at.store.append([
      {
        classroomId: sick.card.id,
        expectedSeq: seq,
        events: [{ seq: seq + 1, v: 99, at: 0, time: 0, event: { type: 'nonsense' } } as never],
      },
    ])
    const client = await at.connect('websocket')
    client.send({ type: 'hello', version: 1, projector: sick.card.code })
    expect(await client.next('error')).toMatchObject({ code: 'internal' })
    await client.closed()
    const teacher = await healthy.teacher()
    expect(await teacher.command({ type: 'class.lock', locked: true })).toMatchObject({ ok: true })
    teacher.close()
  })
})

describe('snapshots', () => {
  it('are taken at the start of a lesson, and joining after them costs no more', async () => {
    const at = await open()
    const klass = await at.newClass('solo')
    const teacher = await klass.teacher()
    await klass.join('Ada')
    const started = await teacher.command({ type: 'lesson.start' })
    await until(teacher, (s) => s.phase === 'running')
    const deadline = Date.now() + 5_000
    while (!(await at.store.latestSnapshot(klass.card.id)) && Date.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 20))
    const snapshot = await at.store.latestSnapshot(klass.card.id)
    expect(snapshot?.seq).toBeGreaterThanOrEqual(started.ok ? started.seq : Number.POSITIVE_INFINITY)
    teacher.close()
  })
})
