import { describe, expect, it } from 'vitest'
import { applicationStep, goalsOf, LESSONS, type LessonId, lessonById } from '../src/index.ts'
import { Room } from './simulation/class-room.ts'
import { connect, Hand, seatThree } from './simulation/hand.ts'

const { pace: PACE, flight: FLIGHT } = new Room().state.options

/** Only the client is played by hand. */
const alone = (lesson: LessonId): { room: Room; client: Hand } => {
  const room = new Room('trios', lesson)
  room.join('cleo')
  room.teacher({ type: 'lesson.start' })
  return { room, client: new Hand(room, 'cleo', '1.client') }
}

describe('the autopilot', () => {
  it('thinks for its pace before it answers', () => {
    const { room, client } = alone('close')
    client.send('FA')
    room.pass(FLIGHT + PACE - 1)
    expect(room.events('segment.sent')).toHaveLength(1)
    room.pass(1)
    expect(room.events('segment.sent').at(-1)).toMatchObject({ from: '1.accepted', by: 'autopilot' })
  })

  it('thinks anew when something else arrives', () => {
    const { room, client } = alone('close')
    client.send('A', { length: 100 })
    room.pass(FLIGHT + PACE - 500)
    client.send('A', { length: 100 })
    room.pass(FLIGHT)
    expect(room.events('segment.sent').filter((e) => e.by === 'autopilot')).toHaveLength(1)
    room.pass(PACE - FLIGHT - 1)
    const second = room.log.filter((r) => r.event.type === 'segment.arrived').at(-1)?.time ?? 0
    for (const { event, time } of room.log) {
      if (event.type === 'segment.sent' && event.by === 'autopilot' && time > second) {
        expect(time - second).toBeGreaterThanOrEqual(PACE)
      }
    }
  })

  it('never sends sooner than its pace after the last arrival at its socket', () => {
    for (const lesson of LESSONS) {
      const room = new Room('trios', lesson.id)
      room.teacher({ type: 'lesson.start' })
      room.pass(150_000)
      const last = new Map<string, number>()
      for (const { event, time } of room.log) {
        if (event.type === 'segment.sent' && event.from !== null) {
          expect(time - (last.get(event.from) ?? 0)).toBeGreaterThanOrEqual(PACE)
        }
        if (event.type !== 'segment.arrived') continue
        for (const id of [event.to, ...event.created.map((s) => s.id)]) if (id !== null) last.set(id, time)
      }
    }
  })

  it('does one thing at a time', () => {
    const room = new Room('pairs', 'whole-story')
    room.teacher({ type: 'lesson.start' })
    room.pass(150_000)
    const acts = room.log.filter(({ event }) => event.type === 'segment.sent' || event.type === 'call.made')
    const bySocket = new Map<string | null, number>()
    for (const { event, time } of acts) {
      if (!('from' in event)) continue
      const before = bySocket.get(event.from)
      if (before !== undefined) expect(time - before).toBeGreaterThanOrEqual(PACE)
      bySocket.set(event.from, time)
    }
    expect(acts.length).toBeGreaterThan(15)
  })

  it('follows a change of the pace', () => {
    const { room, client } = alone('close')
    room.teacher({ type: 'class.configure', options: { pace: 200 } })
    client.sends('FA')
    room.pass(200)
    expect(room.events('segment.sent').at(-1)?.by).toBe('autopilot')
  })

  it('waits for a hand player for as long as it takes', () => {
    const { room } = alone('close')
    room.pass(3_600_000)
    expect(room.events('segment.sent')).toEqual([])
  })

  it('repeats what nobody answers, more and more rarely', () => {
    const room = new Room('trios', 'handshake')
    room.join('cleo', 'ann', 'lin')
    room.teacher({ type: 'lesson.start' })
    room.student('cleo', { type: 'seat.leave' })
    new Hand(room, 'lin', '1.listening').calls({ name: 'listen', backlog: 1 })
    room.pass(300_000)
    const syns = room.log.filter((r) => r.event.type === 'segment.sent')
    expect(syns.length).toBeGreaterThanOrEqual(3)
    expect(syns.length).toBeLessThanOrEqual(6)
    expect(room.picture.ladders['1']?.rows.some((r) => r.kind === 'timer' && r.fired.includes('retransmit'))).toBe(true)
    expect(room.picture.ladders['1']?.rows.filter((r) => r.kind === 'segment' && r.again).length).toBeGreaterThan(0)
  })

  it('as a client waits until the server listens', () => {
    const room = new Room('trios', 'handshake')
    room.join('cleo', 'ann', 'lin')
    room.teacher({ type: 'lesson.start' })
    room.student('cleo', { type: 'seat.leave' })
    room.pass(60_000)
    expect(room.events('call.made')).toEqual([])
    new Hand(room, 'lin', '1.listening').calls({ name: 'listen', backlog: 1 })
    room.pass(PACE)
    expect(room.events('call.made').at(-1)).toMatchObject({ from: '1.client', call: { name: 'connect' } })
  })

  it('as a client tries again when its connection was refused before it was done', () => {
    const table = seatThree(new Room('trios', 'whole-story'))
    const { room, listening, accepted } = table
    room.teacher({ type: 'lesson.start' })
    room.student('cleo', { type: 'seat.leave' })
    listening.calls({ name: 'listen', backlog: 5 })
    room.passUntil((state) => state.sockets['1.accepted'] !== undefined)
    accepted.sends('RA')
    expect(room.socket('1.client').tcb.state).toBe('CLOSED')
    expect(room.socket('1.client').appStep).toBe(0)
    expect(room.socket('1.listening').listener?.synQueue).toEqual([])
    room.pass(2 * PACE + FLIGHT)
    expect(room.socket('1.accepted').tcb.state).toBe('SYN_RCVD')
  })

  it('reads what no step of its application waits for, so that its close is a FIN', () => {
    const { room, client } = alone('close')
    client.sends('PA', { length: 700 })
    client.sends('FA')
    room.passUntil((state) => state.sockets['1.accepted']?.tcb.state === 'LAST_ACK')
    expect(room.events('segment.sent').some((e) => e.segment.flags.includes('RST'))).toBe(false)
    expect(room.socket('1.accepted').bytesRead).toBe(700)
  })

  it('copes with a client that sends less than the lesson says and closes', () => {
    const { room, client } = alone('half-close')
    client.sends('PA', { length: 10 })
    client.sends('FA')
    room.passUntil((state) => (state.sockets['1.client']?.tcb.app.unread ?? 0) >= 1024)
    client.sends('A')
    room.passUntil((state) => state.sockets['1.client']?.tcb.app.unread === 1536)
    client.sends('A')
    room.passUntil((state) => state.sockets['1.client']?.tcb.state === 'TIME_WAIT')
  })
})

