import { type Classroom, nextDue, wallTime } from '@synposium/classroom'

/** setTimeout cannot wait longer than 2³¹ − 1 ms. */
const LONGEST_WAIT = 2 ** 31 - 1

/** After a tick that found nothing to do although something was due: no hot loop over a rounding error. */
const SHORTEST_RETRY = 50

/** One timer per room, for the next moment at which something happens by itself: a segment arrives, a timer runs out, an autopilot acts. */
export class Ticker {
  readonly #tick: () => void
  readonly #now: () => number
  #timer: NodeJS.Timeout | null = null
  #lastSeq = -1

  constructor(tick: () => void, now: () => number) {
    this.#tick = tick
    this.#now = now
  }

  /** Sets the timer for this state; none while the class stands still. */
  set(state: Classroom): void {
    this.stop()
    const due = state.clock.running ? nextDue(state) : null
    if (due === null) return
    const wait = wallTime(state.clock, due) - this.#now()
    const least = state.seq === this.#lastSeq ? SHORTEST_RETRY : 0
    this.#timer = setTimeout(() => this.#fire(state.seq), Math.min(LONGEST_WAIT, Math.max(least, Math.ceil(wait))))
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
  }

  #fire(seq: number): void {
    this.#timer = null
    this.#lastSeq = seq
    this.#tick()
  }
}
