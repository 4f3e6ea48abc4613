import { describe, expect, it } from 'vitest'
import { DEFAULT_OPTIONS, decide, type OptionsPatch } from '../src/index.ts'
import { Room } from './simulation/class-room.ts'

const teacher = { kind: 'teacher' } as const
const context = { now: 0, iss: () => 1 }

describe('class.create', () => {
  it('needs a lesson that exists', () => {
    const command = { type: 'class.create', id: 'c', code: 'BCD234', name: 'X', plan: 'solo', lesson: 'nope' } as const
    expect(decide(null, command, { ...context, actor: { kind: 'system' } })).toEqual({
      ok: false,
      refusal: { code: 'lesson.unknown', field: 'lesson' },
    })
  })

  it('comes before everything else', () => {
    expect(decide(null, { type: 'class.end' }, { ...context, actor: teacher })).toEqual({
      ok: false,
      refusal: { code: 'class.no-lesson' },
    })
  })

  it('makes a class that gathers', () => {
    const room = new Room('pairs', 'talk')
    expect(room.state).toMatchObject({ phase: 'lobby', plan: 'pairs', nextLesson: 'talk', options: DEFAULT_OPTIONS })
  })
})

describe('class.configure', () => {
  it('changes what is named and nothing else', () => {
    const room = new Room()
    room.teacher({ type: 'class.configure', options: { feedback: 'consequences', pace: 500 } })
    expect(room.state.options).toEqual({ ...DEFAULT_OPTIONS, feedback: 'consequences', pace: 500 })
    expect(room.state.assistChosen).toBe(false)
    expect(room.teacher({ type: 'class.configure', options: {} })).toEqual([])
  })

  const tcp = DEFAULT_OPTIONS.tcp
  it.each<[OptionsPatch, string]>([
    [{ flight: -1 }, 'options.flight'],
    [{ flight: 60_001 }, 'options.flight'],
    [{ pace: 0 }, 'options.pace'],
    [{ pace: Number.NaN }, 'options.pace'],
    [{ tcp: { ...tcp, msl: 0 } }, 'options.tcp.msl'],
    [{ tcp: { ...tcp, rto: -5 } }, 'options.tcp.rto'],
    [{ tcp: { ...tcp, delayedAck: -1 } }, 'options.tcp.delayedAck'],
    [{ tcp: { ...tcp, userTimeout: 0 } }, 'options.tcp.userTimeout'],
    [{ tcp: { ...tcp, mtu: 10 } }, 'options.tcp.mtu'],
  ])('refuses %j', (options, field) => {
    const decision = new Room().ask(teacher, { type: 'class.configure', options })
    expect(decision).toEqual({ ok: false, refusal: { code: 'draft.out-of-range', field } })
  })

  it('an assist level that the teacher set outlives the next lesson', () => {
    const room = new Room('trios', 'talk')
    room.teacher({ type: 'lesson.start' })
    expect(room.state.options.assist).toBe('flags-ack')
    room.teacher({ type: 'lesson.start', lesson: 'handshake' })
    expect(room.state.options.assist).toBe('flags')
    room.teacher({ type: 'class.configure', options: { assist: 'all' } })
    room.teacher({ type: 'lesson.start', lesson: 'talk' })
    expect(room.state.options.assist).toBe('all')
  })
})

describe('class.plan', () => {
  it('sets the tables anew and seats everybody', () => {
    const room = new Room('trios')
    room.join('a', 'b', 'c', 'd')
    room.teacher({ type: 'class.plan', plan: 'one-server' })
    expect(Object.values(room.state.students).map((s) => s.seat)).toEqual([
      '1.client',
      '1.accepted',
      '0.listening',
      '2.client',
    ])
    room.teacher({ type: 'class.plan', plan: 'pairs' })
    expect(Object.values(room.state.students).map((s) => s.seat)).toEqual([
      '1.client',
      '1.server',
      '2.client',
      '2.server',
    ])
    expect(Object.keys(room.state.seats).sort()).toEqual(['1.client', '1.server', '2.client', '2.server'])
    expect(Object.keys(room.state.hosts).sort()).toEqual(['1.A', '1.B', '2.A', '2.B'])
  })

  it('into free choice leaves the choice', () => {
    const room = new Room('trios')
    room.join('a', 'b')
    room.teacher({ type: 'class.plan', plan: 'free-choice' })
    expect(Object.values(room.state.students).map((s) => s.seat)).toEqual([null, null])
    expect(Object.keys(room.state.tables)).toEqual(['1'])
  })

  it('waits for the end of the lesson, and clears its sockets', () => {
    const room = new Room('trios')
    room.join('a')
    room.teacher({ type: 'lesson.start' })
    expect(room.refusal(teacher, { type: 'class.plan', plan: 'pairs' })).toBe('lesson.running')
    room.teacher({ type: 'lesson.stop' })
    room.teacher({ type: 'class.plan', plan: 'pairs' })
    expect(room.state.sockets).toEqual({})
    expect(room.teacher({ type: 'class.plan', plan: 'pairs' })).toEqual([])
  })
})

describe('class.end', () => {
  it('stops the clock for good', () => {
    const room = new Room()
    room.join('a')
    room.teacher({ type: 'lesson.start' })
    room.pass(3000)
    room.teacher({ type: 'class.end' })
    expect(room.state).toMatchObject({ phase: 'ended', wire: [] })
    const { time } = room
    room.pass(10_000)
    expect(room.time).toBe(time)
    expect(room.tick()).toEqual([])
  })
})
