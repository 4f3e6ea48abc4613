import { describe, expect, it } from 'vitest'
import { Room } from './simulation/class-room.ts'
import { seatThree, type Table } from './simulation/hand.ts'

const cleo = { kind: 'student', id: 'cleo' } as const
const take = (tier: 2 | 3, socket = '1.client') => ({ type: 'hint.take', socket, tier }) as const

const tried = (): Table => {
  const table = seatThree(new Room('trios', 'close'))
  table.room.teacher({ type: 'lesson.start' })
  table.client.send('F')
  return table
}

describe('hint.take', () => {
  it('opens the next hint of the attempt', () => {
    const { room } = tried()
    expect(room.student('cleo', take(2))).toEqual([
      { type: 'hint.taken', table: 1, socket: '1.client', student: 'cleo', tier: 2 },
    ])
    expect(room.state.openAttempts['1.client']?.tier).toBe(2)
    expect(room.picture.attempts['1.client']?.tier).toBe(2)
    room.student('cleo', take(3))
    expect(room.picture.attempts['1.client']?.tier).toBe(3)
    expect(room.student('cleo', take(2))).toEqual([])
  })

  it('stays open while the same mistake is repeated, and closes with another', () => {
    const { room, client } = tried()
    room.student('cleo', take(3))
    client.send('F')
    expect(room.picture.attempts['1.client']).toMatchObject({ tries: 2, tier: 3 })
    client.send('FA', { seq: client.tcb.sndNxt + 9 })
    expect(room.picture.attempts['1.client']).toMatchObject({ tries: 3, tier: 1 })
  })

  it('is refused without an attempt of one’s own', () => {
    const { room, client } = tried()
    expect(room.refusal({ kind: 'student', id: 'ann' }, take(2))).toBe('socket.not-yours')
    expect(room.refusal({ kind: 'student', id: 'ann' }, take(2, '1.accepted'))).toBe('hint.nothing')
    client.sends('FA')
    expect(room.refusal(cleo, take(2))).toBe('hint.nothing')
  })

  it('is refused when the teacher has switched hints off, and without a lesson', () => {
    const { room } = tried()
    room.teacher({ type: 'class.configure', options: { hints: false } })
    expect(room.refusal(cleo, take(2))).toBe('hint.off')
    room.teacher({ type: 'lesson.stop' })
    expect(room.refusal(cleo, take(2))).toBe('lesson.not-running')
    const { room: fresh } = seatThree(new Room())
    expect(fresh.refusal(cleo, take(2))).toBe('class.no-lesson')
  })

  it('may be read while the class is paused', () => {
    const { room } = tried()
    room.teacher({ type: 'clock.pause' })
    expect(room.refusal(cleo, take(2))).toBeNull()
  })

  it('is not the next student’s', () => {
    const { room } = tried()
    room.teacher({ type: 'seat.assign', seat: '1.client', student: 'ann' })
    expect(room.state.openAttempts).toEqual({})
    expect(room.picture.attempts).toEqual({})
    expect(room.refusal({ kind: 'student', id: 'ann' }, take(2))).toBe('hint.nothing')
  })
})
