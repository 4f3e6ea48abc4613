import { randomInt } from 'node:crypto'
import type { Connection, Listener } from './connection.ts'
import { Frame } from './frame.ts'
import { Session, type SessionParts } from './session.ts'

/** Where the doors bring new connections. Knows all sessions, and how many of them have not said who they are. */
export class Reception {
  readonly #parts: SessionParts
  readonly #sessions = new Set<Session>()
  readonly #strangers = new Set<Session>()
  readonly #strangersAt = new Map<string, number>()
  #closing = false

  constructor(parts: Omit<SessionParts, 'known' | 'gone'>) {
    this.#parts = {
      ...parts,
      known: (session) => this.#known(session),
      gone: (session) => this.#sessions.delete(session),
    }
  }

  get size(): number {
    return this.#sessions.size
  }

  /** Takes a connection in; the door tells the answer what it hears. Null: turned away and closed. */
  welcome(connection: Connection): Listener | null {
    const turnedAway = this.#reasonAgainst(connection)
    if (turnedAway) {
      connection.send(turnedAway)
      connection.close()
      return null
    }
    const session = new Session(connection, this.#parts)
    this.#sessions.add(session)
    this.#strangers.add(session)
    this.#count(connection.address, 1)
    return session
  }

  /** The server is stopping: everybody is told when to come back, not all at the same moment. */
  close(): void {
    this.#closing = true
    for (const session of [...this.#sessions]) session.end('server-stopping', retryAfter())
  }

  #reasonAgainst({ address }: Connection): Frame | null {
    if (this.#closing) return Frame.of({ type: 'bye', reason: 'server-stopping', retryAfter: retryAfter() })
    const { strangers, strangersPerAddress } = this.#parts.limits
    if (this.#strangers.size < strangers && (this.#strangersAt.get(address) ?? 0) < strangersPerAddress) return null
    this.#parts.log.warn({ strangers: this.#strangers.size }, 'too many connections without hello')
    return Frame.of({
      type: 'error',
      code: 'message.too-many',
      message: 'Too many new connections: come back in a moment.',
    })
  }

  #known(session: Session): void {
    if (this.#strangers.delete(session)) this.#count(session.connection.address, -1)
  }

  #count(address: string, change: 1 | -1): void {
    const count = (this.#strangersAt.get(address) ?? 0) + change
    if (count > 0) this.#strangersAt.set(address, count)
    else this.#strangersAt.delete(address)
  }
}

/** Ms until a client should come back, spread out so that a class does not return in one instant. */
const retryAfter = (): number => randomInt(500, 3_000)
