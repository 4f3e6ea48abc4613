import { describe, expect, it } from 'vitest'
import { CLASS_SIZE } from '../src/index.ts'
import { Room } from './simulation/class-room.ts'

const system = { kind: 'system' } as const
const teacher = { kind: 'teacher' } as const
const names = (n: number): string[] => Array.from({ length: n }, (_, i) => `s${i + 1}`)

describe('joining', () => {
  it('gives the student a seat at once', () => {
    const room = new Room()
    room.join('cleo')
    expect(room.state.students.cleo).toEqual({
      id: 'cleo',
      seat: '1.client',
      removed: false,
      waiting: false,
      formerSeat: null,
    })
    expect(room.state.seats['1.client']?.student).toBe('cleo')
  })

  it('a second time changes nothing', () => {
    const room = new Room()
    room.join('cleo')
    expect(room.must(system, { type: 'student.join', student: 'cleo' })).toEqual([])
  })

  it('takes sixty and refuses the next', () => {
    const room = new Room()
    room.join(...names(CLASS_SIZE))
    expect(Object.values(room.state.students).every((s) => s.seat !== null)).toBe(true)
    expect(room.refusal(system, { type: 'student.join', student: 'late' })).toBe('class.full')
    room.teacher({ type: 'student.remove', student: 's7' })
    room.join('late')
    expect(room.state.students.late?.seat).not.toBeNull()
    expect(room.refusal(teacher, { type: 'student.restore', student: 's7' })).toBe('class.full')
  })

  it('is refused to who was removed', () => {
    const room = new Room()
    room.join('cleo')
    room.teacher({ type: 'student.remove', student: 'cleo' })
    expect(room.refusal(system, { type: 'student.join', student: 'cleo' })).toBe('student.removed')
  })

  it('in the middle of a lesson takes a seat over from the autopilot', () => {
    const room = new Room()
    room.join('cleo')
    room.teacher({ type: 'lesson.start' })
    expect(room.socket('1.listening').autopilotDue).not.toBeNull()
    room.join('ann', 'lin')
    expect(room.state.students.lin?.seat).toBe('1.listening')
    expect(room.socket('1.listening').autopilotDue).toBeNull()
  })

  it('in the middle of a lesson at a new table starts the lesson there', () => {
    const room = new Room('pairs', 'talk')
    room.join('cleo', 'sam')
    room.teacher({ type: 'lesson.start' })
    room.pass(5000)
    room.join('zoe')
    expect(room.state.students.zoe?.seat).toBe('2.client')
    expect(room.socket('2.client').tcb.state).toBe('ESTABLISHED')
    expect(room.socket('2.accepted').tcb.state).toBe('ESTABLISHED')
    expect(room.picture.ladders['2']?.before).toHaveLength(3)
    // The empty seat beside her is played at once.
    expect(room.state.seats['2.server']?.sockets).toEqual(['2.listening', '2.accepted'])
  })

  it('in the one-server plan, late tables connect to the server that listens already', () => {
    const room = new Room('one-server', 'close')
    room.join('cleo')
    room.teacher({ type: 'lesson.start' })
    room.join('ann', 'lin', 'zoe')
    expect(room.state.students.zoe?.seat).toBe('2.client')
    expect(Object.keys(room.state.sockets).sort()).toEqual([
      '0.listening',
      '1.accepted',
      '1.client',
      '2.accepted',
      '2.client',
    ])
    expect(room.socket('2.accepted').tcb.local).toEqual({ ip: '10.0.0.1', port: 80 })
  })
})

