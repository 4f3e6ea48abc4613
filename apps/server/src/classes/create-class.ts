import { type Command, decide, foldPicture, type Picture, type Refusal, record } from '@synposium/classroom'
import type { NewClass } from '@synposium/protocol'
import { newClassCode, newClassId } from '../ids.ts'
import type { CommitQueue } from '../room/commit-queue.ts'
import type { Room } from '../room/room.ts'
import type { Rooms } from '../room/rooms.ts'
import { CodeTaken, type Store } from '../store/index.ts'

/** With 4 million codes and some hundred open classes, the second draw is already rare. */
const MOST_DRAWS = 20

interface Parts {
  readonly store: Store
  readonly commits: CommitQueue
  readonly rooms: Rooms
}

interface Owner {
  readonly teacherHash: string
  /** Wall time in ms since 1970. */
  readonly now: number
}

export type Created = { readonly ok: true; readonly room: Room } | { readonly ok: false; readonly refusal: Refusal }

/** Makes a class with a free code: its row, its first events, its room. */
export async function createClass(parts: Parts, wanted: NewClass, owner: Owner): Promise<Created> {
  const id = newClassId()
  for (let draw = 1; ; draw += 1) {
    const command = { type: 'class.create', id, code: newClassCode(), ...wanted } as const
    const decision = decide(null, command, { actor: { kind: 'system' }, now: owner.now, iss: () => 0 })
    if (!decision.ok) return decision
    const recorded = record(null, decision.events, owner.now)
    if (!(await takeCode(parts.store, command, owner, draw))) continue
    const picture = recorded.reduce<Picture | null>(foldPicture, null)
    const [stored] = await parts.commits.append([{ classroomId: id, expectedSeq: 0, events: recorded }])
    if (stored !== 'stored' || picture === null) throw new Error('the first events of a class were not stored')
    return { ok: true, room: parts.rooms.open(command, picture, recorded) }
  }
}

/** False when an open class has drawn this code before. */
async function takeCode(
  store: Store,
  command: Extract<Command, { type: 'class.create' }>,
  owner: Owner,
  draw: number,
): Promise<boolean> {
  const { id, code, name } = command
  try {
    await store.createClass({ id, code, name, teacherHash: owner.teacherHash, createdAt: owner.now })
    return true
  } catch (error) {
    if (error instanceof CodeTaken && draw < MOST_DRAWS) return false
    throw error
  }
}
