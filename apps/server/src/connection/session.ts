import type { Language } from '@synposium/classroom'
import {
  type ByeReason,
  type ClientMessage,
  type ErrorCode,
  errorText,
  type Hello,
  type Issue,
  PROTOCOL_VERSION,
  type ServerMessage,
} from '@synposium/protocol'
import { clientMessage, explain } from '@synposium/protocol/schemas'
import { Allowance } from '../limits/allowance.ts'
import type { Limits } from '../limits/limits.ts'
import { type Log, noteBug } from '../log.ts'
import type { Answer } from '../room/answers.ts'
import type { Member } from '../room/member.ts'
import { refused } from '../room/turn.ts'
import { Composing } from './composing.ts'
import type { Connection, Listener } from './connection.ts'
import { Frame } from './frame.ts'
import type { Identified, Identity } from './identify.ts'

export interface SessionParts {
  readonly limits: Limits
  readonly log: Log
  /** Wall time in ms since 1970. */
  readonly now: () => number
  readonly identify: (hello: Hello, cookies: string | undefined, address: string) => Promise<Identified>
  /** The session knows who it is, or is over: it is no stranger any more. */
  readonly known: (session: Session) => void
  readonly gone: (session: Session) => void
}

/**
 * One client, from hello to good-bye: every limit, right and answer, the same through every door. Who speaks is decided by the
 * connection's credential; a message never says so.
 */
export class Session implements Listener {
  readonly connection: Connection
  readonly #parts: SessionParts
  readonly #messages: Allowance
  readonly #misbehaviour: Allowance
  readonly #helloTimer: NodeJS.Timeout
  #state: 'new' | 'greeting' | 'in' | 'over' = 'new'
  #identity: Identity | null = null
  #member: Member | null = null
  #composing: Composing | null = null
  /** What came in while the credential was being looked up; the rate limit bounds it. */
  #early: ClientMessage[] = []

  constructor(connection: Connection, parts: SessionParts) {
    this.connection = connection
    this.#parts = parts
    const now = performance.now()
    this.#messages = new Allowance(parts.limits.messages, now)
    this.#misbehaviour = new Allowance(parts.limits.misbehaviour, now)
    this.#helloTimer = setTimeout(() => this.#deny('hello.first'), parts.limits.helloWithin)
  }

  heardText(text: string): void {
    if (Buffer.byteLength(text) > this.#parts.limits.messageBytes) {
      this.#complain('message.too-large')
      return
    }
    const value = parseJson(text)
    if (value === undefined) this.#complain('message.not-json')
    else this.#heard(value)
  }

