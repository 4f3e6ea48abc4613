import type { RuleName } from '@synposium/tcp'
import { receiving } from './rules/receiving.ts'
import { sending } from './rules/sending.ts'

/** Every rule of the engine in one sentence. English has them in the engine itself; a rule without a sentence does not compile. */
export const rules: Readonly<Record<RuleName, string>> = { ...receiving, ...sending }
