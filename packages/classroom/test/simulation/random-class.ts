import { FLAGS, type Flag, moves } from '@synposium/tcp'
import { type Actor, type Command, LESSONS, PLANS, type PlayerCall, type Socket } from '../../src/index.ts'
import { Room } from './class-room.ts'
import { randomNumbers } from './random.ts'

type Pick = <T>(items: readonly T[]) => T | undefined

/** A class in which anything may happen: people come and go, the teacher turns every knob, players send right and wrong segments. */
export class RandomClass {
  readonly room: Room
  readonly #random: () => number
  #people = 0

  constructor(seed: number) {
    this.#random = randomNumbers(seed)
    const plan = this.#pick(PLANS) ?? 'trios'
    this.room = new Room(plan, this.#pick(LESSONS)?.id ?? 'talk', seed)
    for (let i = 0; i < 4; i += 1) this.#ask({ kind: 'system' }, this.#arrival())
    this.#ask({ kind: 'teacher' }, { type: 'lesson.start' })
  }

  #pick: Pick = (items) => items[Math.floor(this.#random() * items.length)]

  #below(n: number): number {
    return Math.floor(this.#random() * n)
  }

  /** One thing happens. Its refusal is as good as its success. */
  step(): void {
    const dice = this.#random()
    if (dice < 0.3) this.room.pass(this.#below(3000))
    else if (dice < 0.35) this.#ask({ kind: 'system' }, this.#arrival())
    else if (dice < 0.42) this.#ask({ kind: 'teacher' }, this.#teachers())
    else this.#play()
  }

  #ask(actor: Actor, command: Command | null): void {
    if (command !== null) this.room.ask(actor, command)
  }

  #arrival(): Command {
    if (this.#random() < 0.3) return { type: 'tick' }
    this.#people += 1
    const again = this.#random() < 0.2
    return { type: 'student.join', student: again ? `p${1 + this.#below(this.#people)}` : `p${this.#people}` }
  }

  #someone(): string {
    return `p${1 + this.#below(Math.max(1, this.#people))}`
  }

  #seat(): string {
    return this.#pick(Object.keys(this.room.state.seats)) ?? '1.client'
  }

  #teachers(): Command {
    const options: readonly (() => Command)[] = [
      () => ({ type: 'lesson.start', lesson: this.#pick(LESSONS)?.id ?? 'talk' }),
      () => ({ type: 'lesson.start' }),
      () => ({ type: 'lesson.choose', lesson: this.#pick(LESSONS)?.id ?? 'talk' }),
      () => (this.#random() < 0.2 ? { type: 'lesson.stop' } : { type: 'clock.resume' }),
      () => ({ type: 'clock.pause' }),
      () => ({ type: 'clock.resume' }),
      () => ({ type: 'clock.resume' }),
      () => ({ type: 'class.plan', plan: this.#pick(PLANS) ?? 'pairs' }),
      () => ({ type: 'class.lock', locked: this.#random() < 0.3 }),
      () => ({ type: 'class.configure', options: { feedback: this.#random() < 0.5 ? 'guarded' : 'consequences' } }),
      () => ({ type: 'class.configure', options: { pace: 100 + this.#below(3000), flight: this.#below(2000) } }),
      () => ({ type: 'class.configure', options: { tcp: this.#settings() } }),
      () => ({ type: 'seat.assign', seat: this.#seat(), student: this.#random() < 0.2 ? null : this.#someone() }),
      () => ({ type: 'seat.autopilot', seat: this.#seat(), on: this.#random() < 0.5 }),
      () => ({ type: 'student.remove', student: this.#someone() }),
      () => ({ type: 'student.restore', student: this.#someone() }),
      () => ({ type: 'student.admit', students: [this.#someone(), this.#someone()] }),
    ]
    return (this.#pick(options) ?? (() => ({ type: 'tick' })))()
  }

  #settings() {
    const { tcp } = this.room.state.options
    return {
      ...tcp,
      calls: this.#random() < 0.3 ? ('explicit' as const) : ('implied' as const),
      rto: 5000 + this.#below(30_000),
    }
  }

  #play(): void {
    const { sockets, seats } = this.room.state
    // Mostly sockets that somebody plays by hand.
    const byHand = Object.values(sockets).filter((s) => seats[s.seat]?.student != null)
    const socket = this.#pick(this.#random() < 0.9 && byHand.length > 0 ? byHand : Object.values(sockets))
    const student = socket === undefined ? undefined : seats[socket.seat]?.student
    const id = student ?? this.#someone()
    const dice = this.#random()
    const actor = { kind: 'student', id } as const
    if (socket === undefined || dice < 0.05) this.#ask(actor, { type: 'seat.take', seat: this.#seat() })
    else if (dice < 0.07) this.#ask(actor, { type: 'seat.leave' })
    else if (dice < 0.12) this.#ask(actor, { type: 'hint.take', socket: socket.id, tier: this.#random() < 0.5 ? 2 : 3 })
    else if (dice < 0.35) this.#ask(actor, { type: 'call.make', socket: socket.id, call: this.#call() })
    else this.#ask(actor, dice < 0.75 ? this.#rightMove(socket) : this.#anySegment(socket))
  }

  #call(): PlayerCall {
    const calls: readonly PlayerCall[] = [
      { name: 'listen', backlog: this.#below(4) },
      { name: 'listen', backlog: 5 },
      { name: 'accept' },
      { name: 'connect' },
      { name: 'write', length: this.#below(3000) },
      { name: 'read', length: this.#below(4000) },
      { name: 'read', length: 4096 },
      { name: 'shutdown', how: 'SHUT_WR' },
      { name: 'shutdown', how: 'SHUT_RD' },
      { name: 'close' },
      { name: 'abort' },
    ]
    return this.#pick(calls) ?? { name: 'accept' }
  }

  #rightMove(socket: Socket): Command | null {
    const tcb =
      socket.tcb.state === 'CLOSED' && socket.tcb.remote === null ? { ...socket.tcb, remote: socket.peer } : socket.tcb
    const settings = this.room.state.options.tcp
    const all = moves(tcb, { now: this.room.time, iss: tcb.iss, settings }).filter(
      (move) => move.act !== 'abort' || this.#random() < 0.02,
    )
    const move = this.#pick(all)
    if (move === undefined) return null
    const { flags, seq, ack, window, length, mss } = move.segment
    const segment = { flags, seq, ack, window, length, ...(mss === undefined ? {} : { mss }) }
    return { type: 'segment.send', socket: socket.id, segment }
  }

  #anySegment(socket: Socket): Command {
    const { tcb } = socket
    const flags: Flag[] = FLAGS.filter(() => this.#random() < 0.35)
    const near = (n: number): number => (n + this.#below(5) - 2 + 2 ** 32) % 2 ** 32
    const segment = {
      flags,
      seq: this.#random() < 0.8 ? near(tcb.sndNxt) : this.#below(2 ** 32),
      ack: this.#random() < 0.8 ? near(tcb.rcvNxt) : this.#below(2 ** 32),
      window: this.#below(65_536),
      length: this.#random() < 0.6 ? 0 : this.#below(1500),
      ...(this.#random() < 0.2 ? { mss: this.#below(2000) } : {}),
      ...(this.#random() < 0.1 ? { from: { ip: '10.0.1.2', port: 5000 + this.#below(20) } } : {}),
      ...(this.#random() < 0.1 ? { to: { ip: this.#random() < 0.5 ? '10.0.2.1' : '192.0.2.7', port: 80 } } : {}),
    }
    return { type: 'segment.send', socket: socket.id, segment }
  }
}
