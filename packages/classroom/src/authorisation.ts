import type { CommandType } from './commands.ts'

export const ACTORS = ['system', 'teacher', 'student', 'projector'] as const
export type ActorKind = (typeof ACTORS)[number]

/** Who may give which command: the whole authorisation of a class. The projector only looks. */
const COMMANDERS: Readonly<Record<CommandType, ActorKind>> = {
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

export const COMMAND_TYPES = Object.keys(COMMANDERS) as readonly CommandType[]

/** Whether this kind of actor may give this command at all; whose seat or socket it is about is decided by `decide`. */
export const mayCommand = (role: ActorKind, type: CommandType): boolean => COMMANDERS[type] === role
