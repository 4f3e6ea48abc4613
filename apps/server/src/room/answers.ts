import type { RefusalCode } from '@synposium/classroom'
import type { SendResult } from '@synposium/protocol'

/** How a command ended. The same command id gets the same answer for ever. */
export type Answer =
  | { readonly ok: true; readonly seq: number; readonly result?: SendResult }
  | {
      readonly ok: false
      readonly refusal: { readonly code: RefusalCode; readonly field?: string; readonly message: string }
    }

/** No answer: `broken` names the note in the log, `closed` means that the server is stopping. Neither is remembered, so a resend is tried anew. */
export type Outcome = Answer | { readonly broken: string } | { readonly closed: true }

/** The answers given lately, and those being worked out, by sender and command id. Older ones are in the store. */
export class Answers {
  readonly #most: number
  readonly #known = new Map<string, Promise<Outcome>>()

  constructor(most = 2_000) {
    this.#most = most
  }

  /** The answer of an earlier command with this key, or that of `work`, which is then called. */
  once(key: string, work: () => Promise<Outcome>): Promise<Outcome> {
    const earlier = this.#known.get(key)
    if (earlier) return earlier
    const outcome = work()
    this.#known.set(key, outcome)
    this.#forgetOldest()
    void outcome.then((done) => {
      if (!('ok' in done)) this.#known.delete(key)
    })
    return outcome
  }

  #forgetOldest(): void {
    if (this.#known.size <= this.#most) return
    const oldest = this.#known.keys().next()
    if (!oldest.done) this.#known.delete(oldest.value)
  }
}