describe('the locked door', () => {
  const locked = (): Room => {
    const room = new Room()
    room.join('cleo')
    room.teacher({ type: 'class.lock', locked: true })
    room.join('zoe', 'yan')
    return room
  }

  it('lets new students wait without a seat', () => {
    const room = locked()
    expect(room.state.students.zoe).toMatchObject({ waiting: true, seat: null })
    expect(room.refusal({ kind: 'student', id: 'zoe' }, { type: 'seat.take', seat: '1.accepted' })).toBe(
      'class.locked-out',
    )
    expect(room.refusal({ kind: 'student', id: 'zoe' }, { type: 'seat.leave' })).toBe('class.locked-out')
    expect(room.refusal(teacher, { type: 'seat.assign', seat: '1.accepted', student: 'zoe' })).toBe('class.locked-out')
  })

  it('opens for those the teacher lets in', () => {
    const room = locked()
    room.teacher({ type: 'student.admit', students: ['zoe'] })
    expect(room.state.students.zoe).toMatchObject({ waiting: false, seat: '1.accepted' })
    expect(room.state.students.yan?.waiting).toBe(true)
    room.teacher({ type: 'student.admit', students: ['zoe', 'yan', 'yan', 'cleo'] })
    expect(room.state.students.yan?.seat).toBe('1.listening')
    expect(room.teacher({ type: 'student.admit', students: ['zoe', 'yan'] })).toEqual([])
  })

  it('knows whom it is asked about', () => {
    expect(locked().refusal(teacher, { type: 'student.admit', students: ['zoe', 'nobody'] })).toBe('student.unknown')
  })

  it('is locked once', () => {
    const room = locked()
    expect(room.teacher({ type: 'class.lock', locked: true })).toEqual([])
    room.teacher({ type: 'class.lock', locked: false })
    expect(room.state.locked).toBe(false)
    room.join('max')
    expect(room.state.students.max?.waiting).toBe(false)
  })
})

describe('removing', () => {
  it('frees the seat, and undoing it gives the same one back', () => {
    const room = new Room()
    room.join('cleo', 'ann', 'lin')
    room.teacher({ type: 'student.remove', student: 'ann' })
    expect(room.state.students.ann).toMatchObject({ removed: true, seat: null, formerSeat: '1.accepted' })
    expect(room.state.seats['1.accepted']?.student).toBeNull()
    room.teacher({ type: 'student.restore', student: 'ann' })
    expect(room.state.students.ann).toMatchObject({ removed: false, seat: '1.accepted', formerSeat: null })
  })

  it('undone too late gives another seat', () => {
    const room = new Room()
    room.join('cleo', 'ann', 'lin')
    room.teacher({ type: 'student.remove', student: 'ann' })
    room.join('zoe')
    expect(room.state.students.zoe?.seat).toBe('1.accepted')
    room.teacher({ type: 'student.restore', student: 'ann' })
    expect(room.state.students.ann?.seat).toBe('2.client')
  })

  it('puts the autopilot to work in the middle of a lesson', () => {
    const room = new Room()
    room.join('cleo', 'ann', 'lin')
    room.teacher({ type: 'lesson.start' })
    expect(room.socket('1.listening').autopilotDue).toBeNull()
    room.teacher({ type: 'student.remove', student: 'lin' })
    // listen() needs no thinking time.
    expect(room.socket('1.listening').autopilotDue).toBe(room.time + 1)
  })

  it('stops what the student asks for', () => {
    const room = new Room()
    room.join('cleo')
    room.teacher({ type: 'lesson.start' })
    room.teacher({ type: 'student.remove', student: 'cleo' })
    const cleo = { kind: 'student', id: 'cleo' } as const
    expect(room.refusal(cleo, { type: 'seat.leave' })).toBe('student.removed')
    expect(room.refusal(cleo, { type: 'call.make', socket: '1.client', call: { name: 'connect' } })).toBe(
      'student.removed',
    )
  })

  it('is asked about students of the class, and once', () => {
    const room = new Room()
    room.join('cleo')
    expect(room.refusal(teacher, { type: 'student.remove', student: 'nobody' })).toBe('student.unknown')
    expect(room.refusal(teacher, { type: 'student.restore', student: 'nobody' })).toBe('student.unknown')
    expect(room.teacher({ type: 'student.restore', student: 'cleo' })).toEqual([])
    room.teacher({ type: 'student.remove', student: 'cleo' })
    expect(room.teacher({ type: 'student.remove', student: 'cleo' })).toEqual([])
  })

  it('of a student who waits leaves no seat behind', () => {
    const room = new Room()
    room.teacher({ type: 'class.lock', locked: true })
    room.join('zoe')
    room.teacher({ type: 'student.remove', student: 'zoe' })
    expect(room.state.students.zoe).toMatchObject({ removed: true, waiting: false, formerSeat: null })
    room.teacher({ type: 'student.restore', student: 'zoe' })
    expect(room.state.students.zoe?.seat).toBe('1.client')
  })
})
