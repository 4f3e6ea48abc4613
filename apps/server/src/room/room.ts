import { randomInt } from 'node:crypto'
import {
  type Actor,
  type Command,
  foldPicture,
  mayCommand,
  type Picture,
  type Recorded,
  upcast,
} from '@synposium/classroom'
import { type Log, noteBug } from '../log.ts'
import type { Roster } from '../people/roster.ts'
import type { ClassRow, Store } from '../store/index.ts'
import { type Answer, Answers, type Outcome } from './answers.ts'
import { Audience } from './audience.ts'
import type { CommitQueue } from './commit-queue.ts'
import { type Loaded, loadPicture } from './load.ts'
import type { Member } from './member.ts'
import { Recent } from './recent.ts'
import { Ticker } from './ticker.ts'
import { decideTurn, type Order, refused, type Step } from './turn.ts'

/** Orders that are decided and stored together at most. */
const LONGEST_TURN = 64
/** Another writer may be first now and then; more often than this in a row is no bad luck. */
const MOST_CONFLICTS = 8
/** A snapshot is taken when so many events came after the last one. */
const SNAPSHOT_EVERY = 300
const TAIL_PAGE = 500

export interface RoomParts {
  readonly store: Store
  readonly commits: CommitQueue
  readonly log: Log
  /** Wall time in ms since 1970. */
  readonly now: () => number
}

interface Pending {
  readonly order: Order
  readonly settle: (outcome: Outcome) => void
}

/**
 * One class, alive. Orders wait in a queue; a turn decides those that have gathered, stores what they brought about, and only
 * then applies it, publishes it and answers. What was answered is on disk.
 */
export class Room {
  readonly id: string
  readonly code: string
  readonly roster: Roster
  readonly #parts: RoomParts
  readonly #answers = new Answers()
  readonly #recent = new Recent()
  readonly #ticker: Ticker
  readonly #audience: Audience
  #picture: Picture
  #queue: Pending[] = []
  #working: Promise<void> | null = null
  #snapshotSeq: number
  #closed = false
  #lastUsed: number

