import type { Recorded } from '@synposium/classroom'

/** The last events of a room, kept for clients that were away for a moment. */
export class Recent {
  readonly #most: number
  #events: Recorded[] = []

  constructor(most = 512) {
    this.#most = most
  }

  push(events: readonly Recorded[]): void {
    this.#events.push(...events)
    // Cut in large pieces, so that the cost of one event stays the same.
    if (this.#events.length > 2 * this.#most) this.#events = this.#events.slice(-this.#most)
  }

  /** The events after `seq`, or null when some of them are not held any more. */
  after(seq: number): readonly Recorded[] | null {
    const first = this.#events[0]?.seq
    if (first === undefined || seq + 1 < first) return null
    return this.#events.slice(seq + 1 - first)
  }
}
