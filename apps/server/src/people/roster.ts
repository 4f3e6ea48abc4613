import type { Language, Picture, StudentId, Viewer } from '@synposium/classroom'
import type { Person } from '@synposium/protocol'
import { nameKey, pseudonym, suggestName } from '@synposium/protocol/names'
import { Frame } from '../connection/frame.ts'
import { AtMostEvery } from '../limits/at-most-every.ts'

/** How often the list of people goes out at most, in ms. */
const SEND_EVERY = 250

export interface Named {
  readonly id: StudentId
  readonly name: string
}

interface Onlooker {
  readonly viewer: Viewer
  readonly language: Language
}

/** The names of a class, and who is there. Names are nowhere else: not in events, not in pictures. */
export class Roster {
  readonly #names = new Map<StudentId, string>()
  readonly #reserved = new Set<string>()
  readonly #connections = new Map<StudentId, number>()
  #sending: AtMostEvery | null = null

  constructor(people: readonly Named[]) {
    for (const { id, name } of people) this.#names.set(id, name)
  }

  /** `send` is called when the list has changed, at most every SEND_EVERY ms. */
  onChange(send: () => void): void {
    this.#sending = new AtMostEvery(SEND_EVERY, send)
  }

  close(): void {
    this.#sending?.stop()
    this.#sending = null
  }

  /** Keeps a name for somebody who is about to join; null when it is taken, with a free one. Between the two nothing waits. */
  reserve(name: string): { readonly ok: true } | { readonly ok: false; readonly suggestion: string } {
    const taken = new Set([...this.#reserved, ...[...this.#names.values()].map(nameKey)])
    if (taken.has(nameKey(name))) return { ok: false, suggestion: suggestName(name, taken) }
    this.#reserved.add(nameKey(name))
    return { ok: true }
  }

  release(name: string): void {
    this.#reserved.delete(nameKey(name))
  }

  add({ id, name }: Named): void {
    this.#names.set(id, name)
    this.#sending?.ask()
  }

  remove(id: StudentId): void {
    this.#names.delete(id)
    this.#sending?.ask()
  }

  came(viewer: Viewer): void {
    if (viewer.kind === 'student') this.#count(viewer.id, 1)
  }

  left(viewer: Viewer): void {
    if (viewer.kind === 'student') this.#count(viewer.id, -1)
  }

  #count(id: StudentId, change: 1 | -1): void {
    const connections = (this.#connections.get(id) ?? 0) + change
    if (connections > 0) this.#connections.set(id, connections)
    else this.#connections.delete(id)
    this.#sending?.ask()
  }

  /** The list as one onlooker may see it: pseudonyms for the projector while names are hidden, only themselves for students at the door. */
  listFor(onlooker: Onlooker, picture: Picture): Person[] {
    const { viewer } = onlooker
    const kind = kindOf(onlooker, picture)
    const all = [...this.#names].map(([id, name], place) => ({
      id,
      name: kind === 'aliases' ? pseudonym(place, onlooker.language) : name,
      // Whoever looks is here, though they may not have been counted yet.
      online: this.#connections.has(id) || (viewer.kind === 'student' && viewer.id === id),
    }))
    return kind === 'self' ? all.filter(({ id }) => viewer.kind === 'student' && id === viewer.id) : all
  }

  /** Messages with the list, encoded once for those who see the same. */
  frames(picture: Picture): (onlooker: Onlooker) => Frame {
    const made = new Map<string, Frame>()
    return (onlooker) => {
      const kind = kindOf(onlooker, picture)
      if (kind === 'self') return this.#frame(onlooker, picture)
      const key = `${kind} ${onlooker.language}`
      const frame = made.get(key) ?? this.#frame(onlooker, picture)
      made.set(key, frame)
      return frame
    }
  }

  #frame(onlooker: Onlooker, picture: Picture): Frame {
    return Frame.of({ type: 'people', people: this.listFor(onlooker, picture) })
  }
}

function kindOf({ viewer }: Onlooker, { classroom }: Picture): 'names' | 'aliases' | 'self' {
  if (viewer.kind === 'projector') return classroom.options.hideNames ? 'aliases' : 'names'
  return viewer.kind === 'student' && classroom.students[viewer.id]?.waiting ? 'self' : 'names'
}
