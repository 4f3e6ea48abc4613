import { randomUUID } from 'node:crypto'
import type { Recorded } from '@synposium/classroom'
import type { Append, NewClassRow, PersonRow } from '../../src/store/store.ts'
import { hashToken, newToken } from '../../src/store/token.ts'

/** A class like no other; `parts` says what matters to the test. */
export function newClass(parts: Partial<NewClassRow> = {}): NewClassRow {
  const id = randomUUID()
  return {
    id,
    code: id.slice(0, 8),
    name: '网络课 3',
    teacherHash: hashToken(newToken()),
    createdAt: 1_700_000_000_123,
    ...parts,
  }
}

/** Events number `from` … `to`, each with its own content. */
export function events(from: number, to = from, note = ''): readonly Recorded[] {
  return Array.from({ length: to - from + 1 }, (_, index) => ({
    seq: from + index,
    v: 1,
    at: 1_700_000_000_000 + from + index,
    time: (from + index) * 0.1,
    event: { type: 'student.restored', student: `${note}${from + index} “ü 学”` },
  }))
}

/** One command of one sender, with one event after `seq`. */
export function command(classroomId: string, seq: number, commandId: string): Append {
  const handled = { sender: 'student-1', commandId, result: { ok: true, seq: seq + 1 } }
  return { classroomId, expectedSeq: seq, events: events(seq + 1), handled }
}

export function person(classroomId: string, parts: Partial<PersonRow> = {}): PersonRow {
  return {
    classroomId,
    studentId: randomUUID(),
    name: '小明',
    tokenHash: hashToken(newToken()),
    joinedAt: 1_700_000_000_000,
    ...parts,
  }
}
