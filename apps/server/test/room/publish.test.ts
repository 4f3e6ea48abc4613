import { type Recorded, redact, upcast, type Viewer } from '@synposium/classroom'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Publication } from '../../src/room/publish.ts'
import { classOf, QUICK, rightMove, socketOf, until } from '../kit/player.ts'
import { type LocalSchool, openSchool } from '../kit/school.ts'

let school: LocalSchool
let log: readonly Recorded[] = []
let students: readonly string[] = []

/** A class with everything in it that somebody may not see: mistakes, hints, names. */
beforeAll(async () => {
  school = await openSchool()
  const klass = await school.newClass('solo')
  const teacher = await klass.teacher()
  const joined = await Promise.all(['Ada', 'Ben', 'Chen'].map((name) => klass.join(name)))
  students = joined.map(({ studentId }) => studentId)
  const clients = await Promise.all(joined.map((student) => klass.student('websocket', student)))
  await teacher.command(QUICK)
  await teacher.command({ type: 'lesson.start' })
  await until(teacher, (s) => Object.values(s.sockets).filter(({ tcb }) => tcb.state === 'LISTEN').length === 3)
  for (const [n, client] of clients.entries()) {
    const mine = socketOf(await until(client, (s) => s.phase === 'running'), students[n] ?? '')
    await client.command({
      type: 'segment.send',
      socket: mine.id,
      segment: { flags: ['FIN'], seq: 1, ack: 0, window: 0, length: 0 },
    })
    await client.command({ type: 'hint.take', socket: mine.id, tier: 2 })
    await client.command(rightMove(classOf(client), socketOf(classOf(client), students[n] ?? '')))
  }
  await teacher.command({ type: 'class.configure', options: { feedback: 'consequences' } })
  const [ada] = clients
  if (ada)
    await ada.command({
      type: 'segment.send',
      socket: '1.client',
      segment: { flags: ['SYN', 'FIN'], seq: 1, ack: 0, window: 0, length: 0 },
    })
  await teacher.command({ type: 'student.remove', student: students[2] })
  log = (await school.store.eventsAfter(klass.card.id, 0, 10_000)).map(upcast)
  for (const client of [...clients, teacher]) client.close()
})
afterAll(() => school.close())

const viewers = (): Viewer[] => [
  { kind: 'teacher' },
  { kind: 'projector' },
  ...students.map((id) => ({ kind: 'student', id }) as const),
  { kind: 'student', id: 'stranger' },
]

describe('what is published', () => {
  it('has secrets in it', () => {
    const types = log.map(({ event }) => event.type)
    expect(types).toEqual(
      expect.arrayContaining(['segment.refused', 'hint.taken', 'segment.sent', 'student.removed', 'student.joined']),
    )
  })

  it('is for every viewer exactly what redact lets them see, event by event and as one turn', () => {
    const whole = new Publication(log, 5)
    for (const viewer of viewers()) {
      const expected = log.map((recorded) => redact(recorded, viewer))
      expect(JSON.parse(whole.frameFor(viewer).text)).toEqual(
        JSON.parse(JSON.stringify({ type: 'events', now: 5, events: expected })),
      )
      for (const [index, recorded] of log.entries()) {
        const single = JSON.parse(new Publication([recorded], 5).frameFor(viewer).text)
        expect(single.events).toEqual(JSON.parse(JSON.stringify([expected[index]])))
      }
    }
  })

  it('is encoded once for viewers who see the same', () => {
    const publication = new Publication(
      log.filter(({ event }) => event.type === 'segment.arrived'),
      5,
    )
    const [first, ...others] = students.map((id) => publication.frameFor({ kind: 'student', id }))
    expect(first).toBeDefined()
    for (const other of others) expect(other).toBe(first)
  })

  it('is the same bytes through every door', () => {
    const frame = new Publication(log.slice(0, 3), 5).frameFor({ kind: 'teacher' })
    expect(frame.bytes.toString()).toBe(frame.text)
    expect(frame.socketIo.packet).toBe(`2["message",${frame.text}]`)
    const [header, payload] = frame.socketIo.options.wsPreEncodedFrame
    expect([header?.[0], payload?.toString()]).toEqual([0x81, `4${frame.socketIo.packet}`])
  })
})
