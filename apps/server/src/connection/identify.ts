import cookie from '@fastify/cookie'
import type { Actor, Viewer } from '@synposium/classroom'
import { type ErrorCode, type Hello, normaliseCode } from '@synposium/protocol'
import type { Limits } from '../limits/limits.ts'
import type { Room } from '../room/room.ts'
import type { Rooms } from '../room/rooms.ts'
import { hashToken, type Store } from '../store/index.ts'
import { TEACHER_COOKIE } from '../teacher-cookie.ts'

/** Who a connection is, from its credential alone. `actor` null: may only look. */
export interface Identity {
  readonly room: Room
  readonly viewer: Viewer
  readonly actor: Actor | null
  /** Under which its command ids are kept apart from others'. */
  readonly sender: string
}

export type Identified =
  | { readonly ok: true; readonly identity: Identity }
  | { readonly ok: false; readonly error: ErrorCode }
  | { readonly ok: false; readonly bye: 'removed' | 'class-ended' }

interface Parts {
  readonly store: Store
  readonly rooms: Rooms
  readonly limits: Limits
  /** Spends one guess at a class code; false when none is left. */
  readonly mayGuess: (address: string) => boolean
  readonly guessedWrong: (address: string) => void
}

/** Finds out who says hello. `cookies` and `address` belong to the connection, not to the message. */
export async function identify(
  parts: Parts,
  hello: Hello,
  cookies: string | undefined,
  address: string,
): Promise<Identified> {
  if (hello.token !== undefined) return identifyStudent(parts, hello.token)
  if (hello.teacher !== undefined) return identifyTeacher(parts, hello.teacher, cookies)
  return identifyProjector(parts, hello.projector ?? '', address)
}

async function identifyStudent({ store, rooms }: Parts, token: string): Promise<Identified> {
  const person = await store.personByToken(hashToken(token))
  const room = person && (await rooms.get(person.classroomId))
  const student = room?.picture.classroom.students[person?.studentId ?? '']
  if (!room || !student) return { ok: false, error: 'token.unknown' }
  if (room.picture.classroom.phase === 'ended') return { ok: false, bye: 'class-ended' }
  if (student.removed) return { ok: false, bye: 'removed' }
  const { id } = student
  return { ok: true, identity: { room, viewer: { kind: 'student', id }, actor: { kind: 'student', id }, sender: id } }
}

async function identifyTeacher(
  { store, rooms, limits }: Parts,
  classId: string,
  cookies: string | undefined,
): Promise<Identified> {
  const token = cookies === undefined ? undefined : cookie.parse(cookies)[TEACHER_COOKIE]
  if (!token) return { ok: false, error: 'teacher.required' }
  const row = await store.classById(classId)
  // The same answer whether the class is another teacher's or nobody's.
  if (row?.teacherHash !== hashToken(token)) return { ok: false, error: 'class.unknown' }
  const room = await rooms.get(classId)
  if (!room) return { ok: false, error: 'class.unknown' }
  if (crowded(room, 'teacher', limits)) return { ok: false, error: 'message.too-many' }
  return { ok: true, identity: { room, viewer: { kind: 'teacher' }, actor: { kind: 'teacher' }, sender: 'teacher' } }
}

async function identifyProjector(parts: Parts, typedCode: string, address: string): Promise<Identified> {
  const code = normaliseCode(typedCode)
  if (!parts.mayGuess(address)) return { ok: false, error: 'message.too-many' }
  const row = code === null ? null : await parts.store.classByCode(code)
  const room = row && (await parts.rooms.get(row.id))
  if (!room || room.picture.classroom.phase === 'ended') {
    parts.guessedWrong(address)
    return { ok: false, error: 'class.unknown' }
  }
  if (crowded(room, 'projector', parts.limits)) return { ok: false, error: 'message.too-many' }
  return { ok: true, identity: { room, viewer: { kind: 'projector' }, actor: null, sender: 'projector' } }
}

const crowded = (room: Room, kind: Viewer['kind'], limits: Limits): boolean =>
  [...room.members].filter((member) => member.viewer.kind === kind).length >= limits.viewersPerClass