  constructor(parts: RoomParts, row: Pick<ClassRow, 'id' | 'code'>, roster: Roster, loaded: Loaded) {
    this.id = row.id
    this.code = row.code
    this.roster = roster
    this.#parts = parts
    this.#audience = new Audience(row.id, roster, parts.now)
    this.#picture = loaded.picture
    this.#snapshotSeq = loaded.snapshotSeq
    this.#recent.push(loaded.tail)
    this.#lastUsed = parts.now()
    this.#ticker = new Ticker(
      () => this.#enqueue({ actor: { kind: 'system' }, command: { type: 'tick' }, resend: null }),
      parts.now,
    )
    this.#ticker.set(loaded.picture.classroom)
  }

  get picture(): Picture {
    return this.#picture
  }

  get isClosed(): boolean {
    return this.#closed
  }

  /** Somebody has business here. */
  touch(): void {
    this.#lastUsed = this.#parts.now()
  }

  /** Wall time of the last moment at which somebody was here or asked for something. */
  get lastUsed(): number {
    return this.members.size > 0 ? this.#parts.now() : this.#lastUsed
  }

  /** Takes a command; settles once it is stored and published, or turned down. The same sender and id get the same answer. */
  submit(actor: Actor, command: Command, resend: Order['resend']): Promise<Outcome> {
    this.touch()
    if (!mayCommand(actor.kind, command.type)) return Promise.resolve(refused({ code: 'command.forbidden' }))
    const work = () => this.#enqueue({ actor, command, resend })
    return resend === null ? work() : this.#answers.once(`${resend.sender} ${resend.commandId}`, work)
  }

  /** The connections that look at this class. */
  get members(): ReadonlySet<Member> {
    return this.#audience.members
  }

  /** Lets a connection in and tells it where the class stands. Everything that happens later reaches it as events. */
  enter(member: Member, lastSeq: number | undefined): void {
    this.#audience.enter(member, {
      picture: this.#picture,
      missed: lastSeq === undefined ? null : this.#missed(lastSeq),
    })
  }

  leave(member: Member): void {
    if (this.#audience.leave(member)) this.touch()
  }

  /** Tells a member anew where the class stands. */
  resync(member: Member): void {
    this.#audience.welcome(member, { picture: this.#picture, missed: null })
  }

  #missed(lastSeq: number): readonly Recorded[] | null {
    const { seq } = this.#picture.classroom
    if (lastSeq === seq) return []
    return lastSeq > seq ? null : this.#recent.after(lastSeq)
  }

  /** Sends who is here, and under which name, to everybody. */
  sendPeople(): void {
    this.#audience.sendPeople(this.#picture)
  }

  /** No more ticks; waits for what is under way. What comes in later is not answered. */
  async close(): Promise<void> {
    this.#closed = true
    this.#ticker.stop()
    this.roster.close()
    await this.#working
    if (this.#picture.classroom.seq > this.#snapshotSeq) await this.#saveSnapshot()
  }

  #enqueue(order: Order): Promise<Outcome> {
    return new Promise((settle) => {
      if (this.#closed) {
        settle({ closed: true })
        return
      }
      this.#queue.push({ order, settle })
      this.#working ??= this.#work()
    })
  }

  /** The only place that changes the room. Never throws. */
  async #work(): Promise<void> {
    let conflicts = 0
    while (this.#queue.length > 0) {
      const turn = this.#queue.splice(0, LONGEST_TURN)
      const settled = await this.#turn(turn).catch((error) => this.#mishap(error, turn))
      conflicts = settled > 0 ? 0 : conflicts + 1
      this.#queue.unshift(...turn.slice(settled))
      if (conflicts > MOST_CONFLICTS) this.#giveUp(this.#queue.shift())
    }
    this.#working = null
    if (!this.#closed) this.#ticker.set(this.#picture.classroom)
  }

  /** Decides, stores, applies, publishes and answers; the number of orders that are settled. The rest is to be decided again. */
  async #turn(turn: readonly Pending[]): Promise<number> {
    const now = this.#parts.now()
    const steps = decideTurn(
      this.#picture,
      turn.map(({ order }) => order),
      { now, iss: freshIss },
    )
    const entries = steps.flatMap((step) => (step.kind === 'facts' ? [step.entry] : []))
    const results = entries.length === 0 ? [] : await this.#parts.commits.append(entries)
    const bad = results.findIndex((result) => result !== 'stored')
    const good = bad === -1 ? steps.length : steps.indexOf(steps.filter((step) => step.kind === 'facts')[bad] as Step)
    this.#apply(steps.slice(0, good))
    for (const [index, step] of steps.slice(0, good).entries()) await this.#answer(turn[index], step)
    if (bad === -1) return good
    await this.#catchUp()
    return results[bad] === 'repeated' ? good + (await this.#repeat(turn[good])) : good
  }

  #apply(steps: readonly Step[]): void {
    const facts = steps.filter((step) => step.kind === 'facts')
    const last = facts.at(-1)
    if (last)
      this.#adopt(
        last.picture,
        facts.flatMap((step) => step.recorded),
      )
  }

  /** Makes stored facts the state of the room, and tells everybody. */
  #adopt(picture: Picture, recorded: readonly Recorded[]): void {
    this.#picture = picture
    this.#recent.push(recorded)
    try {
      this.#audience.publish(recorded)
      this.#afterwards(recorded)
    } catch (error) {
      noteBug(this.#parts.log, error, { class: this.id, at: 'publish' })
      this.#audience.welcomeAll(picture)
    }
  }

  /** What facts mean for connections and for the store. */
  #afterwards(recorded: readonly Recorded[]): void {
    for (const { event } of recorded) {
      if (event.type === 'student.removed')
        this.#audience.end((m) => m.viewer.kind === 'student' && m.viewer.id === event.student, 'removed')
      if (event.type === 'class.ended') this.#endClass()
      if (event.type === 'class.configured' || event.type === 'student.admitted') this.sendPeople()
      if (event.type === 'lesson.started') void this.#saveSnapshot()
    }
    if (this.#picture.classroom.seq - this.#snapshotSeq >= SNAPSHOT_EVERY) void this.#saveSnapshot()
  }

  /** The teacher keeps looking at a class that is over; for everybody else it closes. */
  #endClass(): void {
    this.#audience.end((member) => member.viewer.kind !== 'teacher', 'class-ended')
    const ended = this.#parts.store.endClass(this.id, this.#parts.now())
    ended.catch((error) => noteBug(this.#parts.log, error, { class: this.id, at: 'end-class' }))
  }

  async #answer(pending: Pending | undefined, step: Step): Promise<void> {
    if (!pending) return
    if (step.kind === 'broken')
      return pending.settle({
        broken: noteBug(this.#parts.log, step.error, { class: this.id, at: pending.order.command.type }),
      })
    // A command that changes nothing now may be a resend of one that did, before this room was loaded.
    const earlier =
      step.kind === 'nothing' && !(step.answer.ok && step.answer.result)
        ? await this.#earlierAnswer(pending.order)
        : null
    pending.settle(earlier ?? step.answer)
  }

  async #earlierAnswer({ resend }: Order): Promise<Answer | null> {
    if (resend === null) return null
    const handled = await this.#parts.store.handled(this.id, resend.sender, resend.commandId)
    return handled === null ? null : (handled.result as Answer)
  }

  /** A resend of a command that was stored before: the answer of then. */
  async #repeat(pending: Pending | undefined): Promise<number> {
    if (!pending) return 0
    const earlier = await this.#earlierAnswer(pending.order)
    if (earlier === null) return 0
    pending.settle(earlier)
    return 1
  }

  /** Another process wrote first: its facts are taken over before anything is decided again. */
  async #catchUp(): Promise<void> {
    for (;;) {
      const { seq } = this.#picture.classroom
      const page = (await this.#parts.store.eventsAfter(this.id, seq, TAIL_PAGE)).map(upcast)
      if (page.length > 0) this.#adopt(page.reduce<Picture>(foldPicture, this.#picture), page)
      if (page.length < TAIL_PAGE) return
    }
  }

  /** The store failed: nothing is promised to anybody, and the log is read again in case the write got through. */
  async #mishap(error: unknown, turn: readonly Pending[]): Promise<number> {
    const broken = noteBug(this.#parts.log, error, { class: this.id, at: 'store' })
    for (const pending of turn) pending.settle({ broken })
    await this.#reload().catch((again) => noteBug(this.#parts.log, again, { class: this.id, at: 'reload' }))
    return turn.length
  }

  /** From the log, as after a restart; everybody here gets the picture anew if it is another one. */
  async #reload(): Promise<void> {
    const loaded = await loadPicture(this.#parts.store, this.id)
    if (loaded === null || loaded.picture.classroom.seq === this.#picture.classroom.seq) return
    this.#picture = loaded.picture
    this.#audience.welcomeAll(loaded.picture)
  }

  #giveUp(pending: Pending | undefined): void {
    pending?.settle({
      broken: noteBug(this.#parts.log, new Error('the log does not take this command'), {
        class: this.id,
        at: 'conflict',
      }),
    })
  }

  async #saveSnapshot(): Promise<void> {
    const picture = this.#picture
    const { seq } = picture.classroom
    this.#snapshotSeq = seq
    await this.#parts.store
      .saveSnapshot(this.id, { seq, body: picture })
      .catch((error) => noteBug(this.#parts.log, error, { class: this.id, at: 'snapshot' }))
  }
}

/** RFC 9293 §3.4.1: not to be guessed. */
const freshIss = (): number => randomInt(2 ** 32)