describe('a seat changes hands in the middle of a lesson', () => {
  it.each(LESSONS.map((lesson) => lesson.id))('%s: the autopilot finishes what hands began', (id) => {
    const lesson = lessonById(id)
    const table = seatThree(new Room('trios', id))
    const { room, client, listening, accepted } = table
    room.teacher({ type: 'lesson.start' })
    if (lesson?.start === 'closed') {
      listening.calls({ name: 'listen', backlog: 5 })
      client.sends('S')
      accepted.sends('SA')
    } else if (id === 'close') {
      client.sends('FA')
    } else {
      client.sends('PA', { length: 512 })
    }
    for (const name of ['cleo', 'ann', 'lin']) room.student(name, { type: 'seat.leave' })
    const goals = lesson === null ? [] : goalsOf(lesson)
    room.passUntil((state) => state.tables[1]?.reached.length === goals.length)
    for (const sent of room.events('segment.sent')) expect(sent.judged?.verdict.level).not.toBe('mistake')
  })

  it('the autopilot stops at once when a student sits down', () => {
    const room = new Room('trios', 'whole-story')
    room.teacher({ type: 'lesson.start' })
    room.pass(10_000)
    room.join('cleo', 'ann', 'lin')
    room.land()
    const sent = room.events('segment.sent').length
    room.pass(25_000)
    expect(room.events('segment.sent')).toHaveLength(sent)
  })

  it.each(LESSONS.map((lesson) => lesson.id))('%s is finished when it switches back and forth', (id) => {
    const room = new Room('pairs', id)
    room.join('cleo', 'sam')
    room.teacher({ type: 'lesson.start' })
    const lesson = lessonById(id)
    const goals = lesson === null ? 0 : goalsOf(lesson).length
    for (let n = 0; room.goals().length < goals; n += 1) {
      if (n > 500) throw new Error(room.story())
      for (const seat of ['1.client', '1.server']) room.teacher({ type: 'seat.autopilot', seat, on: n % 5 < 4 })
      room.pass(1000)
    }
    expect(room.events('segment.refused')).toEqual([])
  })
})

