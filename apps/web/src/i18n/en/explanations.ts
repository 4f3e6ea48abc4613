import { mistake } from './feedback/mistakes/index.ts'

/** What is said of mistakes; fetched beside a play table, before the first one. */
export const sentences = { feedback: { mistake } }
