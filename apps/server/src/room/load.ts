import { foldPicture, type Picture, upcast } from '@synposium/classroom'
import type { Store } from '../store/index.ts'

const PAGE = 500

export interface Loaded {
  readonly picture: Picture
  /** The last event that is in a snapshot; 0: none. */
  readonly snapshotSeq: number
}

/** The class as its log says: the newest snapshot that can be read, and the events after it. Null when the log is empty. */
export async function loadPicture(store: Store, classroomId: string): Promise<Loaded | null> {
  const start = await newestSnapshot(store, classroomId)
  const picture = await foldTail(store, classroomId, start?.picture ?? null)
  return picture === null ? null : { picture, snapshotSeq: start?.snapshotSeq ?? 0 }
}

/** Folds the stored events that the picture does not have yet. */
export async function foldTail(store: Store, classroomId: string, from: Picture | null): Promise<Picture | null> {
  let picture = from
  for (;;) {
    const page = await store.eventsAfter(classroomId, picture?.classroom.seq ?? 0, PAGE)
    picture = page.map(upcast).reduce<Picture | null>(foldPicture, picture)
    if (page.length < PAGE) return picture
  }
}

/** A snapshot is a copy: one that cannot be used costs time, never the class. */
async function newestSnapshot(store: Store, classroomId: string): Promise<Loaded | null> {
  let before: number | undefined
  for (;;) {
    const snapshot = await store.latestSnapshot(classroomId, before)
    if (snapshot === null) return null
    if (isPicture(snapshot.body, snapshot.seq)) return { picture: snapshot.body, snapshotSeq: snapshot.seq }
    before = snapshot.seq
  }
}

function isPicture(body: unknown, seq: number): body is Picture {
  if (typeof body !== 'object' || body === null || !('classroom' in body)) return false
  const { classroom } = body
  if (typeof classroom !== 'object' || classroom === null) return false
  return 'version' in classroom && classroom.version === 1 && 'seq' in classroom && classroom.seq === seq
}
