import { describe, expect, it } from 'vitest'
import { Room } from './simulation/class-room.ts'

const teacher = { kind: 'teacher' } as const

describe('lesson.choose', () => {
  it('says which lesson Start starts', () => {
    const room = new Room('trios', 'handshake')
    room.teacher({ type: 'lesson.choose', lesson: 'close' })
    expect(room.teacher({ type: 'lesson.choose', lesson: 'close' })).toEqual([])
    room.teacher({ type: 'lesson.start' })
    expect(room.state.lesson).toMatchObject({ lesson: 'close', run: 1 })
  })

  it('knows its lessons', () => {
    const room = new Room()
    expect(room.refusal(teacher, { type: 'lesson.choose', lesson: 'magic' })).toBe('lesson.unknown')
    expect(room.refusal(teacher, { type: 'lesson.start', lesson: 'magic' })).toBe('lesson.unknown')
  })
})

describe('lesson.start', () => {
  it('begins with fresh sockets, an empty wire and the clock running', () => {
    const room = new Room()
    room.join('cleo')
    room.teacher({ type: 'lesson.start' })
    expect(room.state).toMatchObject({ phase: 'running', wire: [] })
    expect(room.state.clock.running).toBe(true)
    expect(room.socket('1.client').tcb).toMatchObject({ state: 'CLOSED', rcvBuffer: 4096, ownMss: 1024 })
    expect(room.state.sockets['1.accepted']).toBeUndefined()
  })

  it('without a name is refused while a lesson runs; with one it begins anew', () => {
    const room = new Room()
    room.join('cleo')
    room.teacher({ type: 'lesson.start' })
    const first = room.socket('1.client').tcb.iss
    expect(room.refusal(teacher, { type: 'lesson.start' })).toBe('lesson.running')
    room.pass(20_000)
    const events = room.teacher({ type: 'lesson.start', lesson: 'handshake' })
    expect(events.map((e) => e.type)).toContain('lesson.stopped')
    expect(room.state.lesson).toMatchObject({ run: 2, startedAt: room.time })
    expect(room.state.wire).toEqual([])
    expect(room.goals()).toEqual([])
    expect(room.socket('1.client').tcb.iss).not.toBe(first)
  })

  it('makes a table for an empty class, so that a teacher can show the lesson', () => {
    const room = new Room('pairs')
    room.teacher({ type: 'lesson.start' })
    expect(Object.keys(room.state.tables)).toEqual(['1'])
  })

  it('clears tables that everybody has left, but not where students choose', () => {
    const leave = (plan: 'trios' | 'free-choice'): string[] => {
      const room = new Room(plan)
      room.join('a', 'b', 'c', 'd', 'e')
      room.teacher({ type: 'seat.assign', seat: '2.client', student: 'd' })
      room.teacher({ type: 'seat.assign', seat: '2.client', student: null })
      for (const id of ['d', 'e']) room.teacher({ type: 'student.remove', student: id })
      room.teacher({ type: 'lesson.start' })
      return Object.keys(room.state.tables)
    }
    expect(leave('trios')).toEqual(['1'])
    expect(leave('free-choice')).toEqual(['1', '2'])
  })

  it('keeps one table when nobody is left at any', () => {
    const room = new Room('one-server')
    room.join('a', 'b', 'c', 'd')
    for (const id of ['a', 'b', 'c', 'd']) room.teacher({ type: 'student.remove', student: id })
    room.teacher({ type: 'lesson.start' })
    expect(Object.keys(room.state.tables)).toEqual(['1'])
    expect(room.state.hosts).toHaveProperty('S')
  })

  it('connected: both ends are established before anybody has moved', () => {
    const room = new Room('pairs', 'talk')
    room.join('cleo', 'sam')
    room.teacher({ type: 'lesson.start' })
    const client = room.socket('1.client')
    const accepted = room.socket('1.accepted')
    expect([client.tcb.state, accepted.tcb.state]).toEqual(['ESTABLISHED', 'ESTABLISHED'])
    expect(client.tcb.sndNxt).toBe(accepted.tcb.rcvNxt)
    expect(accepted.tcb.sndNxt).toBe(client.tcb.rcvNxt)
    expect(client.tcb.sendMss).toBe(1024)
    expect([...client.tcb.owed, ...accepted.tcb.owed]).toEqual([])
    expect(client.path).toEqual([])
    expect(accepted.accepted).toBe(true)
    expect(room.socket('1.listening').listener).toMatchObject({ synQueue: [], acceptQueue: [] })
  })
})

describe('lesson.stop', () => {
  it('stops play and leaves everything to look at', () => {
    const room = new Room()
    room.join('cleo')
    expect(room.refusal(teacher, { type: 'lesson.stop' })).toBe('class.no-lesson')
    room.teacher({ type: 'lesson.start' })
    room.pass(6500)
    const sockets = room.state.sockets
    room.teacher({ type: 'lesson.stop' })
    expect(room.state).toMatchObject({ phase: 'between', sockets, wire: [] })
    expect(room.refusal(teacher, { type: 'lesson.stop' })).toBe('lesson.not-running')
    const before = room.log.length
    room.pass(60_000)
    expect(room.log).toHaveLength(before)
  })
})
