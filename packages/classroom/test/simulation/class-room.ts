import {
  type Actor,
  type ClassEvent,
  type Classroom,
  type Command,
  classTime,
  type Decision,
  decide,
  evolve,
  foldPicture,
  type LessonId,
  nextDue,
  type Picture,
  type Plan,
  type Recorded,
  type RefusalCode,
  record,
  type Socket,
  wallTime,
} from '../../src/index.ts'
import { randomNumbers } from './random.ts'

const START = Date.UTC(2026, 8, 1, 8, 0, 0)

/** A class as the server keeps it: a log and its state, a clock that the test moves by hand. */
export class Room {
  readonly log: Recorded[] = []
  now = START
  #state: Classroom | null = null
  #picture: Picture | null = null
  readonly #iss: () => number

  constructor(plan: Plan = 'trios', lesson: LessonId = 'handshake', seed = 1) {
    const random = randomNumbers(seed)
    this.#iss = () => Math.floor(random() * 2 ** 32)
    this.must({ kind: 'system' }, { type: 'class.create', id: 'c1', code: 'KPT482', name: 'Networks', plan, lesson })
  }

  get state(): Classroom {
    if (this.#state === null) throw new Error('no class')
    return this.#state
  }

  get picture(): Picture {
    if (this.#picture === null) throw new Error('no class')
    return this.#picture
  }

  get time(): number {
    return classTime(this.state.clock, this.now)
  }

  /** Decides, records and applies, as the server does. */
  ask(actor: Actor, command: Command): Decision {
    const decision = decide(this.#state, command, { actor, now: this.now, iss: this.#iss })
    if (!decision.ok) return decision
    for (const recorded of record(this.#state, decision.events, this.now)) {
      this.log.push(recorded)
      this.#state = evolve(this.#state, recorded)
      this.#picture = foldPicture(this.#picture, recorded)
    }
    return decision
  }

  must(actor: Actor, command: Command): ClassEvent[] {
    const decision = this.ask(actor, command)
    if (!decision.ok) throw new Error(`${command.type} was refused: ${JSON.stringify(decision.refusal)}`)
    return decision.events
  }

  /** The code with which a command is refused; null when it is not. */
  refusal(actor: Actor, command: Command): RefusalCode | null {
    const decision = this.ask(actor, command)
    return decision.ok ? null : decision.refusal.code
  }

  teacher(command: Command): ClassEvent[] {
    return this.must({ kind: 'teacher' }, command)
  }

  student(id: string, command: Command): ClassEvent[] {
    return this.must({ kind: 'student', id }, command)
  }

  join(...students: string[]): void {
    for (const student of students) this.must({ kind: 'system' }, { type: 'student.join', student })
  }

  tick(): ClassEvent[] {
    return this.must({ kind: 'system' }, { type: 'tick' })
  }

  /** Lets `ms` of wall time pass, with a tick whenever something is due, as the server's timer does it. */
  pass(ms: number): void {
    const end = this.now + ms
    for (;;) {
      const due = nextDue(this.state)
      const at = due === null ? Number.POSITIVE_INFINITY : Math.ceil(wallTime(this.state.clock, due))
      if (at > end) break
      this.now = Math.max(this.now, at)
      this.tick()
    }
    this.now = end
  }

  /** Lets time pass until nothing flies any more. */
  land(): void {
    while (this.state.wire.length > 0) {
      const last = Math.max(...this.state.wire.map((flight) => flight.dueAt))
      this.pass(Math.max(0, Math.ceil(wallTime(this.state.clock, last)) - this.now))
    }
  }

  /** Lets time pass until `done`, from one due moment to the next, at most `limit` ms. */
  passUntil(done: (state: Classroom) => boolean, limit = 600_000): void {
    const end = this.now + limit
    while (!done(this.state)) {
      const due = nextDue(this.state)
      if (due === null) throw new Error(`nothing will ever happen again:\n${this.story()}`)
      if (this.now >= end) throw new Error(`not done after ${limit} ms:\n${this.story()}`)
      this.pass(Math.max(0, Math.ceil(wallTime(this.state.clock, due)) - this.now))
    }
  }

  socket(id: string): Socket {
    const socket = this.state.sockets[id]
    if (socket === undefined) throw new Error(`no socket ${id} among ${Object.keys(this.state.sockets).join(', ')}`)
    return socket
  }

  events<T extends ClassEvent['type']>(type: T): Extract<ClassEvent, { type: T }>[] {
    return this.log.map((r) => r.event).filter((e): e is Extract<ClassEvent, { type: T }> => e.type === type)
  }

  goals(table = 1): readonly string[] {
    return this.state.tables[table]?.reached ?? []
  }

  /** The log in words, for the message of a failed test. */
  story(): string {
    return this.log
      .map(({ time, event }) => {
        if (event.type === 'segment.sent' || event.type === 'segment.refused') {
          const { flags, seq, ack, length, window } = event.segment
          return `${time} ${event.type} ${event.from} ${flags.join('+')} seq=${seq} ack=${ack} len=${length} win=${window}`
        }
        if (event.type === 'call.made') return `${time} call ${event.from} ${JSON.stringify(event.call)}`
        if (event.type === 'segment.arrived') return `${time} arrived ${event.to} ${event.rule}`
        if (event.type === 'goal.reached') return `${time} goal ${event.goal}`
        return `${time} ${event.type}`
      })
      .join('\n')
  }
}
