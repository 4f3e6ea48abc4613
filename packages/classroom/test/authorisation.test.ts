import { describe, expect, it } from 'vitest'
import {
  ACTORS,
  type Actor,
  type ActorKind,
  COMMAND_TYPES,
  type Command,
  type CommandType,
  mayCommand,
} from '../src/index.ts'
import { Room } from './simulation/class-room.ts'

/** The matrix, written out: who may, by command. Everybody else may not. */
const MAY: Readonly<Record<CommandType, ActorKind>> = {
  'class.create': 'system',
  'student.join': 'system',
  tick: 'system',
  'class.configure': 'teacher',
  'class.plan': 'teacher',
  'class.lock': 'teacher',
  'class.end': 'teacher',
  'lesson.choose': 'teacher',
  'lesson.start': 'teacher',
  'lesson.stop': 'teacher',
  'clock.pause': 'teacher',
  'clock.resume': 'teacher',
  'seat.assign': 'teacher',
  'seat.autopilot': 'teacher',
  'student.remove': 'teacher',
  'student.restore': 'teacher',
  'student.admit': 'teacher',
  'seat.take': 'student',
  'seat.leave': 'student',
  'segment.send': 'student',
  'call.make': 'student',
  'hint.take': 'student',
}

/** A command of each kind that means something in a running class. */
const EXAMPLES: { readonly [T in CommandType]: Extract<Command, { type: T }> } = {
  'class.create': { type: 'class.create', id: 'x', code: 'BCD234', name: 'X', plan: 'solo', lesson: 'talk' },
  'student.join': { type: 'student.join', student: 'new' },
  tick: { type: 'tick' },
  'class.configure': { type: 'class.configure', options: { hints: false } },
  'class.plan': { type: 'class.plan', plan: 'pairs' },
  'class.lock': { type: 'class.lock', locked: true },
  'class.end': { type: 'class.end' },
  'lesson.choose': { type: 'lesson.choose', lesson: 'talk' },
  'lesson.start': { type: 'lesson.start', lesson: 'close' },
  'lesson.stop': { type: 'lesson.stop' },
  'clock.pause': { type: 'clock.pause' },
  'clock.resume': { type: 'clock.resume' },
  'seat.assign': { type: 'seat.assign', seat: '1.client', student: 'cleo' },
  'seat.autopilot': { type: 'seat.autopilot', seat: '1.client', on: true },
  'student.remove': { type: 'student.remove', student: 'cleo' },
  'student.restore': { type: 'student.restore', student: 'cleo' },
  'student.admit': { type: 'student.admit', students: ['cleo'] },
  'seat.take': { type: 'seat.take', seat: '1.client' },
  'seat.leave': { type: 'seat.leave' },
  'segment.send': {
    type: 'segment.send',
    socket: '1.client',
    segment: { flags: ['SYN'], seq: 1, ack: 0, window: 4096, length: 0, mss: 1024 },
  },
  'call.make': { type: 'call.make', socket: '1.client', call: { name: 'connect' } },
  'hint.take': { type: 'hint.take', socket: '1.client', tier: 2 },
}

const cells = ACTORS.flatMap((actor) => COMMAND_TYPES.map((type) => [actor, type] as const))

describe('the authorisation matrix', () => {
  it('has a row for every command', () => {
    expect([...COMMAND_TYPES].sort()).toEqual(Object.keys(MAY).sort())
    expect(cells).toHaveLength(4 * 22)
  })

  it.each(cells)('%s, %s', (actor, type) => {
    expect(mayCommand(actor, type)).toBe(MAY[type] === actor)
  })

  it('gives the projector nothing', () => {
    expect(COMMAND_TYPES.filter((type) => mayCommand('projector', type))).toEqual([])
  })
})

const actorOf = (kind: Exclude<ActorKind, 'projector'>): Actor => (kind === 'student' ? { kind, id: 'cleo' } : { kind })

describe('decide keeps to the matrix', () => {
  const asked = (['system', 'teacher', 'student'] as const).flatMap((actor) =>
    COMMAND_TYPES.map((type) => [actor, type] as const),
  )

  it.each(asked)('%s gives %s', (kind, type) => {
    const room = new Room()
    room.join('cleo', 'ann', 'lin')
    room.teacher({ type: 'lesson.start' })
    const before = room.log.length
    const code = room.refusal(actorOf(kind), EXAMPLES[type])
    if (MAY[type] !== kind) {
      expect(code).toBe('command.forbidden')
      expect(room.log).toHaveLength(before)
      // A class that stands cannot be created once more.
    } else if (type === 'class.create') expect(code).toBe('command.forbidden')
    else expect(code).not.toBe('command.forbidden')
  })

  it.each(asked)('after its end, %s gives %s', (kind, type) => {
    const room = new Room()
    room.join('cleo')
    room.teacher({ type: 'class.end' })
    const before = room.log.length
    const code = room.refusal(actorOf(kind), EXAMPLES[type])
    expect(room.log).toHaveLength(before)
    if (MAY[type] !== kind) expect(code).toBe('command.forbidden')
    else expect(code).toBe(type === 'tick' ? null : 'class.ended')
  })
})
