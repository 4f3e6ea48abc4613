import type { Picture, Recorded } from '@synposium/classroom'
import { noteBug } from '../log.ts'
import { Roster } from '../people/roster.ts'
import type { ClassRow } from '../store/index.ts'
import { type Loaded, loadPicture } from './load.ts'
import { Room, type RoomParts } from './room.ts'

/** A room that nobody has used for so long goes back to its log. In ms. */
const IDLE_FOR = 10 * 60_000
const SWEEP_EVERY = 60_000
/** A class whose log cannot be read is not tried again before that, so that it costs the others nothing. In ms. */
const BROKEN_FOR = 10_000

/** The classes that are alive in this process, each loaded once. */
export class Rooms {
  readonly #parts: RoomParts
  readonly #rooms = new Map<string, Promise<Room | null>>()
  readonly #sweeper: NodeJS.Timeout

  constructor(parts: RoomParts) {
    this.#parts = parts
    this.#sweeper = setInterval(() => void this.unloadIdle(), SWEEP_EVERY).unref()
  }

  /** The room of a class, loaded from its log when it is not here. Null: no such class. Throws when the log cannot be read. */
  async get(classId: string): Promise<Room | null> {
    for (;;) {
      const room = await this.#loaded(classId)
      // Let go in this very moment: the next look loads it again.
      if (room?.isClosed) continue
      room?.touch()
      return room
    }
  }

  #loaded(classId: string): Promise<Room | null> {
    const known = this.#rooms.get(classId)
    if (known) return known
    const room = this.#load(classId)
    this.#rooms.set(classId, room)
    room
      .then((loaded) => loaded ?? this.#rooms.delete(classId))
      .catch((error) => {
        noteBug(this.#parts.log, error, { class: classId, at: 'load' })
        setTimeout(() => this.#rooms.delete(classId), BROKEN_FOR).unref()
      })
    return room
  }

  /** Opens the room of a class that was stored just now. */
  open(row: Pick<ClassRow, 'id' | 'code'>, picture: Picture, tail: readonly Recorded[]): Room {
    const room = this.#open(row, new Roster([]), { picture, snapshotSeq: 0, tail })
    this.#rooms.set(row.id, Promise.resolve(room))
    return room
  }

  async #load(classId: string): Promise<Room | null> {
    const { store, now } = this.#parts
    const row = await store.classById(classId)
    const loaded = row && (await loadPicture(store, classId))
    if (!row || !loaded) return null
    // The process may have ended between the last event of the class and this.
    if (loaded.picture.classroom.phase === 'ended' && row.endedAt === null) await store.endClass(classId, now())
    const people = await store.people(classId)
    const roster = new Roster(people.map(({ studentId, name }) => ({ id: studentId, name })))
    return this.#open(row, roster, loaded)
  }

  #open(row: Pick<ClassRow, 'id' | 'code'>, roster: Roster, loaded: Loaded): Room {
    const room = new Room(this.#parts, row, roster, loaded)
    roster.onChange(() => room.sendPeople())
    return room
  }

  /** Lets go of the rooms that nobody uses. What they know is in the log. */
  async unloadIdle(): Promise<void> {
    const oldest = this.#parts.now() - IDLE_FOR
    for (const [id, promise] of this.#rooms) {
      const room = await promise.catch(() => null)
      if (!room || room.lastUsed > oldest) continue
      this.#rooms.delete(id)
      await room.close()
    }
  }

  /** Finishes what is under way everywhere. */
  async close(): Promise<void> {
    clearInterval(this.#sweeper)
    const loading = [...this.#rooms.values()]
    this.#rooms.clear()
    const rooms = await Promise.all(loading.map((promise) => promise.catch(() => null)))
    await Promise.all(rooms.map((room) => room?.close()))
  }
}
