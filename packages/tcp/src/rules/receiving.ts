import type { Rule } from './rule.ts'

/** What arriving segments, user calls and timers do. */
export const RECEIVING_RULES = {
  'open.passive': { source: '9293 §3.10.1', sentence: 'listen() turns a closed socket into a listening one.' },
} as const satisfies Record<string, Rule>
