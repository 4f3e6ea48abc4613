import { describe, expect, it } from 'vitest'
import { playerOf } from '../src/index.ts'
import { Room } from './simulation/class-room.ts'

const teacher = { kind: 'teacher' } as const
const student = (id: string) => ({ kind: 'student', id }) as const

describe('seat.take', () => {
  const choosing = (): Room => {
    const room = new Room('free-choice')
    room.join('cleo', 'ann')
    room.student('cleo', { type: 'seat.take', seat: '1.listening' })
    return room
  }

  it('takes a free seat and leaves the old one', () => {
    const room = choosing()
    room.student('cleo', { type: 'seat.take', seat: '1.client' })
    expect(room.state.seats['1.listening']?.student).toBeNull()
    expect(room.state.seats['1.client']?.student).toBe('cleo')
    expect(room.state.students.cleo?.seat).toBe('1.client')
  })

  it('of the own seat changes nothing', () => {
    expect(choosing().student('cleo', { type: 'seat.take', seat: '1.listening' })).toEqual([])
  })

  it('is refused where a seat is taken, unknown, or not chosen', () => {
    const room = choosing()
    expect(room.refusal(student('ann'), { type: 'seat.take', seat: '1.listening' })).toBe('seat.taken')
    expect(room.refusal(student('ann'), { type: 'seat.take', seat: '9.client' })).toBe('seat.unknown')
    expect(room.refusal(student('nobody'), { type: 'seat.take', seat: '1.client' })).toBe('student.unknown')
    const trios = new Room('trios')
    trios.join('cleo')
    expect(trios.refusal(student('cleo'), { type: 'seat.take', seat: '1.accepted' })).toBe('seat.not-free-choice')
  })
})

describe('seat.leave', () => {
  it('leaves the seat to the autopilot', () => {
    const room = new Room()
    room.join('cleo')
    room.teacher({ type: 'lesson.start' })
    expect(playerOf(room.state, '1.client')).toBe('student')
    room.student('cleo', { type: 'seat.leave' })
    expect(room.state.students.cleo?.seat).toBeNull()
    expect(playerOf(room.state, '1.client')).toBe('autopilot')
    expect(room.refusal(student('cleo'), { type: 'seat.leave' })).toBe('seat.none')
  })
})

describe('seat.assign', () => {
  it('moves a student to a free seat', () => {
    const room = new Room()
    room.join('cleo')
    room.teacher({ type: 'seat.assign', seat: '1.listening', student: 'cleo' })
    expect(room.state.students.cleo?.seat).toBe('1.listening')
    expect(room.state.seats['1.client']?.student).toBeNull()
  })

  it('changes places with who sits there', () => {
    const room = new Room()
    room.join('cleo', 'ann')
    room.teacher({ type: 'seat.assign', seat: '1.accepted', student: 'cleo' })
    expect(room.state.students.cleo?.seat).toBe('1.accepted')
    expect(room.state.students.ann?.seat).toBe('1.client')
    expect(room.state.seats['1.client']?.student).toBe('ann')
  })

  it('without a seat to give in return, unseats who sat there', () => {
    const room = new Room()
    room.join('cleo', 'ann')
    room.teacher({ type: 'seat.assign', seat: '1.client', student: null })
    room.teacher({ type: 'seat.assign', seat: '1.accepted', student: 'cleo' })
    expect(room.state.students.ann?.seat).toBeNull()
  })

  it('to nobody empties the seat', () => {
    const room = new Room()
    room.join('cleo')
    room.teacher({ type: 'seat.assign', seat: '1.client', student: null })
    expect(room.state.students.cleo?.seat).toBeNull()
    expect(room.teacher({ type: 'seat.assign', seat: '1.client', student: null })).toEqual([])
  })

  it('to the same student changes nothing', () => {
    const room = new Room()
    room.join('cleo')
    expect(room.teacher({ type: 'seat.assign', seat: '1.client', student: 'cleo' })).toEqual([])
  })

  it('is refused for unknown seats and students', () => {
    const room = new Room()
    room.join('cleo')
    expect(room.refusal(teacher, { type: 'seat.assign', seat: '7.client', student: 'cleo' })).toBe('seat.unknown')
    expect(room.refusal(teacher, { type: 'seat.assign', seat: '1.client', student: 'nobody' })).toBe('student.unknown')
    room.teacher({ type: 'student.remove', student: 'cleo' })
    expect(room.refusal(teacher, { type: 'seat.assign', seat: '1.client', student: 'cleo' })).toBe('student.removed')
  })
})

describe('seat.autopilot', () => {
  it('plays in the place of the student until it is taken out', () => {
    const room = new Room()
    room.join('cleo', 'ann', 'lin')
    room.teacher({ type: 'lesson.start' })
    room.teacher({ type: 'seat.autopilot', seat: '1.listening', on: true })
    expect(playerOf(room.state, '1.listening')).toBe('autopilot')
    expect(room.refusal(student('lin'), { type: 'call.make', socket: '1.listening', call: { name: 'accept' } })).toBe(
      'socket.autopilot',
    )
    // listen() needs no thinking time.
    expect(room.socket('1.listening').autopilotDue).toBe(room.time + 1)
    room.teacher({ type: 'seat.autopilot', seat: '1.listening', on: false })
    expect(room.socket('1.listening').autopilotDue).toBeNull()
    room.pass(60_000)
    expect(room.socket('1.listening').tcb.state).toBe('CLOSED')
  })

  it('is switched once, at a seat that exists', () => {
    const room = new Room()
    room.join('cleo')
    expect(room.teacher({ type: 'seat.autopilot', seat: '1.client', on: false })).toEqual([])
    expect(room.refusal(teacher, { type: 'seat.autopilot', seat: '5.client', on: true })).toBe('seat.unknown')
  })

  it('leaves when another student sits down', () => {
    const room = new Room()
    room.join('cleo', 'ann')
    room.teacher({ type: 'seat.autopilot', seat: '1.client', on: true })
    room.teacher({ type: 'seat.assign', seat: '1.client', student: 'ann' })
    expect(room.state.seats['1.client']).toMatchObject({ student: 'ann', autopilot: false })
  })

  it('is nobody’s move before a lesson', () => {
    const room = new Room()
    room.join('cleo')
    expect(playerOf(room.state, '1.accepted')).toBe('nobody')
    expect(playerOf(room.state, '8.accepted')).toBe('nobody')
    room.teacher({ type: 'seat.autopilot', seat: '1.client', on: true })
    expect(playerOf(room.state, '1.client')).toBe('autopilot')
  })
})
