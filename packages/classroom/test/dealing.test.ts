import { describe, expect, it } from 'vitest'
import { PLANS, type Plan, type SeatId } from '../src/index.ts'
import { Room } from './simulation/class-room.ts'

const names = (n: number): string[] => Array.from({ length: n }, (_, i) => `s${i + 1}`)

const dealt = (plan: Plan, n: number): (SeatId | null)[] => {
  const room = new Room(plan)
  room.join(...names(n))
  return Object.values(room.state.students).map((student) => student.seat)
}

describe('seats are dealt', () => {
  it('in trios: client, accepted, listening, then the next table', () => {
    expect(dealt('trios', 5)).toEqual(['1.client', '1.accepted', '1.listening', '2.client', '2.accepted'])
  })

  it('in pairs: client and server', () => {
    expect(dealt('pairs', 3)).toEqual(['1.client', '1.server', '2.client'])
  })

  it('with one server: the shared seat after the first table', () => {
    expect(dealt('one-server', 6)).toEqual([
      '1.client',
      '1.accepted',
      '0.listening',
      '2.client',
      '2.accepted',
      '3.client',
    ])
  })

  it('solo: everybody a client at a table of their own', () => {
    expect(dealt('solo', 3)).toEqual(['1.client', '2.client', '3.client'])
  })

  it('by free choice: not at all, but there is a free seat for each', () => {
    const room = new Room('free-choice')
    room.join(...names(7))
    expect(Object.values(room.state.students).map((s) => s.seat)).toEqual(Array(7).fill(null))
    expect(Object.keys(room.state.tables)).toEqual(['1', '2', '3'])
  })

  it('by free choice: to everybody who has none when the lesson starts', () => {
    const room = new Room('free-choice')
    room.join(...names(4))
    room.student('s2', { type: 'seat.take', seat: '2.listening' })
    room.teacher({ type: 'lesson.start' })
    expect(Object.values(room.state.students).map((s) => s.seat)).toEqual([
      '1.client',
      '2.listening',
      '1.accepted',
      '1.listening',
    ])
    room.join('late')
    expect(room.state.students.late?.seat).toBe('2.client')
  })

  it('free seats first', () => {
    const room = new Room('trios')
    room.join(...names(6))
    room.student('s2', { type: 'seat.leave' })
    room.join('s7')
    expect(room.state.students.s7?.seat).toBe('1.accepted')
  })
})

describe.each(PLANS)('tables in the %s plan', (plan) => {
  const room = new Room(plan)
  room.join(...names(7))
  room.teacher({ type: 'lesson.start' })

  it('have seats that exist, each once', () => {
    for (const table of Object.values(room.state.tables)) {
      expect(new Set(table.seats).size).toBe(table.seats.length)
      for (const seat of table.seats) expect(room.state.seats[seat]?.id).toBe(seat)
    }
  })

  it('seat nobody twice', () => {
    const seated = Object.values(room.state.seats).flatMap((seat) => seat.student ?? [])
    expect(new Set(seated).size).toBe(seated.length)
    for (const student of Object.values(room.state.students)) {
      expect(room.state.seats[student.seat ?? '']?.student).toBe(student.id)
    }
  })

  it('have sockets on hosts that exist, with the host’s address', () => {
    for (const socket of Object.values(room.state.sockets)) {
      expect(room.state.hosts[socket.host]?.ip).toBe(socket.tcb.local.ip)
      expect(room.state.seats[socket.seat]?.sockets).toContain(socket.id)
    }
  })

  it('have addresses of their own', () => {
    const ips = Object.values(room.state.hosts).map((host) => host.ip)
    expect(new Set(ips).size).toBe(ips.length)
  })
})
