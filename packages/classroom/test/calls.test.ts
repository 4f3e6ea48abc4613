import { describe, expect, it } from 'vitest'
import type { PlayerCall } from '../src/index.ts'
import { Room } from './simulation/class-room.ts'
import { connect, Hand, seatThree, type Table } from './simulation/hand.ts'

const tableOf = (lesson: string): Table => {
  const table = seatThree(new Room('trios', lesson))
  table.room.teacher({ type: 'lesson.start' })
  return table
}

const result = (events: readonly { type: string }[]): unknown => {
  const made = events.find((event) => event.type === 'call.made')
  return made !== undefined && 'result' in made ? made.result : undefined
}

describe('call.make', () => {
  it.each<[string, string, PlayerCall]>([
    ['lin', '1.client', { name: 'connect' }],
    ['cleo', '1.listening', { name: 'listen', backlog: 1 }],
  ])('is refused to %s for %s', (student, socket, call) => {
    const { room } = tableOf('handshake')
    expect(room.refusal({ kind: 'student', id: student }, { type: 'call.make', socket, call })).toBe('socket.not-yours')
  })

  it.each<[PlayerCall, string]>([
    [{ name: 'write', length: -1 }, 'call.length'],
    [{ name: 'write', length: 1.5 }, 'call.length'],
    [{ name: 'read', length: 2_000_000 }, 'call.length'],
    [{ name: 'listen', backlog: -1 }, 'call.backlog'],
    [{ name: 'listen', backlog: 70_000 }, 'call.backlog'],
  ])('refuses %j', (call, field) => {
    const { room } = tableOf('close')
    const decision = room.ask({ kind: 'student', id: 'cleo' }, { type: 'call.make', socket: '1.client', call })
    expect(decision).toEqual({ ok: false, refusal: { code: 'draft.out-of-range', field } })
  })

  it.each<[string, string, PlayerCall]>([
    ['cleo', '1.client', { name: 'listen', backlog: 1 }],
    ['cleo', '1.client', { name: 'accept' }],
    ['ann', '1.accepted', { name: 'connect' }],
  ])('is out of place for %s: %s %j', (student, socket, call) => {
    const { room } = tableOf('close')
    expect(room.refusal({ kind: 'student', id: student }, { type: 'call.make', socket, call })).toBe('call.refused')
  })

  it('needs a running lesson', () => {
    const { room } = seatThree(new Room())
    const call = { type: 'call.make', socket: '1.client', call: { name: 'connect' } } as const
    expect(room.refusal({ kind: 'student', id: 'cleo' }, call)).toBe('class.no-lesson')
  })

  it('records errors with their errno', () => {
    const { client } = tableOf('handshake')
    expect(result(client.calls({ name: 'write', length: 10 }))).toEqual({ ok: false, errno: 'ENOTCONN' })
    expect(result(client.calls({ name: 'connect' }))).toEqual({ ok: true, value: 0 })
    expect(result(client.calls({ name: 'connect' }))).toEqual({ ok: false, errno: 'EALREADY' })
  })

  it('connect keeps the number that the socket showed', () => {
    const { client } = tableOf('handshake')
    const { iss } = client.tcb
    client.calls({ name: 'connect' })
    expect(client.tcb).toMatchObject({ iss, app: { connect: true }, state: 'CLOSED' })
  })

  it('read counts what it returned', () => {
    const { client, accepted, room } = tableOf('close')
    client.sends('PA', { length: 100 })
    expect(result(accepted.calls({ name: 'read', length: 60 }))).toEqual({ ok: true, value: 60 })
    expect(result(accepted.calls({ name: 'read', length: 60 }))).toEqual({ ok: true, value: 40 })
    expect(result(accepted.calls({ name: 'read', length: 60 }))).toEqual({ ok: false, errno: 'EAGAIN' })
    expect(room.socket('1.accepted').bytesRead).toBe(100)
  })

  it('close with unread data asks for a reset, and the player sends it', () => {
    const { client, accepted } = tableOf('close')
    client.sends('PA', { length: 100 })
    accepted.calls({ name: 'close' })
    expect(accepted.tcb.app.abortRequested).toBe(true)
    accepted.sends('RA')
    expect([client.state, accepted.state]).toEqual(['CLOSED', 'CLOSED'])
  })

  it('abort in TIME_WAIT ends the wait in silence', () => {
    const { client, accepted, room } = tableOf('close')
    client.sends('FA')
    accepted.sends('FA')
    client.sends('A')
    const sent = room.events('segment.sent').length
    client.calls({ name: 'abort' })
    expect(client.state).toBe('CLOSED')
    expect(room.events('segment.sent')).toHaveLength(sent)
  })

  it('connect after close is a new socket of the same program', () => {
    const table = tableOf('whole-story')
    const { client, accepted, room } = table
    connect(table)
    client.calls({ name: 'close' })
    client.sends('FA')
    accepted.sends('FA')
    client.sends('A')
    room.pass(30_000)
    expect(result(client.calls({ name: 'connect' }))).toEqual({ ok: true, value: 0 })
    expect(client.tcb.app).toMatchObject({ connect: true, fullyClosed: false })
  })
})

