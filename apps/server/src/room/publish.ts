import { type ClassEvent, type Recorded, redact, type Seen, type StudentId, type Viewer } from '@synposium/classroom'
import { Frame } from '../connection/frame.ts'

/** A student who had no part in anything: sees what every student sees. No id is empty. */
const ANY_STUDENT: Viewer = { kind: 'student', id: '' }

/**
 * What happened in one turn, encoded once for each kind of viewer: the teacher, the projector, the students who had no part in
 * it, and each student who had.
 */
export class Publication {
  readonly #events: readonly Recorded[]
  readonly #now: number
  readonly #actors: ReadonlySet<StudentId>
  readonly #texts = new Map<Seen, string>()
  readonly #frames = new Map<string, Frame>()

  constructor(events: readonly Recorded[], now: number) {
    this.#events = events
    this.#now = now
    this.#actors = new Set(events.flatMap(({ event }) => actorsOf(event)))
  }

  frameFor(viewer: Viewer): Frame {
    const [key, stand] = this.#kindOf(viewer)
    const made = this.#frames.get(key)
    if (made) return made
    const frame = this.#encode(stand)
    this.#frames.set(key, frame)
    return frame
  }

  #kindOf(viewer: Viewer): readonly [string, Viewer] {
    if (viewer.kind !== 'student') return [viewer.kind, viewer]
    return this.#actors.has(viewer.id) ? [`student ${viewer.id}`, viewer] : ['student', ANY_STUDENT]
  }

  #encode(viewer: Viewer): Frame {
    const texts = this.#events.map((recorded) => this.#textOf(redact(recorded, viewer)))
    return new Frame(`{"type":"events","now":${this.#now},"events":[${texts.join(',')}]}`)
  }

  /** An event that is the same for several viewers is the same object, and turned into text once. */
  #textOf(seen: Seen): string {
    const known = this.#texts.get(seen)
    if (known !== undefined) return known
    const text = JSON.stringify(seen)
    this.#texts.set(seen, text)
    return text
  }
}

/** The students to whom an event may look different than to their classmates: those who brought it about. */
export function actorsOf(event: ClassEvent): readonly StudentId[] {
  const actors: StudentId[] = []
  if ('by' in event && typeof event.by === 'object' && event.by !== null) actors.push(event.by.student)
  if ('student' in event) actors.push(typeof event.student === 'string' ? event.student : event.student.id)
  return actors
}