  heardValue(value: unknown): void {
    if (jsonBytes(value) > this.#parts.limits.messageBytes) this.#complain('message.too-large')
    else this.#heard(value)
  }

  heardNoise(expected: string): void {
    this.#complain('message.invalid', [{ path: 'message', expected }])
  }

  closed(): void {
    if (this.#state !== 'over') this.#finish()
    this.#parts.gone(this)
  }

  /** Says why, and closes. */
  end(reason: ByeReason, retryAfter?: number): void {
    if (this.#state === 'over') return
    this.#send({ type: 'bye', reason, ...(retryAfter === undefined ? {} : { retryAfter }) })
    this.#finish()
    this.connection.close()
  }

  #heard(value: unknown): void {
    if (this.#state === 'over') return
    if (!this.#messages.take(performance.now())) {
      this.#complain('message.too-many')
      return
    }
    const parsed = clientMessage.safeParse(value)
    if (!parsed.success) this.#complain('message.invalid', explain(parsed.error), idOf(value))
    else if (this.#state === 'greeting' && parsed.data.type !== 'hello') this.#early.push(parsed.data)
    else this.#dispatch(parsed.data)
  }

  #dispatch(message: ClientMessage): void {
    if (message.type === 'ping') this.#send({ type: 'pong', t: message.t, now: this.#parts.now() })
    else if (message.type === 'hello' && this.#state === 'new') void this.#greet(message)
    else if (message.type === 'hello') this.#complain('hello.twice')
    else if (!this.#identity)
      this.#complain('hello.first', undefined, message.type === 'command' ? message.id : undefined)
    else if (message.type === 'command') void this.#command(this.#identity, message)
    else this.#composing?.say(message.socket, message.on)
  }

  async #greet(hello: Hello): Promise<void> {
    if (hello.version !== PROTOCOL_VERSION) {
      this.#error('version.unsupported')
      this.end('version')
      return
    }
    this.#state = 'greeting'
    try {
      const { cookies, address } = this.connection
      const found = await this.#parts.identify(hello, cookies, address)
      if (this.#state !== 'greeting') return
      if (found.ok) this.#enter(found.identity, hello)
      else if ('bye' in found) this.end(found.bye)
      else this.#deny(found.error)
    } catch (error) {
      noteBug(this.#parts.log, error, { at: 'hello' })
      this.#deny('internal')
    }
  }

  #enter(identity: Identity, hello: Hello): void {
    clearTimeout(this.#helloTimer)
    this.#state = 'in'
    this.#identity = identity
    this.#parts.known(this)
    const { room, viewer } = identity
    this.#member = this.#asMember(identity, hello.language ?? 'en')
    this.#composing = new Composing(room, this.#member, this.#parts.limits.composingEvery)
    room.enter(this.#member, hello.lastSeq)
    this.#parts.log.info({ class: room.id, viewer: viewer.kind, door: this.connection.door }, 'entered')
    for (const message of this.#early.splice(0)) this.#dispatch(message)
  }

  #asMember({ viewer }: Identity, language: Language): Member {
    return { viewer, language, send: (frame) => this.#sendFrame(frame), end: (reason) => this.end(reason) }
  }

  async #command(identity: Identity, message: Extract<ClientMessage, { type: 'command' }>): Promise<void> {
    const { room, actor, sender } = identity
    const { id, command } = message
    const outcome = actor === null ? FORBIDDEN : await room.submit(actor, command, { sender, commandId: id })
    if ('ok' in outcome) {
      this.#ack(id, outcome)
      return
    }
    // The client will ask again, elsewhere or later.
    if ('closed' in outcome) return
    this.#error('internal', undefined, id)
    // Whatever went wrong, the client gets the class as it is now.
    if (this.#member && this.#state === 'in') room.resync(this.#member)
  }

  #ack(id: string, answer: Answer): void {
    this.#send({ type: 'ack', id, ...answer })
  }

  /** Tells the client what was wrong and goes on; who never stops is closed. */
  #complain(code: ErrorCode, issues?: readonly Issue[], id?: string): void {
    if (this.#state === 'over') return
    if (this.#misbehaviour.take(performance.now())) {
      this.#error(code, issues, id)
      return
    }
    this.#parts.log.info({ class: this.#identity?.room.id, door: this.connection.door }, 'closed for abuse')
    this.end('abuse')
  }

  /** Without a credential there is nothing to go on with. */
  #deny(code: ErrorCode): void {
    this.#error(code)
    this.#finish()
    this.connection.close()
  }

  #error(code: ErrorCode, issues?: readonly Issue[], id?: string): void {
    const message = { type: 'error', code, message: errorText(code) } as const
    this.#send({ ...message, ...(issues ? { issues } : {}), ...(id === undefined ? {} : { id }) })
  }

  #send(message: ServerMessage): void {
    this.#sendFrame(Frame.of(message))
  }

  #sendFrame(frame: Frame): void {
    if (this.#state === 'over') return
    // Resuming from the log is cheaper than a buffer that grows for a client that does not read.
    if (this.connection.waiting > this.#parts.limits.sendBuffer) this.#tooSlow()
    else this.connection.send(frame)
  }

  #tooSlow(): void {
    this.#finish()
    this.connection.send(Frame.of({ type: 'bye', reason: 'too-slow' }))
    this.connection.cut()
  }

  #finish(): void {
    this.#state = 'over'
    clearTimeout(this.#helloTimer)
    this.#composing?.close()
    if (this.#identity && this.#member) this.#identity.room.leave(this.#member)
    this.#member = null
    this.#parts.known(this)
  }
}

const FORBIDDEN = refused({ code: 'command.forbidden' })

/** Undefined is what no JSON text stands for. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The size a parsed value has as JSON. What cannot be written as JSON counts as too large. */
function jsonBytes(value: unknown): number {
  try {
    return Buffer.byteLength(JSON.stringify(value) ?? '')
  } catch {
    return Number.POSITIVE_INFINITY
  }
}

/** The id of a command that could not be read otherwise, so that its sender knows which one it was. */
function idOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('id' in value)) return undefined
  const { id } = value
  return typeof id === 'string' && /^[!-~]{1,64}$/.test(id) ? id : undefined
}
