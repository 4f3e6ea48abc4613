/** Lets one in at a time, in the order of asking. */
export class Turnstile {
  #last: Promise<void> = Promise.resolve()

  /** Resolves when it is this caller's turn. Call the returned function once to let the next one in; further calls do nothing. */
  async enter(): Promise<() => void> {
    const before = this.#last
    let leave = (): void => {}
    this.#last = new Promise((resolve) => {
      leave = resolve
    })
    await before
    return leave
  }

  /** Does `work` alone, whether it succeeds or fails. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const leave = await this.enter()
    try {
      return await work()
    } finally {
      leave()
    }
  }
}
