import { foldPicture, type Picture, type Recorded, upcast } from '@synposium/classroom'
import type { Store } from '../store/index.ts'

const PAGE = 500
/** Kept for clients that come back after a restart. */
const LONGEST_TAIL = 500

export interface Loaded {
  readonly picture: Picture
  /** The last event that is in a snapshot; 0: none. */
  readonly snapshotSeq: number
  /** The events after the snapshot, the last ones of them. */
  readonly tail: readonly Recorded[]
}

/** The class as its log says: the newest snapshot that can be read, and the events after it. Null when the log is empty. */
export async function loadPicture(store: Store, classroomId: string): Promise<Loaded | null> {
  const start = await newestSnapshot(store, classroomId)
  let picture = start?.picture ?? null
  let tail: readonly Recorded[] = []
  for (;;) {
    const page = (await store.eventsAfter(classroomId, picture?.classroom.seq ?? 0, PAGE)).map(upcast)
    picture = page.reduce<Picture | null>(foldPicture, picture)
    tail = [...tail, ...page].slice(-LONGEST_TAIL)
    if (page.length < PAGE) return picture && { picture, snapshotSeq: start?.snapshotSeq ?? 0, tail }
  }
}

/** A snapshot is a copy: one that cannot be used costs time, never the class. */
async function newestSnapshot(store: Store, classroomId: string): Promise<Omit<Loaded, 'tail'> | null> {
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
