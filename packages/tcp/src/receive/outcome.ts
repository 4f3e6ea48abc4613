import type { Step } from './step.ts'

/** What a check decides: go on with the next one; stop, the segment was dropped; or stop, everything is done. */
export type Outcome = 'next' | 'drop' | 'done'

/** One named check of the pipeline of RFC 9293 §3.10.7.4. */
export interface Check {
  readonly name: string
  readonly source: string
  readonly run: (step: Step) => Outcome
}
