import type { ActName } from '../acts.ts'
import type { RuleName } from '../rules.ts'
import type { Level } from '../verdict.ts'

/** What a segment was recognised as. */
export interface Recognised {
  readonly act: ActName
  readonly rule: RuleName
  readonly level: Exclude<Level, 'mistake'>
  /** Why it is unusual or poor. */
  readonly notes: readonly RuleName[]
}

const NO_NOTES: readonly RuleName[] = []

/** A correct TCP could send exactly this now. */
export const right = (act: ActName, rule: RuleName): Recognised => ({ act, rule, level: 'right', notes: NO_NOTES })

/** Legal, and the note says why it is unusual. */
export const unusual = (act: ActName, rule: RuleName, note: RuleName): Recognised => ({
  act,
  rule,
  level: 'unusual',
  notes: [note],
})

/** The same act with one more remark, when there is reason for it. The level becomes the worse of the two. */
export const noted = (found: Recognised, when: boolean, level: 'unusual' | 'poor', note: RuleName): Recognised =>
  when ? { ...found, level: found.level === 'poor' ? 'poor' : level, notes: [...found.notes, note] } : found
