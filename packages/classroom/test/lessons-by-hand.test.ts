import { describe, expect, it } from 'vitest'
import { goalsOf, type LessonId, lessonById } from '../src/index.ts'
import { Room } from './simulation/class-room.ts'
import { connect, Hand, seatThree, type Table } from './simulation/hand.ts'

const tableOf = (lesson: LessonId): Table => {
  const table = seatThree(new Room('trios', lesson))
  table.room.teacher({ type: 'lesson.start' })
  return table
}

const allGoals = (id: LessonId): string[] => {
  const lesson = lessonById(id)
  return lesson === null ? [] : goalsOf(lesson).map((goal) => goal.id)
}

const expectDone = ({ room }: Table, lesson: LessonId): void => {
  expect(new Set(room.goals())).toEqual(new Set(allGoals(lesson)))
  for (const { judged, segment } of room.events('segment.sent')) {
    // A last small segment behind one that is still out is what Nagle would have held back.
    const small = segment.length > 0 && segment.length < 1024
    expect(judged?.verdict.level, JSON.stringify(segment)).toBeOneOf(small ? ['right', 'unusual'] : ['right'])
  }
  expect(room.events('segment.refused')).toEqual([])
}

describe('three players play by hand', () => {
  it('the handshake', () => {
    const table = tableOf('handshake')
    connect(table)
    expect(table.client.state).toBe('ESTABLISHED')
    expect(table.accepted.state).toBe('ESTABLISHED')
    expect(table.listening.state).toBe('LISTEN')
    table.listening.calls({ name: 'accept' })
    expectDone(table, 'handshake')
  })

  it('talk: the window closes, the reader opens it again', () => {
    const table = tableOf('talk')
    const { client, accepted } = table
    client.sends('A', { length: 1024 })
    accepted.sends('A')
    client.sends('A', { length: 1024 })
    client.sends('PA', { length: 512 })
    expect(accepted.sends('A').window).toBe(1536)
    client.sends('A', { length: 1024 })
    client.sends('PA', { length: 512 })
    expect(accepted.sends('A').window).toBe(0)
    expect(table.room.goals()).toContain('window.zero')
    accepted.calls({ name: 'read', length: 4096 })
    expect(accepted.sends('A').window).toBe(4096)
    client.sends('PA', { length: 1024 })
    accepted.sends('A')
    expectDone(table, 'talk')
  })

  it('the close in four segments', () => {
    const table = tableOf('close')
    const { client, accepted, room } = table
    client.sends('FA')
    expect(accepted.state).toBe('CLOSE_WAIT')
    accepted.sends('A')
    expect(client.state).toBe('FIN_WAIT_2')
    accepted.sends('FA')
    expect(accepted.state).toBe('LAST_ACK')
    client.sends('A')
    expect(accepted.state).toBe('CLOSED')
    expect(client.state).toBe('TIME_WAIT')
    expect(room.goals()).not.toContain('close.2msl')
    room.pass(30_000)
    expect(client.state).toBe('CLOSED')
    expectDone(table, 'close')
  })

  it('the close in three segments', () => {
    const table = tableOf('close')
    const { client, accepted, room } = table
    client.sends('FA')
    accepted.sends('FA')
    expect(client.state).toBe('TIME_WAIT')
    client.sends('A')
    room.pass(30_000)
    expectDone(table, 'close')
  })

  it('the close when the server begins', () => {
    const table = tableOf('close')
    const { client, accepted, room } = table
    accepted.sends('FA')
    client.sends('A')
    client.sends('FA')
    accepted.sends('A')
    expect(client.state).toBe('CLOSED')
    expect(accepted.state).toBe('TIME_WAIT')
    room.pass(30_000)
    expectDone(table, 'close')
  })

  it('the half-close', () => {
    const table = tableOf('half-close')
    const { client, accepted, room } = table
    client.sends('PA', { length: 512 })
    accepted.sends('A')
    client.sends('FA')
    accepted.sends('A')
    accepted.sends('A', { length: 1024 })
    client.sends('A')
    accepted.sends('PA', { length: 512 })
    client.sends('A')
    accepted.sends('FA')
    client.sends('A')
    room.pass(30_000)
    expectDone(table, 'half-close')
  })

  it('the whole story', () => {
    const table = tableOf('whole-story')
    const { client, accepted, listening, room } = table
    connect(table)
    listening.calls({ name: 'accept' })
    client.sends('A', { length: 1024 })
    client.sends('PA', { length: 512 })
    accepted.sends('A')
    accepted.calls({ name: 'read', length: 1536 })
    accepted.sends('PA', { length: 512 })
    client.sends('A')
    client.sends('FA')
    accepted.sends('A')
    accepted.sends('FA')
    client.sends('A')
    room.pass(30_000)
    expectDone(table, 'whole-story')
  })

  it('the whole story with every call made explicitly', () => {
    const table = tableOf('whole-story')
    const { client, accepted, listening, room } = table
    room.teacher({
      type: 'class.configure',
      options: { tcp: { ...room.state.options.tcp, calls: 'explicit' } },
    })
    listening.calls({ name: 'listen', backlog: 5 })
    client.calls({ name: 'connect' })
    client.sends('S')
    accepted.sends('SA')
    client.sends('A')
    listening.calls({ name: 'accept' })
    client.calls({ name: 'write', length: 1536 })
    client.sends('A', { length: 1024 })
    client.sends('PA', { length: 512 })
    accepted.sends('A')
    accepted.calls({ name: 'read', length: 1536 })
    accepted.calls({ name: 'write', length: 512 })
    accepted.sends('PA', { length: 512 })
    client.sends('A')
    client.calls({ name: 'read', length: 512 })
    client.calls({ name: 'close' })
    client.sends('FA')
    accepted.sends('A')
    accepted.calls({ name: 'close' })
    accepted.sends('FA')
    client.sends('A')
    room.pass(30_000)
    expectDone(table, 'whole-story')
  })
})

