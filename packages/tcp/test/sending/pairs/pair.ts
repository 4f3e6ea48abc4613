import type { Context, Field, Flag, MistakeCode, Segment, Tcb } from '../../../src/index.ts'
import { at, type BuilderOptions, type Fields, tcbIn, toPeer } from '../../tcb-builder.ts'

/** Two number spaces that do not overlap, so that a number of the wrong side shows. */
export const SPACES = { iss: 1000, irs: 500_000 } as const

export const EXPLICIT: Context = at(0, { calls: 'explicit' })
export const IMPLIED: Context = at(0)

/** The endpoint in a state, numbers as in {@link SPACES}; `change` overrides. */
export const endpoint = (state: Tcb['state'], o: BuilderOptions = {}, change: Partial<Tcb> = {}): Tcb =>
  tcbIn(state, { ...SPACES, ...o }, change)

/** A segment of ours; `seq` counts from our ISS, `ack` from the peer's. */
export const ours = (letters: string, fields: Fields = {}): Segment => toPeer(letters, fields, SPACES)

export const app = (tcb: Tcb, change: Partial<Tcb['app']>): Tcb => ({ ...tcb, app: { ...tcb.app, ...change } })

/** One sent segment that is wrong, and one that looks like it and is not. */
export interface Pair {
  readonly code: MistakeCode
  /** Names the rule in brackets and says what happens. */
  readonly title: string
  readonly tcb: Tcb
  readonly wrong: Segment
  readonly field: Field
  /** Left out: not checked, because there is no single value. */
  readonly expected?: number | readonly Flag[] | null
  readonly near: Segment
  /** When the near miss needs another TCB. */
  readonly nearTcb?: Tcb
  readonly context?: Context
  readonly nearContext?: Context
}
