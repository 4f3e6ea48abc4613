import type { RefusalCode } from '@synposium/classroom'
import type { HttpErrorCode, Joined } from '@synposium/protocol'
import { checkNickname } from '@synposium/protocol/names'
import { newStudentId } from '../ids.ts'
import type { Room } from '../room/room.ts'
import { hashToken, newToken, type Store } from '../store/index.ts'

export type JoinResult =
  | { readonly ok: true; readonly joined: Joined }
  | { readonly ok: false; readonly code: HttpErrorCode; readonly suggestion?: string }

/** Gives somebody a name, a seat token and a place in the class. */
export async function join(room: Room, store: Store, typedName: string, now: number): Promise<JoinResult> {
  const checked = checkNickname(typedName)
  if (!checked.ok) return checked
  const { name } = checked
  const reserved = room.roster.reserve(name)
  if (!reserved.ok) return { ok: false, code: 'name.taken', suggestion: reserved.suggestion }
  try {
    return await enroll(room, store, name, now)
  } finally {
    room.roster.release(name)
  }
}

async function enroll(room: Room, store: Store, name: string, now: number): Promise<JoinResult> {
  const studentId = newStudentId()
  const token = newToken()
  await store.addPerson({ classroomId: room.id, studentId, name, tokenHash: hashToken(token), joinedAt: now })
  // The name first: nobody is to see a nameless student, not even for a moment.
  room.roster.add({ id: studentId, name })
  const outcome = await room.submit({ kind: 'system' }, { type: 'student.join', student: studentId }, null)
  if ('ok' in outcome && outcome.ok) return { ok: true, joined: { classId: room.id, studentId, token, name } }
  room.roster.remove(studentId)
  await store.erasePerson(room.id, studentId)
  return { ok: false, code: ('ok' in outcome && !outcome.ok && JOIN_REFUSALS[outcome.refusal.code]) || 'internal' }
}

/** A class that is over or full looks like no class at all from outside. */
const JOIN_REFUSALS: Readonly<Partial<Record<RefusalCode, HttpErrorCode>>> = {
  'class.ended': 'class.unknown',
  'class.full': 'class.unknown',
  'class.locked-out': 'class.locked-out',
}
