import { describe, expect, it } from 'vitest'
import { type Classroom, evolve, type Recorded, record, upcast } from '../src/index.ts'
import { Room } from './simulation/class-room.ts'
import { seatThree } from './simulation/hand.ts'

describe('record', () => {
  it('numbers from the last event on and stamps both times', () => {
    const room = new Room()
    room.join('cleo')
    room.teacher({ type: 'lesson.start' })
    room.pass(1500)
    const events = [{ type: 'clock.paused' }, { type: 'clock.resumed' }] as const
    expect(record(room.state, events, room.now)).toEqual([
      { seq: room.state.seq + 1, v: 1, at: room.now, time: 1500, event: events[0] },
      { seq: room.state.seq + 2, v: 1, at: room.now, time: 1500, event: events[1] },
    ])
  })

  it('begins a log with one', () => {
    const created = { type: 'class.created', id: 'c', code: 'C', name: 'N', plan: 'solo', lesson: 'talk' } as const
    expect(record(null, [created], 77)).toEqual([{ seq: 1, v: 1, at: 77, time: 0, event: created }])
  })
})

describe('evolve', () => {
  it('needs a first event to begin with', () => {
    const recorded: Recorded = { seq: 1, v: 1, at: 0, time: 0, event: { type: 'class.ended' } }
    expect(() => evolve(null, recorded)).toThrow('a log begins with class.created')
  })

  it('changes nothing in what it was given', () => {
    const freeze = <T>(value: T): T => {
      if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
        Object.freeze(value)
        Object.values(value).forEach(freeze)
      }
      return value
    }
    const room = new Room('trios', 'whole-story')
    room.join('cleo', 'ann')
    room.teacher({ type: 'lesson.start' })
    room.pass(100_000)
    const frozen = room.log.map(freeze)
    const end = frozen.reduce<Classroom | null>((state, recorded) => freeze(evolve(state, recorded)), null)
    expect(end).toEqual(room.state)
  })

  it('shares what an event does not touch', () => {
    const { room, client } = seatThree(new Room('trios', 'close'))
    room.join('d', 'e', 'f')
    room.teacher({ type: 'lesson.start' })
    const before = room.state
    client.send('FA')
    const after = room.state
    expect(after.seats).toBe(before.seats)
    expect(after.students).toBe(before.students)
    expect(after.hosts).toBe(before.hosts)
    expect(after.tables['2']).toBe(before.tables['2'])
    for (const id of ['2.client', '2.accepted', '1.accepted']) expect(after.sockets[id]).toBe(before.sockets[id])
    expect(after.sockets['1.client']).not.toBe(before.sockets['1.client'])
    expect(after.sockets['1.client']?.peer).toBe(before.sockets['1.client']?.peer)
  })

  it('takes the same time however long the log is', () => {
    const { room } = seatThree(new Room('trios', 'close'))
    room.teacher({ type: 'lesson.start' })
    room.student('cleo', {
      type: 'segment.send',
      socket: '1.client',
      segment: { flags: ['FIN'], seq: 1, ack: 1, window: 1, length: 0 },
    })
    const refused = room.log.at(-1)
    if (refused === undefined) throw new Error('nothing was refused')
    const size = (state: Classroom): number => JSON.stringify(state).length
    let state = room.state
    const start = size(state)
    for (let i = 0; i < 10_000; i += 1) state = evolve(state, { ...refused, seq: state.seq + 1 })
    // Only numbers grow: the count of misses and of events.
    expect(size(state)).toBeLessThan(start + 20)
    expect(state.tables['1']?.misses).toBe(10_001)
  })

  it('keeps each step of a path once, the latest last', () => {
    const { room, client, listening } = seatThree(new Room('trios', 'handshake'))
    room.teacher({ type: 'lesson.start' })
    for (let i = 0; i < 3; i += 1) {
      client.sends('S')
      listening.sends('RA', { seq: 0, ack: client.tcb.sndNxt, window: 0 })
    }
    expect(room.socket('1.client').path).toEqual([
      { from: 'CLOSED', to: 'SYN_SENT', rule: 'open.active' },
      { from: 'SYN_SENT', to: 'CLOSED', rule: 'syn-sent.refused' },
    ])
  })

  it('ignores what is about nobody', () => {
    const room = new Room()
    room.join('cleo')
    const apply = (event: Recorded['event']): Classroom =>
      evolve(room.state, { seq: room.state.seq + 1, v: 1, at: room.now, time: 0, event })
    const same = (state: Classroom) => ({ ...state, seq: 0 })
    expect(same(apply({ type: 'student.restored', student: 'x' }))).toEqual(same(room.state))
    expect(same(apply({ type: 'seat.left', seat: '9.client', student: 'x' }))).toEqual(same(room.state))
    expect(same(apply({ type: 'goal.reached', table: 9, goal: 'x', by: null }))).toEqual(same(room.state))
    expect(
      same(apply({ type: 'timer.expired', table: 1, fired: [], owed: [], sockets: [{ id: 'x', appStep: 1 }] })),
    ).toEqual(same(room.state))
    expect(same(apply({ type: 'hint.taken', table: 1, socket: 'x', student: 'cleo', tier: 2 }))).toEqual(
      same(room.state),
    )
  })
})

describe('upcast', () => {
  const room = new Room()

  it('takes events of this version as they are', () => {
    const stored: unknown = JSON.parse(JSON.stringify(room.log[0]))
    expect(upcast(stored)).toEqual(room.log[0])
  })

  it.each([
    [null],
    ['class.created'],
    [{}],
    [{ seq: 1, v: 2, at: 0, time: 0, event: { type: 'tick' } }],
    [{ seq: 1.5, v: 1, at: 0, time: 0, event: { type: 'tick' } }],
    [{ seq: 1, v: 1, at: 'now', time: 0, event: { type: 'tick' } }],
    [{ seq: 1, v: 1, at: 0, time: 0, event: null }],
    [{ seq: 1, v: 1, at: 0, time: 0, event: { kind: 'tick' } }],
  ])('refuses %j', (stored) => {
    expect(() => upcast(stored)).toThrow('not an event of version 1')
  })
})
