import { RECEIVING_RULES } from './rules/receiving.ts'
import { SENDING_RULES } from './rules/sending.ts'

/**
 * Every rule of the engine has a permanent name. RULES.md is checked against this list, and a test fails when a rule is
 * named by no test.
 */
export const RULES = { ...RECEIVING_RULES, ...SENDING_RULES } as const

export type RuleName = keyof typeof RULES
