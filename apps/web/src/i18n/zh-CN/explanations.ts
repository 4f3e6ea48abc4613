import { mistake } from './feedback/mistakes/index.ts'

export { rules } from './rules.ts'

/** What is said of mistakes, and the rules; fetched beside a play table, before the first one. */
export const sentences = { feedback: { mistake } }
