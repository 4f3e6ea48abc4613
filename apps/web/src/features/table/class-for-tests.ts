import {
  type Command,
  type DecideContext,
  decide,
  foldPicture,
  type Picture,
  type Plan,
  record,
  redactPicture,
  type SeatId,
} from '@synposium/classroom'
import type { ClientCommand } from '@synposium/protocol'
import { createPinia, setActivePinia } from 'pinia'
import { type Outcome, useSession } from '../../session/session.ts'

/** A real class in memory: the commands of a server without the server. Time passes only when it is told to. */
export class ClassForTests {
  picture: Picture | null = null
  now = 1_700_000_000_000
  private iss = 2_846_986_000

  constructor(lesson: string, plan: Plan = 'trios') {
    this.run({ type: 'class.create', id: 'c1', code: 'KPT482', name: 'Networks', plan, lesson }, { kind: 'system' })
    for (const student of ['mia', 'kai', 'lin']) this.run({ type: 'student.join', student }, { kind: 'system' })
    this.run({ type: 'lesson.start' })
  }

  get room() {
    if (!this.picture) throw new Error('the class was not created')
    return this.picture.classroom
  }

  run(command: Command, actor: DecideContext['actor'] = { kind: 'teacher' }) {
    const before = this.picture?.classroom ?? null
    const iss = () => {
      this.iss += 104_729
      return this.iss
    }
    const decision = decide(before, command, { actor, now: this.now, iss })
    if (decision.ok)
      for (const fact of record(before, [...decision.events], this.now)) this.picture = foldPicture(this.picture, fact)
    return decision
  }

  /** Lets class time pass in small steps, so that flights land and the autopilot thinks. */
  pass(ms: number): void {
    for (const end = this.now + ms; this.now < end; ) {
      this.now += 250
      this.run({ type: 'tick' }, { kind: 'system' })
    }
  }

  autopilot(seats: readonly SeatId[], on: boolean): void {
    for (const seat of seats) this.run({ type: 'seat.autopilot', seat, on })
  }

  segments(table = 1): number {
    return this.picture?.ladders[String(table)]?.rows.filter((row) => row.kind === 'segment').length ?? 0
  }

  /** Has the autopilot play every seat until so many segments have been sent and have landed; then the students play again. */
  playTo(count: number): void {
    const seats = Object.keys(this.room.seats)
    this.autopilot(seats, true)
    for (let i = 0; i < 4000 && this.segments() < count; i++) this.pass(250)
    this.autopilot(seats, false)
    this.pass(2000)
  }
}

/** The session store of a student (or nobody's) of this class, answered at once. */
export function sessionOf(world: ClassForTests, student: string | null) {
  setActivePinia(createPinia())
  const session = useSession()
  const viewer = student === null ? ({ kind: 'teacher' } as const) : ({ kind: 'student', id: student } as const)
  const sync = () => {
    if (world.picture) session.picture = redactPicture(world.picture, viewer)
    session.offset = world.now - Date.now()
  }
  session.$patch({ status: 'live', classId: 'c1' })
  session.viewer = viewer
  session.people = new Map(
    Object.entries({ mia: 'Mia', kai: 'Kai', lin: 'Lin' }).map(([id, name]) => [id, { id, name, online: true }]),
  )
  session.command = async (command: ClientCommand): Promise<Outcome> => {
    const decision = world.run(command, student === null ? { kind: 'teacher' } : { kind: 'student', id: student })
    sync()
    if (!decision.ok) return { ok: false, code: decision.refusal.code }
    const sent = decision.events.find((event) => event.type === 'segment.sent' || event.type === 'segment.refused')
    if (sent?.judged === undefined) return { ok: true, seq: world.room.seq }
    const result = { ...sent.judged, sent: sent.type === 'segment.sent' }
    return { ok: true, seq: world.room.seq, result: result as NonNullable<Extract<Outcome, { ok: true }>['result']> }
  }
  session.sayComposing = () => undefined
  sync()
  return { session, sync }
}
