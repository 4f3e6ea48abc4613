import { Budget } from './budget.ts'
import type { Limits } from './limits.ts'

/** Watches wrong class codes: from one address, and from everywhere together. Right codes cost nothing. */
export class CodeGuesses {
  readonly #perAddress: Budget
  readonly #together: Budget

  constructor(limits: Limits) {
    this.#perAddress = new Budget(limits.wrongCodesPerAddress)
    this.#together = new Budget(limits.wrongCodes)
  }

  /** Whether this address may try a code now. */
  readonly allowed = (address: string): boolean => this.#perAddress.left(address) && this.#together.left('')

  readonly wrong = (address: string): void => {
    this.#perAddress.take(address)
    this.#together.take('')
  }
}
