export type Ending = 'removed' | 'ended' | 'replaced' | 'version' | 'abuse' | 'token' | 'unknown' | 'teacher'

const ENDINGS: Readonly<Record<string, Ending>> = {
  removed: 'removed',
  'student.removed': 'removed',
  'class-ended': 'ended',
  'class.ended': 'ended',
  replaced: 'replaced',
  version: 'version',
  'version.unsupported': 'version',
  abuse: 'abuse',
  'token.unknown': 'token',
  'class.unknown': 'unknown',
  'teacher.required': 'teacher',
}

/** What the end of a connection for good means to a person; an unknown reason is treated as a lost seat. */
export const endingOf = (reason: string | null): Ending => ENDINGS[reason ?? ''] ?? 'token'