describe('a pair', () => {
  it('plays both server sockets from one seat', () => {
    const room = new Room('pairs', 'handshake')
    room.join('cleo', 'sam')
    room.teacher({ type: 'lesson.start' })
    const client = new Hand(room, 'cleo', '1.client')
    const listening = new Hand(room, 'sam', '1.listening')
    listening.calls({ name: 'listen', backlog: 1 })
    client.sends('S')
    expect(room.state.seats['1.server']?.sockets).toEqual(['1.listening', '1.accepted'])
    new Hand(room, 'sam', '1.accepted').sends('SA')
    client.sends('A')
    listening.calls({ name: 'accept' })
    expect(new Set(room.goals())).toEqual(new Set(allGoals('handshake')))
  })
})

describe('one server for the class', () => {
  it('makes a child at the table of the client that asked', () => {
    const room = new Room('one-server', 'handshake')
    room.join('cleo', 'ann', 'lin', 'carl', 'abe')
    expect(room.state.students.lin?.seat).toBe('0.listening')
    room.teacher({ type: 'lesson.start' })
    new Hand(room, 'lin', '0.listening').calls({ name: 'listen', backlog: 5 })
    const second = new Hand(room, 'carl', '2.client')
    second.sends('S')
    expect(room.socket('2.accepted').tcb.remote).toEqual(second.tcb.local)
    expect(room.state.sockets['1.accepted']).toBeUndefined()
    new Hand(room, 'abe', '2.accepted').sends('SA')
    second.sends('A')
    new Hand(room, 'cleo', '1.client').sends('S')
    new Hand(room, 'ann', '1.accepted').sends('SA')
    expect(room.socket('0.listening').listener).toMatchObject({ synQueue: ['1.accepted'], acceptQueue: ['2.accepted'] })
    new Hand(room, 'lin', '0.listening').calls({ name: 'accept' })
    expect(room.socket('2.accepted').accepted).toBe(true)
    expect(new Set(room.goals(2))).toEqual(new Set(allGoals('handshake')))
    expect(room.goals(1)).toEqual(['connect.listen', 'connect.syn', 'connect.synack'])
  })
})
