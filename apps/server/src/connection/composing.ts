import type { SocketId } from '@synposium/classroom'
import { AtMostEvery } from '../limits/at-most-every.ts'
import type { Member } from '../room/member.ts'
import type { Room } from '../room/room.ts'
import { Frame } from './frame.ts'

/** “Kai is composing”: passed on to the others in the class, at most once per interval, never stored. */
export class Composing {
  readonly #room: Room
  readonly #author: Member
  readonly #passOn: AtMostEvery
  /** What was said last, and what the others were told last. */
  #said: SocketId | null = null
  #told: SocketId | null = null

  constructor(room: Room, author: Member, every: number) {
    this.#room = room
    this.#author = author
    this.#passOn = new AtMostEvery(every, () => this.#tell())
  }

  say(socket: SocketId, on: boolean): void {
    if (!this.#plays(socket)) return
    if (on) this.#said = socket
    else if (this.#said === socket) this.#said = null
    if (this.#said !== this.#told) this.#passOn.ask()
  }

  close(): void {
    this.#passOn.stop()
    this.#said = null
    this.#tell()
  }

  /** Only the player of a socket can be composing for it. */
  #plays(socket: SocketId): boolean {
    const { viewer } = this.#author
    const { sockets, seats } = this.#room.picture.classroom
    const seat = Object.hasOwn(sockets, socket) ? sockets[socket]?.seat : undefined
    return viewer.kind === 'student' && seat !== undefined && seats[seat]?.student === viewer.id
  }

  #tell(): void {
    if (this.#said === this.#told) return
    if (this.#told !== null) this.#send(this.#told, false)
    if (this.#said !== null) this.#send(this.#said, true)
    this.#told = this.#said
  }

  #send(socket: SocketId, on: boolean): void {
    const frame = Frame.of({ type: 'composing', socket, on })
    for (const member of this.#room.members) if (member !== this.#author) member.send(frame)
  }
}