describe('what the application wants is told to players', () => {
  it('step by step, as it is done by hand', () => {
    const table = seatThree(new Room('trios', 'whole-story'))
    const { room, client, accepted } = table
    room.teacher({ type: 'lesson.start' })
    const next = () => applicationStep(room.state, room.socket('1.client'))
    expect(next()).toMatchObject({ step: { call: { name: 'connect' } }, ready: false })
    connect(table)
    expect(next()).toMatchObject({ step: { call: { name: 'write', length: 1536 } }, ready: true })
    client.sends('A', { length: 1024 })
    expect(next()).toMatchObject({ step: { call: { name: 'write' } } })
    client.sends('PA', { length: 512 })
    expect(next()).toMatchObject({ step: { call: { name: 'read' } }, ready: false })
    accepted.sends('PA', { length: 512 })
    expect(next()).toMatchObject({ step: { call: { name: 'read' } }, ready: true })
    client.calls({ name: 'read', length: 512 })
    expect(next()).toMatchObject({ step: { call: { name: 'close' } }, ready: true })
    client.calls({ name: 'close' })
    expect(next()).toBeNull()
  })
})

describe('mixed tables', () => {
  it('a client by hand, a server by itself: the whole story', () => {
    const { room, client } = alone('whole-story')
    const until = (done: () => boolean) => room.passUntil(done)
    until(() => room.socket('1.listening').tcb.state === 'LISTEN')
    client.sends('S')
    until(() => client.state === 'ESTABLISHED')
    client.sends('A')
    client.sends('A', { length: 1024 })
    client.sends('PA', { length: 512 })
    until(() => client.tcb.app.unread === 512)
    client.sends('A')
    client.calls({ name: 'read', length: 512 })
    client.sends('FA')
    until(() => client.state === 'TIME_WAIT')
    client.sends('A')
    until(() => room.goals().length === 14)
  })

  it('a server by hand, a client by itself: the whole story', () => {
    const room = new Room('pairs', 'whole-story')
    room.join('cleo', 'sam')
    room.teacher({ type: 'lesson.start' })
    room.student('cleo', { type: 'seat.leave' })
    const listening = new Hand(room, 'sam', '1.listening')
    const accepted = new Hand(room, 'sam', '1.accepted')
    listening.calls({ name: 'listen', backlog: 5 })
    room.passUntil((state) => state.sockets['1.accepted'] !== undefined)
    accepted.sends('SA')
    room.passUntil(() => accepted.state === 'ESTABLISHED')
    listening.calls({ name: 'accept' })
    room.passUntil(() => accepted.tcb.app.unread === 1024)
    accepted.sends('A')
    room.passUntil(() => accepted.tcb.app.unread === 1536)
    accepted.sends('A')
    accepted.calls({ name: 'read', length: 1536 })
    accepted.sends('PA', { length: 512 })
    room.passUntil(() => accepted.state === 'CLOSE_WAIT')
    accepted.sends('A')
    accepted.sends('FA')
    room.passUntil(() => room.goals().length === 14)
    expect(room.events('segment.refused')).toEqual([])
  })
})
