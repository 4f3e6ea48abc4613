import { serverMessage } from '@synposium/protocol/schemas'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, DOORS } from '../kit/client.ts'
import { classOf, QUICK, rightMove, socketOf, until } from '../kit/player.ts'
import { type LocalSchool, openSchool, type TestClass } from '../kit/school.ts'

let school: LocalSchool

beforeAll(async () => {
  school = await openSchool()
})
afterAll(() => school.close())

/** A class with one student at play, the autopilot on the other seats. */
async function classAtPlay(): Promise<{ klass: TestClass; teacher: Client }> {
  const klass = await school.newClass('solo', 'whole-story')
  const teacher = await klass.teacher()
  await teacher.command(QUICK)
  return { klass, teacher }
}

describe.each(DOORS)('a student who comes through the door %s', (door) => {
  it('joins, plays a handshake by hand and is told the verdicts', async () => {
    const { klass, teacher } = await classAtPlay()
    const ada = await klass.join('Ada')
    const client = await klass.student(door, ada)
    expect((await teacher.command({ type: 'lesson.start' })).ok).toBe(true)
    await until(client, (s) => Object.values(s.sockets).some((socket) => socket.tcb.state === 'LISTEN'))

    const syn = rightMove(classOf(client), socketOf(classOf(client), ada.studentId))
    expect(await client.command(syn)).toMatchObject({
      ok: true,
      result: { sent: true, verdict: { level: 'right', act: 'syn' } },
    })
    const state = await until(client, (s) => socketOf(s, ada.studentId).tcb.owed.length > 0)
    expect(socketOf(state, ada.studentId).tcb.state).toBe('ESTABLISHED')

    const ack = await client.command(rightMove(state, socketOf(state, ada.studentId)))
    expect(ack).toMatchObject({ ok: true, result: { verdict: { level: 'right', act: 'handshake-ack' } } })
    await until(client, (s) => s.sockets['1.accepted']?.tcb.state === 'ESTABLISHED')
    client.close()
    teacher.close()
  })

  it('hears of a command’s events before its answer, and every message fits the schema', async () => {
    const { klass, teacher } = await classAtPlay()
    const client = await klass.student(door, await klass.join('Ada'))
    await teacher.command({ type: 'lesson.start' })
    await until(client, (s) => s.phase === 'running' && s.sockets['1.listening']?.tcb.state === 'LISTEN')
    const ack = await client.command(
      rightMove(classOf(client), socketOf(classOf(client), Object.keys(classOf(client).students)[0] ?? '')),
    )
    const before = client.heard.slice(0, client.heard.indexOf(ack))
    const events = before.flatMap((message) => (message.type === 'events' ? message.events : []))
    expect(ack.ok && events.some(({ seq }) => seq === ack.seq)).toBe(true)
    for (const message of [...client.heard, ...teacher.heard])
      expect(serverMessage.safeParse(message).error).toBeUndefined()
    client.close()
    teacher.close()
  })

  it('gets the same answer for the same command id, and nothing happens twice', async () => {
    const { klass, teacher } = await classAtPlay()
    const ada = await klass.join('Ada')
    const client = await klass.student(door, ada)
    await teacher.command({ type: 'lesson.start' })
    await until(client, (s) => s.sockets['1.listening']?.tcb.state === 'LISTEN')
    const syn = rightMove(classOf(client), socketOf(classOf(client), ada.studentId))
    client.send({ type: 'command', id: 'twice', command: syn })
    client.send({ type: 'command', id: 'twice', command: syn })
    const first = await client.next('ack')
    const second = await client.next('ack')
    expect(second).toEqual(first)
    const again = await klass.student(door, ada)
    expect(await again.command(syn, 'twice')).toEqual(first)
    const sent = client.heard
      .flatMap((m) => (m.type === 'events' ? m.events : []))
      .filter((seen) => 'event' in seen && seen.event.type === 'segment.sent' && typeof seen.event.by === 'object')
    expect(sent).toHaveLength(1)
    again.close()
    teacher.close()
  })

  it('resumes after a cut at every message boundary, with nothing missing and nothing twice', async () => {
    const { klass, teacher } = await classAtPlay()
    const ada = await klass.join('Ada')
    const witness = await klass.student('websocket', await klass.join('Ben'))
    const client = await klass.student(door, ada)
    await teacher.command({ type: 'lesson.start' })
    await until(client, (s) => s.sockets['1.listening']?.tcb.state === 'LISTEN')
    await client.command(rightMove(classOf(client), socketOf(classOf(client), ada.studentId)))
    await until(client, (s) => socketOf(s, ada.studentId).tcb.state === 'ESTABLISHED')
    await teacher.command({ type: 'clock.pause' })
    const whole = await until(witness, (s) => !s.clock.running)
    client.close()

    const welcomeAt = client.heard.findIndex((message) => message.type === 'welcome')
    for (let cut = welcomeAt + 1; cut <= client.heard.length; cut += 1) {
      const kept = { heard: client.heard.slice(0, cut) }
      const { seq } = classOf(kept as Client)
      const back = await klass.student(door, ada, seq)
      const both = [...kept.heard, ...back.heard]
      expect(classOf({ heard: both } as Client).seq).toBe(whole.seq)
      expect(back.heard.find((m) => m.type === 'welcome')).not.toHaveProperty('picture')
      back.close()
    }
    witness.close()
    teacher.close()
  })

  it('is replaced by a newer connection with the same token, which keeps the seat', async () => {
    const klass = await school.newClass('trios')
    const ada = await klass.join('Ada')
    const first = await klass.student(door, ada)
    const seat = classOf(first).students[ada.studentId]?.seat
    const second = await klass.student(door, ada)
    expect(await first.next('bye')).toMatchObject({ reason: 'replaced' })
    await first.closed()
    expect(classOf(second).students[ada.studentId]?.seat).toBe(seat)
    expect((await second.command({ type: 'seat.leave' })).ok).toBeTypeOf('boolean')
    second.close()
  })

  it('is out at once when the teacher removes them, and back in after the undo', async () => {
    const klass = await school.newClass('trios')
    const teacher = await klass.teacher()
    const ada = await klass.join('Ada')
    const client = await klass.student(door, ada)
    expect((await teacher.command({ type: 'student.remove', student: ada.studentId })).ok).toBe(true)
    expect(await client.next('bye')).toMatchObject({ reason: 'removed' })
    await client.closed()
    const outside = await school.connect(door)
    outside.send({ type: 'hello', version: 1, token: ada.token })
    expect(await outside.next('bye')).toMatchObject({ reason: 'removed' })
    await teacher.command({ type: 'student.restore', student: ada.studentId })
    const back = await klass.student(door, ada)
    expect(classOf(back).students[ada.studentId]?.removed).toBe(false)
    back.close()
    teacher.close()
  })

  it('cannot play while the teacher has paused the class', async () => {
    const { klass, teacher } = await classAtPlay()
    const ada = await klass.join('Ada')
    const client = await klass.student(door, ada)
    await teacher.command({ type: 'lesson.start' })
    await until(client, (s) => s.sockets['1.listening']?.tcb.state === 'LISTEN')
    const syn = rightMove(classOf(client), socketOf(classOf(client), ada.studentId))
    await teacher.command({ type: 'clock.pause' })
    expect(await client.command(syn)).toMatchObject({ ok: false, refusal: { code: 'class.paused' } })
    await teacher.command({ type: 'clock.resume' })
    expect(await client.command(syn)).toMatchObject({ ok: true })
    client.close()
    teacher.close()
  })

  it('leaves when the class ends; the teacher still sees it', async () => {
    const klass = await school.newClass('trios')
    const teacher = await klass.teacher()
    const ada = await klass.join('Ada')
    const client = await klass.student(door, ada)
    expect((await teacher.command({ type: 'class.end' })).ok).toBe(true)
    expect(await client.next('bye')).toMatchObject({ reason: 'class-ended' })
    await client.closed()
    const late = await school.connect(door)
    late.send({ type: 'hello', version: 1, token: ada.token })
    expect(await late.next('bye')).toMatchObject({ reason: 'class-ended' })
    expect(await teacher.command({ type: 'class.lock', locked: true })).toMatchObject({
      ok: false,
      refusal: { code: 'class.ended' },
    })
    const again = await klass.teacher(door)
    expect(classOf(again).phase).toBe('ended')
    again.close()
    teacher.close()
  })

  it('sees who is there, and when they are gone', async () => {
    const klass = await school.newClass('trios')
    const ada = await klass.join('Ada')
    const ben = await klass.join('Ben')
    const client = await klass.student(door, ada)
    const other = await klass.student(door, ben)
    await client.next('people', (m) => m.people.find((p) => p.name === 'Ben')?.online === true)
    other.close()
    await client.next('people', (m) => m.people.find((p) => p.name === 'Ben')?.online === false)
    client.close()
  })

  it('shows that they are composing to the others, for their own socket only', async () => {
    const { klass, teacher } = await classAtPlay()
    const ada = await klass.join('Ada')
    const client = await klass.student(door, ada)
    await teacher.command({ type: 'lesson.start' })
    const mine = socketOf(await until(client, (s) => s.phase === 'running'), ada.studentId).id
    client.send({ type: 'composing', socket: '1.listening', on: true })
    client.send({ type: 'composing', socket: mine, on: true })
    expect(await teacher.next('composing')).toEqual({ type: 'composing', socket: mine, on: true })
    client.close()
    expect(await teacher.next('composing')).toEqual({ type: 'composing', socket: mine, on: false })
    teacher.close()
  })
})
