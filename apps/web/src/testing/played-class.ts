import {
  type Actor,
  type Command,
  classTime,
  type Draft,
  decide,
  foldPicture,
  type LessonId,
  nextDue,
  type Picture,
  type Plan,
  record,
  type SocketId,
  wallTime,
} from '@synposium/classroom'
import type { Person } from '@synposium/protocol'

const START = Date.UTC(2026, 8, 1, 8)

/** A class played by the real rules, for tests of screens: its picture is what the server would send. */
export class PlayedClass {
  now = START
  picture: Picture
  readonly people = new Map<string, Person>()
  #iss = 1_000

  constructor(plan: Plan = 'trios', lesson: LessonId = 'handshake') {
    this.picture = this.#fold(
      null,
      { kind: 'system' },
      { type: 'class.create', id: 'c1', code: 'KPT482', name: 'Networks', plan, lesson },
    )
  }

  get time(): number {
    return classTime(this.picture.classroom.clock, this.now)
  }

  /** Lets students join under these names; their ids are the names. */
  join(...names: readonly string[]): this {
    for (const name of names) {
      this.people.set(name, { id: name, name, online: true })
      this.#do({ kind: 'system' }, { type: 'student.join', student: name })
    }
    return this
  }

  teacher(command: Command): this {
    return this.#do({ kind: 'teacher' }, command)
  }

  student(id: string, command: Command): this {
    return this.#do({ kind: 'student', id }, command)
  }

  /** Sends with the numbers of the socket's own TCB, save what `draft` says. */
  send(id: string, socket: SocketId, draft: Partial<Draft>): this {
    const tcb = this.picture.classroom.sockets[socket]?.tcb
    if (!tcb) throw new Error(`no socket ${socket}`)
    const segment = { flags: [], seq: tcb.sndNxt, ack: tcb.rcvNxt, window: 4096, length: 0, ...draft }
    return this.student(id, { type: 'segment.send', socket, segment })
  }

  /** Lets `ms` of wall time pass, with everything that falls due on the way. */
  wait(ms: number): this {
    const until = this.now + ms
    for (let due = this.#nextWall(); due !== null && due <= until; due = this.#nextWall()) {
      this.now = Math.max(this.now, due)
      this.#do({ kind: 'system' }, { type: 'tick' })
    }
    this.now = until
    return this
  }

  #nextWall(): number | null {
    const due = nextDue(this.picture.classroom)
    return due === null ? null : wallTime(this.picture.classroom.clock, due)
  }

  #do(actor: Actor, command: Command): this {
    this.picture = this.#fold(this.picture, actor, command)
    return this
  }

  #fold(before: Picture | null, actor: Actor, command: Command): Picture {
    const state = before?.classroom ?? null
    const decision = decide(state, command, { actor, now: this.now, iss: () => (this.#iss += 10_000) })
    if (!decision.ok) throw new Error(`${command.type} was refused: ${decision.refusal.code}`)
    const after = record(state, decision.events, this.now).reduce<Picture | null>(foldPicture, before)
    if (!after) throw new Error('no picture')
    return after
  }
}
