import type { Append, AppendResult, Store } from '../store/index.ts'

interface Waiting {
  readonly entries: readonly Append[]
  readonly settle: (results: readonly AppendResult[]) => void
  readonly fail: (error: unknown) => void
}

/**
 * Group commit: what the rooms append while a transaction is under way goes to disk together in the next one, so that the
 * cost of reaching the disk is shared by everybody who waits for it.
 */
export class CommitQueue {
  readonly #store: Pick<Store, 'append'>
  #waiting: Waiting[] = []
  #running: Promise<void> | null = null

  constructor(store: Pick<Store, 'append'>) {
    this.#store = store
  }

  /** Settles when the entries are on disk or were turned down, with one outcome for each; throws when the disk cannot be written. */
  append(entries: readonly Append[]): Promise<readonly AppendResult[]> {
    return new Promise((settle, fail) => {
      this.#waiting.push({ entries, settle, fail })
      this.#running ??= this.#run()
    })
  }

  /** Settles when nothing is under way. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running
  }

  async #run(): Promise<void> {
    // One turn of the event loop for the other rooms that were woken by the same bytes from the network.
    await new Promise((next) => setImmediate(next))
    while (this.#waiting.length > 0) {
      const batch = this.#waiting
      this.#waiting = []
      await this.#commit(batch)
    }
    this.#running = null
  }

  async #commit(batch: readonly Waiting[]): Promise<void> {
    try {
      const results = await this.#store.append(batch.flatMap((waiting) => waiting.entries))
      let at = 0
      for (const waiting of batch) {
        waiting.settle(results.slice(at, at + waiting.entries.length))
        at += waiting.entries.length
      }
    } catch (error) {
      for (const waiting of batch) waiting.fail(error)
    }
  }
}
