import { describe, expect, it } from 'vitest'
import { type Recorded, redact, redactPicture, type Viewer } from '../src/index.ts'
import { Room } from './simulation/class-room.ts'
import { seatThree, type Table } from './simulation/hand.ts'

const CLEO: Viewer = { kind: 'student', id: 'cleo' }
const ANN: Viewer = { kind: 'student', id: 'ann' }
const TEACHER: Viewer = { kind: 'teacher' }
const PROJECTOR: Viewer = { kind: 'projector' }

const tableOf = (feedback: 'guarded' | 'consequences' = 'guarded'): Table => {
  const table = seatThree(new Room('trios', 'close'))
  table.room.teacher({ type: 'class.configure', options: { feedback } })
  table.room.teacher({ type: 'lesson.start' })
  return table
}

const last = ({ room }: Table, type: Recorded['event']['type']): Recorded => {
  const recorded = room.log.findLast((r) => r.event.type === type)
  if (recorded === undefined) throw new Error(`no ${type}`)
  return recorded
}

describe('a refused attempt', () => {
  const table = tableOf()
  table.client.send('F')
  const refused = last(table, 'segment.refused')

  it.each([
    ['its author', CLEO],
    ['the teacher', TEACHER],
  ])('is seen by %s', (_name, viewer) => {
    expect(redact(refused, viewer)).toBe(refused)
  })

  it.each([
    ['a table mate', ANN],
    ['the projector', PROJECTOR],
  ])('is a number without content for %s', (_name, viewer) => {
    expect(redact(refused, viewer)).toEqual({ seq: refused.seq, hidden: true })
  })

  it('is in the picture of its author and the teacher only', () => {
    const { picture } = table.room
    expect(redactPicture(picture, TEACHER)).toBe(picture)
    expect(redactPicture(picture, CLEO).attempts).toEqual(picture.attempts)
    for (const viewer of [ANN, PROJECTOR]) {
      const seen = redactPicture(picture, viewer)
      expect(seen.attempts).toEqual({})
      expect(seen.classroom.openAttempts).toEqual({})
      expect(seen.classroom.tables['1']?.misses).toBe(0)
      expect(JSON.stringify(seen)).not.toContain('ack.flag-missing')
    }
  })

  it('leaves no trace in how many tries a goal took', () => {
    table.client.sends('FA')
    const { picture } = table.room
    expect(picture.progress['1']?.['close.fin-1']?.tries).toBe(2)
    expect(redactPicture(picture, ANN).progress['1']?.['close.fin-1']?.tries).toBe(1)
    expect(redactPicture(picture, PROJECTOR).mistakes).toEqual({ total: 0, byCode: {}, byState: {} })
  })
})

describe('a hint', () => {
  const table = tableOf()
  table.client.send('F')
  table.room.student('cleo', { type: 'hint.take', socket: '1.client', tier: 2 })
  const hint = last(table, 'hint.taken')

  it('is for who took it and the teacher', () => {
    expect(redact(hint, CLEO)).toBe(hint)
    expect(redact(hint, TEACHER)).toBe(hint)
    expect(redact(hint, ANN)).toEqual({ seq: hint.seq, hidden: true })
    expect(redact(hint, PROJECTOR)).toEqual({ seq: hint.seq, hidden: true })
  })
})

describe.each(['right', 'mistake'] as const)('a sent segment that was %s', (level) => {
  const table = tableOf('consequences')
  table.client.send(level === 'right' ? 'FA' : 'F')
  const sent = last(table, 'segment.sent')

  it('is seen by all, with its verdict by author and teacher', () => {
    expect(sent.event).toHaveProperty('judged.verdict.level', level)
    for (const viewer of [CLEO, TEACHER]) expect(redact(sent, viewer)).toBe(sent)
    for (const viewer of [ANN, PROJECTOR]) {
      const seen = redact(sent, viewer)
      expect(seen).toMatchObject({ seq: sent.seq, event: { type: 'segment.sent', by: { student: 'cleo' } } })
      expect(seen).not.toHaveProperty('event.judged')
    }
  })

  it('has its verdict in the ladder of author and teacher only', () => {
    const row = (viewer: Viewer) => redactPicture(table.room.picture, viewer).ladders['1']?.rows[0]
    for (const viewer of [CLEO, TEACHER]) expect(row(viewer)).toHaveProperty('verdict')
    for (const viewer of [ANN, PROJECTOR]) {
      expect(row(viewer)).toMatchObject({ kind: 'segment', from: '1.client' })
      expect(row(viewer)).not.toHaveProperty('verdict')
      expect(row(viewer)).not.toHaveProperty('reaction')
    }
  })
})

describe('the autopilot', () => {
  it('is an example to everybody', () => {
    const room = new Room('trios', 'handshake')
    room.teacher({ type: 'lesson.start' })
    room.pass(10_000)
    const sent = last({ room } as Table, 'segment.sent')
    expect(redact(sent, PROJECTOR)).toBe(sent)
  })
})

describe('everything else', () => {
  it('is seen by everybody', () => {
    const table = tableOf()
    const { room } = table
    room.teacher({ type: 'class.lock', locked: true })
    room.join('zoe')
    room.teacher({ type: 'student.admit', students: ['zoe'] })
    room.teacher({ type: 'class.lock', locked: false })
    room.teacher({ type: 'student.remove', student: 'zoe' })
    room.teacher({ type: 'student.restore', student: 'zoe' })
    room.teacher({ type: 'seat.autopilot', seat: '1.listening', on: true })
    room.student('ann', { type: 'seat.leave' })
    room.teacher({ type: 'clock.pause' })
    room.teacher({ type: 'clock.resume' })
    table.client.calls({ name: 'close' })
    room.pass(60_000)
    room.teacher({ type: 'lesson.stop' })
    room.teacher({ type: 'lesson.choose', lesson: 'talk' })
    room.teacher({ type: 'class.plan', plan: 'pairs' })
    room.teacher({ type: 'class.end' })
    const types = new Set(room.log.map((r) => r.event.type))
    expect(types.size).toBeGreaterThanOrEqual(19)
    for (const recorded of room.log) {
      if (recorded.event.type !== 'segment.sent') expect(redact(recorded, PROJECTOR)).toBe(recorded)
    }
  })
})
