/** A bucket of tokens: `burst` at once, refilled by `perSecond`. */
export interface Rate {
  readonly burst: number
  readonly perSecond: number
}

/** Counts what one party may still do. Times in ms, from any clock that only moves forward. */
export class Allowance {
  readonly #rate: Rate
  #tokens: number
  #asOf: number

  constructor(rate: Rate, now: number) {
    this.#rate = rate
    this.#tokens = rate.burst
    this.#asOf = now
  }

  /** Takes one token; false when none is left. */
  take(now: number): boolean {
    this.#refill(now)
    if (this.#tokens < 1) return false
    this.#tokens -= 1
    return true
  }

  /** Whether a token is left, without taking it. */
  left(now: number): boolean {
    this.#refill(now)
    return this.#tokens >= 1
  }

  /** Full again: nothing is remembered of this party any more. */
  full(now: number): boolean {
    this.#refill(now)
    return this.#tokens >= this.#rate.burst
  }

  #refill(now: number): void {
    const gained = ((now - this.#asOf) / 1000) * this.#rate.perSecond
    this.#tokens = Math.min(this.#rate.burst, this.#tokens + Math.max(0, gained))
    this.#asOf = now
  }
}
