import { Allowance, type Rate } from './allowance.ts'

/** Buckets are looked through for full ones whenever so many have gathered. */
const SWEEP_AT = 10_000

/** An allowance for each key (an address, say). Keys whose bucket is full again are forgotten, so memory stays bounded. */
export class Budget {
  readonly #rate: Rate
  readonly #now: () => number
  readonly #buckets = new Map<string, Allowance>()

  constructor(rate: Rate, now: () => number = () => performance.now()) {
    this.#rate = rate
    this.#now = now
  }

  /** How many keys are remembered. */
  get size(): number {
    return this.#buckets.size
  }

  take(key: string): boolean {
    return this.#bucket(key).take(this.#now())
  }

  left(key: string): boolean {
    return this.#buckets.get(key)?.left(this.#now()) ?? true
  }

  #bucket(key: string): Allowance {
    const found = this.#buckets.get(key)
    if (found) return found
    if (this.#buckets.size >= SWEEP_AT) this.#sweep()
    const bucket = new Allowance(this.#rate, this.#now())
    this.#buckets.set(key, bucket)
    return bucket
  }

  #sweep(): void {
    const now = this.#now()
    for (const [key, bucket] of this.#buckets) if (bucket.full(now)) this.#buckets.delete(key)
    // A flood from very many addresses: the oldest half is forgotten, so that the next look comes after as many again.
    for (const key of this.#buckets.keys()) {
      if (this.#buckets.size <= SWEEP_AT / 2) break
      this.#buckets.delete(key)
    }
  }
}