describe('listen and accept', () => {
  it('accept gives descriptors and hands the connection over', () => {
    const table = tableOf('handshake')
    const { listening, room } = table
    expect(result(listening.calls({ name: 'accept' }))).toEqual({ ok: false, errno: 'EINVAL' })
    listening.calls({ name: 'listen', backlog: 5 })
    expect(result(listening.calls({ name: 'accept' }))).toEqual({ ok: false, errno: 'EAGAIN' })
    table.client.sends('S')
    table.accepted.sends('SA')
    expect(room.socket('1.listening').listener).toMatchObject({ synQueue: ['1.accepted'], acceptQueue: [] })
    table.client.sends('A')
    expect(room.socket('1.listening').listener).toMatchObject({ synQueue: [], acceptQueue: ['1.accepted'] })
    expect(room.socket('1.accepted').accepted).toBe(false)
    expect(result(listening.calls({ name: 'accept' }))).toEqual({ ok: true, value: 4 })
    expect(room.socket('1.accepted').accepted).toBe(true)
    expect(room.events('call.made').at(-1)).toMatchObject({ table: 1, from: '1.listening' })
  })

  it('before accept there is no descriptor to call on', () => {
    const table = tableOf('handshake')
    connect(table)
    const read = { type: 'call.make', socket: '1.accepted', call: { name: 'read', length: 1 } } as const
    expect(table.room.refusal({ kind: 'student', id: 'ann' }, read)).toBe('call.refused')
  })

  it('listen again only changes the backlog', () => {
    const table = tableOf('handshake')
    connect(table)
    table.listening.calls({ name: 'listen', backlog: 0 })
    expect(table.room.socket('1.listening').listener).toMatchObject({ backlog: 0, acceptQueue: ['1.accepted'] })
  })

  it('one server counts the descriptors of all tables', () => {
    const room = new Room('one-server', 'handshake')
    room.join('c1', 'a1', 'lin', 'c2', 'a2')
    room.teacher({ type: 'lesson.start' })
    const lin = new Hand(room, 'lin', '0.listening')
    lin.calls({ name: 'listen', backlog: 5 })
    for (const n of [1, 2]) {
      new Hand(room, `c${n}`, `${n}.client`).sends('S')
      new Hand(room, `a${n}`, `${n}.accepted`).sends('SA')
      new Hand(room, `c${n}`, `${n}.client`).sends('A')
    }
    expect(result(lin.calls({ name: 'accept' }))).toEqual({ ok: true, value: 4 })
    expect(result(lin.calls({ name: 'accept' }))).toEqual({ ok: true, value: 5 })
    expect(room.events('call.made').map((e) => e.table)).toEqual([0, 1, 2])
    // What the shared server does stands in every ladder; an accept at its table's only.
    expect(room.picture.ladders['1']?.rows.filter((r) => r.kind === 'call')).toHaveLength(2)
  })

  it('closing the listener resets who waits for accept and forgets who has not finished', () => {
    const table = tableOf('handshake')
    connect(table)
    table.listening.calls({ name: 'close' })
    expect(table.listening.state).toBe('CLOSED')
    expect(table.room.socket('1.listening').listener).toBeNull()
    expect(table.accepted.tcb.app.abortRequested).toBe(true)
    table.accepted.sends('RA')
    expect(table.client.state).toBe('CLOSED')

    const half = tableOf('handshake')
    half.listening.calls({ name: 'listen', backlog: 1 })
    half.client.sends('S')
    half.accepted.sends('SA')
    half.listening.calls({ name: 'close' })
    expect(half.accepted.state).toBe('CLOSED')
    half.client.sends('A')
    // The final ACK finds nobody: its reset is owed by the player of the port.
    expect(half.listening.tcb.owed).toMatchObject([{ kind: 'rst', form: 1 }])
  })
})
