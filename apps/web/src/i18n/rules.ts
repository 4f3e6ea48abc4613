import type { Language } from '@synposium/classroom'
import { RULES, type RuleName } from '@synposium/tcp'
import { learnt } from './rules-learnt.ts'

/** The rule in one sentence, in English until the sentences of `language` have been fetched. Reactive. */
export const ruleSentence = (rule: RuleName, language: Language): string =>
  learnt.value[language]?.[rule] ?? RULES[rule].sentence

/** Where the rule is written down, in the words of a reader: `RFC 9293 §3.4`, `Linux`. The same in every language. */
export const ruleSource = (rule: RuleName): string =>
  RULES[rule].source
    .split(', ')
    .map((part) => (part === 'linux' ? 'Linux' : /^\d{3,5} /.test(part) ? `RFC ${part}` : part))
    .join(', ')
