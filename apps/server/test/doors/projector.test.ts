import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { classOf, QUICK, rightMove, socketOf, until } from '../kit/player.ts'
import { type LocalSchool, openSchool } from '../kit/school.ts'

let school: LocalSchool

beforeAll(async () => {
  school = await openSchool()
})
afterAll(() => school.close())

const wrong = (socket: string) => ({
  type: 'segment.send',
  socket,
  segment: { flags: ['ACK', 'FIN'], seq: 1, ack: 1, window: 0, length: 0 },
})

describe('what different viewers see of the same class', () => {
  it('a mistake is seen by its author and the teacher, and numbers stay dense for everybody', async () => {
    const klass = await school.newClass('trios')
    const teacher = await klass.teacher()
    const ada = await klass.join('Ada')
    const ben = await klass.join('Ben')
    const [author, mate, wall] = await Promise.all([
      klass.student('websocket', ada),
      klass.student('socket.io websocket', ben),
      klass.projector(),
    ])
    await teacher.command(QUICK)
    await teacher.command({ type: 'lesson.start' })
    const mine = socketOf(await until(author, (s) => s.phase === 'running'), ada.studentId)
    const ack = await author.command(wrong(mine.id))
    expect(ack).toMatchObject({ ok: true, result: { sent: false, verdict: { level: 'mistake' } } })
    if (!ack.ok) throw new Error('refused')

    const views = await Promise.all(
      [author, teacher, mate, wall].map((client) => until(client, (s) => s.seq >= ack.seq)),
    )
    expect(views.every((state) => state.seq >= ack.seq)).toBe(true)
    for (const client of [author, teacher]) expect(JSON.stringify(client.heard)).toContain('segment.refused')
    for (const client of [mate, wall]) {
      expect(JSON.stringify(client.heard)).not.toContain('segment.refused')
      expect(JSON.stringify(client.heard)).not.toContain('"mistake":{')
      expect(client.heard).toContainEqual(
        expect.objectContaining({
          type: 'events',
          events: expect.arrayContaining([expect.objectContaining({ hidden: true })]),
        }),
      )
    }
    // Nor does somebody see it who comes later and gets the whole picture.
    const late = await klass.projector()
    expect(JSON.stringify(late.heard)).not.toContain('"mistake":{')
    for (const client of [author, mate, wall, late, teacher]) client.close()
  })

  it('a verdict on a segment that went out is not on the wall either', async () => {
    const klass = await school.newClass('solo')
    const teacher = await klass.teacher()
    const ada = await klass.join('Ada')
    const [author, wall] = await Promise.all([klass.student('websocket', ada), klass.projector()])
    await teacher.command({ type: 'class.configure', options: { feedback: 'consequences', flight: 1, pace: 1 } })
    await teacher.command({ type: 'lesson.start' })
    await until(author, (s) => s.sockets['1.listening']?.tcb.state === 'LISTEN')
    const mine = socketOf(classOf(author), ada.studentId)
    expect(await author.command(wrong(mine.id))).toMatchObject({
      ok: true,
      result: { sent: true, verdict: { level: 'mistake' } },
    })
    await author.command(rightMove(classOf(author), socketOf(classOf(author), ada.studentId)))
    await until(wall, (s) => socketOf(s, ada.studentId).tcb.state !== 'CLOSED')
    const sent = wall.heard
      .flatMap((m) => (m.type === 'events' ? m.events : []))
      .flatMap((seen) => ('event' in seen && seen.event.type === 'segment.sent' ? [seen.event] : []))
    const byHand = sent.filter(({ by }) => typeof by === 'object')
    expect(byHand).toHaveLength(2)
    for (const event of byHand) expect(event).not.toHaveProperty('judged')
    for (const client of [author, wall, teacher]) client.close()
  })

  it('names are pseudonyms on the wall while they are hidden, in the language of the wall', async () => {
    const klass = await school.newClass('trios')
    const teacher = await klass.teacher()
    await klass.join('Ada Lovelace')
    const english = await klass.projector('websocket')
    const chinese = await klass.projector('socket.io websocket', 'zh-CN')
    const names = (message: { people: readonly { name: string }[] }) => message.people.map(({ name }) => name)
    expect(names(english.heard[0] as never)).toEqual(['Otter'])
    expect(names(chinese.heard[0] as never)).toEqual(['水獭'])

    await teacher.command({ type: 'class.configure', options: { hideNames: false } })
    expect(names(await english.next('people'))).toEqual(['Ada Lovelace'])
    await teacher.command({ type: 'class.configure', options: { hideNames: true } })
    expect(names(await english.next('people'))).toEqual(['Otter'])
    expect(JSON.stringify(chinese.heard.filter((m) => m.type !== 'people'))).not.toContain('Lovelace')
    for (const client of [english, chinese, teacher]) client.close()
  })

  it('who waits at a locked door sees no other name until let in', async () => {
    const klass = await school.newClass('trios')
    const teacher = await klass.teacher()
    await klass.join('Ada')
    await teacher.command({ type: 'class.lock', locked: true })
    const late = await klass.join('Late')
    const outside = await klass.student('websocket', late)
    expect(outside.heard[0]).toMatchObject({ people: [{ name: 'Late' }] })
    await teacher.command({ type: 'student.admit', students: [late.studentId] })
    expect((await outside.next('people', (m) => m.people.length > 1)).people.map(({ name }) => name)).toEqual([
      'Ada',
      'Late',
    ])
    outside.close()
    teacher.close()
  })

  it('no token, and no name, is in any event or picture', async () => {
    const klass = await school.newClass('trios')
    const teacher = await klass.teacher()
    const ada = await klass.join('Zebedee')
    const client = await klass.student('websocket', ada)
    const about = client.heard.map((message) => (message.type === 'welcome' ? { ...message, people: [] } : message))
    expect(JSON.stringify([about, teacher.heard.filter((m) => m.type !== 'people')])).not.toContain('Zebedee')
    expect(JSON.stringify([client.heard, teacher.heard])).not.toContain(ada.token)
    client.close()
    teacher.close()
  })
})
