type Operations<T> = { readonly [K in keyof T]: (...args: never[]) => Promise<unknown> }

/** Knows which operations are under way, so that closing can let them finish. */
export class Underway {
  readonly #running = new Set<Promise<unknown>>()
  #over = false

  get over(): boolean {
    return this.#over
  }

  /** The same operations, watched. After `finish` was called they are refused. */
  watch<T extends Operations<T>>(operations: T): T {
    const watched = Object.entries<Operations<T>[keyof T]>(operations).map(([name, operation]) => [
      name,
      (...args: never[]) => this.#run(() => operation(...args)),
    ])
    return Object.fromEntries(watched)
  }

  /** Refuses new operations and waits until the last one has ended, in success or in failure. */
  async finish(): Promise<void> {
    this.#over = true
    await Promise.allSettled(this.#running)
  }

  async #run(operation: () => Promise<unknown>): Promise<unknown> {
    if (this.#over) throw new Error('the store is closed')
    const running = operation()
    this.#running.add(running)
    try {
      return await running
    } finally {
      this.#running.delete(running)
    }
  }
}
