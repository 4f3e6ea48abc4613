import type { Rule } from './rule.ts'

/** What a correct TCP may send. */
export const SENDING_RULES = {
  'open.active': {
    source: '9293 §3.10.1',
    sentence: 'connect() sends SYN with the initial sequence number and enters SYN_SENT.',
  },
} as const satisfies Record<string, Rule>
