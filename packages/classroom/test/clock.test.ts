import { describe, expect, it } from 'vitest'
import { type Clock, classTime, nextDue, wallTime } from '../src/index.ts'
import { Room } from './simulation/class-room.ts'
import { Hand } from './simulation/hand.ts'

const teacher = { kind: 'teacher' } as const

describe('class time', () => {
  const running: Clock = { time: 5000, asOf: 100_000, running: true, rate: 1 }

  it.each<[string, Clock, number, number]>([
    ['runs with the wall', running, 101_500, 6500],
    ['stands while stopped', { ...running, running: false }, 999_999, 5000],
    ['runs at half the speed', { ...running, rate: 0.5 }, 102_000, 6000],
    ['runs at ten times the speed', { ...running, rate: 10 }, 100_100, 6000],
    ['does not run back with the wall clock', running, 90_000, 5000],
  ])('%s', (_name, clock, now, time) => {
    expect(classTime(clock, now)).toBe(time)
  })

  it.each<[string, Clock, number, number]>([
    ['is reached later', running, 6500, 101_500],
    ['was reached already', running, 4000, 100_000],
    ['is never reached by a stopped clock', { ...running, running: false }, 5001, Number.POSITIVE_INFINITY],
    ['is reached at twice the time by a slow clock', { ...running, rate: 0.5 }, 6000, 102_000],
  ])('%s', (_name, clock, time, wall) => {
    expect(wallTime(clock, time)).toBe(wall)
  })

  it.each([0.1, 0.5, 1, 3, 10])('there and back at rate %d', (rate) => {
    const clock = { ...running, rate }
    for (const time of [5001, 7777, 123_456]) expect(classTime(clock, wallTime(clock, time))).toBeCloseTo(time, 6)
  })
})

const playing = (): { room: Room; client: Hand } => {
  const room = new Room()
  room.join('cleo', 'ann', 'lin')
  room.teacher({ type: 'lesson.start' })
  return { room, client: new Hand(room, 'cleo', '1.client') }
}

describe('pause and resume', () => {
  it('keep a segment in the air for as long as the pause lasts', () => {
    const { room, client } = playing()
    new Hand(room, 'lin', '1.listening').calls({ name: 'listen', backlog: 1 })
    client.send('S')
    room.pass(400)
    room.teacher({ type: 'clock.pause' })
    expect(nextDue(room.state)).toBeNull()
    room.pass(3_600_000)
    expect(room.state.wire).toHaveLength(1)
    expect(room.tick()).toEqual([])
    room.teacher({ type: 'clock.resume' })
    room.pass(499)
    expect(room.state.wire).toHaveLength(1)
    room.pass(1)
    expect(room.state.wire).toHaveLength(0)
    expect(room.state.sockets['1.accepted']?.tcb.state).toBe('SYN_RCVD')
  })

  it('stop the clock of TIME_WAIT', () => {
    const room = new Room('trios', 'close')
    room.join('cleo', 'ann', 'lin')
    room.teacher({ type: 'lesson.start' })
    const client = new Hand(room, 'cleo', '1.client')
    client.sends('FA')
    new Hand(room, 'ann', '1.accepted').sends('FA')
    client.sends('A')
    const due = client.tcb.timers.timeWait
    room.pass(10_000)
    room.teacher({ type: 'clock.pause' })
    room.pass(100_000)
    room.teacher({ type: 'clock.resume' })
    expect(client.tcb.timers.timeWait).toBe(due)
    // The last ACK took one flight of the thirty seconds.
    room.pass(20_000 - room.state.options.flight - 1)
    expect(client.state).toBe('TIME_WAIT')
    room.pass(1)
    expect(client.state).toBe('CLOSED')
  })

  it('let nobody send meanwhile', () => {
    const { room, client } = playing()
    room.teacher({ type: 'clock.pause' })
    const cleo = { kind: 'student', id: 'cleo' } as const
    const segment = { flags: ['SYN'], seq: client.tcb.iss, ack: 0, window: 4096, length: 0, mss: 1024 } as const
    expect(room.refusal(cleo, { type: 'segment.send', socket: '1.client', segment })).toBe('class.paused')
    expect(room.refusal(cleo, { type: 'call.make', socket: '1.client', call: { name: 'connect' } })).toBe(
      'class.paused',
    )
  })

  it('twice changes nothing, and without a lesson there is no clock', () => {
    const { room } = playing()
    expect(room.teacher({ type: 'clock.resume' })).toEqual([])
    room.teacher({ type: 'clock.pause' })
    expect(room.teacher({ type: 'clock.pause' })).toEqual([])
    expect(new Room().refusal(teacher, { type: 'clock.pause' })).toBe('class.no-lesson')
    expect(new Room().refusal(teacher, { type: 'clock.resume' })).toBe('class.no-lesson')
    room.teacher({ type: 'lesson.stop' })
    expect(room.refusal(teacher, { type: 'clock.pause' })).toBe('lesson.not-running')
  })

  it('stamp events with both times', () => {
    const { room } = playing()
    room.pass(1000)
    room.teacher({ type: 'clock.pause' })
    room.pass(5000)
    room.teacher({ type: 'clock.resume' })
    const [paused, resumed] = room.log.slice(-2)
    expect(paused?.time).toBe(resumed?.time)
    expect((resumed?.at ?? 0) - (paused?.at ?? 0)).toBe(5000)
  })
})

describe('tick', () => {
  it('before its time does nothing', () => {
    const { room, client } = playing()
    client.send('S')
    for (const ms of [0, 1, 500, 898]) {
      room.now += ms === 898 ? 398 : ms
      expect(room.tick()).toEqual([])
    }
    expect(room.state.wire).toHaveLength(1)
  })

  it('without a lesson does nothing', () => {
    const room = new Room()
    expect(room.tick()).toEqual([])
    expect(nextDue(room.state)).toBeNull()
  })

  it('after a long sleep of the server goes on from now, one step at a time', () => {
    const room = new Room('trios', 'whole-story')
    room.teacher({ type: 'lesson.start' })
    room.pass(7000)
    room.now += 3_600_000
    const late = room.tick()
    expect(late.length).toBeLessThan(10)
    expect(nextDue(room.state)).toBeGreaterThan(room.time)
    room.passUntil((state) => state.tables[1]?.reached.includes('close.2msl') === true)
  })

  it('is due at the earliest of arrival, timer and autopilot', () => {
    const { room, client } = playing()
    expect(nextDue(room.state)).toBeNull()
    client.send('S')
    expect(nextDue(room.state)).toBe(room.time + room.state.options.flight)
    room.land()
    // The client's retransmission timer is all that runs while both other players think.
    expect(nextDue(room.state)).toBe(client.tcb.timers.retransmit)
    room.teacher({ type: 'seat.assign', seat: '1.listening', student: null })
    expect(nextDue(room.state)).toBe(room.time + room.state.options.pace)
  })
})
