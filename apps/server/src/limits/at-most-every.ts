/** Does something at once when asked, and then not again before `interval` ms have passed; being asked meanwhile counts once. */
export class AtMostEvery {
  readonly #interval: number
  readonly #action: () => void
  #timer: NodeJS.Timeout | null = null
  #asked = false

  constructor(interval: number, action: () => void) {
    this.#interval = interval
    this.#action = action
  }

  ask(): void {
    if (this.#timer) {
      this.#asked = true
      return
    }
    this.#timer = setTimeout(() => this.#later(), this.#interval)
    this.#action()
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    this.#asked = false
  }

  #later(): void {
    this.#timer = null
    if (!this.#asked) return
    this.#asked = false
    this.ask()
  }
}
