import { type Context, type Seq, seq } from '@synposium/tcp'
import { classTime } from '../clock.ts'
import type { DecideContext, Refusal, RefusalCode } from '../commands.ts'
import type { ClassEvent } from '../events.ts'
import { evolve } from '../evolve/evolve.ts'
import type { Classroom } from '../state.ts'

/** The events of one decision so far, and the class that they lead to: a decision sees its own consequences. */
export class Ledger {
  readonly events: ClassEvent[] = []
  /** Class time of the whole decision, in ms. */
  readonly time: number
  readonly context: DecideContext
  #state: Classroom

  constructor(state: Classroom, context: DecideContext) {
    this.#state = state
    this.context = context
    this.time = classTime(state.clock, context.now)
  }

  get state(): Classroom {
    return this.#state
  }

  emit(event: ClassEvent): void {
    this.events.push(event)
    this.#state = evolve(this.#state, { seq: this.#state.seq + 1, v: 1, at: this.context.now, time: this.time, event })
  }

  /** What the engine needs beside a TCB; `iss`, when not given, is a fresh one. */
  engine(iss?: Seq): Context {
    return { now: this.time, iss: iss ?? seq(this.context.iss()), settings: this.#state.options.tcp }
  }
}

/** What a family of commands answers: null, or why it will not be done. Its events stand in the ledger. */
export type Answer = Refusal | null

export const refuse = (code: RefusalCode, field?: string): Refusal => (field === undefined ? { code } : { code, field })
