import type { Language } from '@synposium/classroom'
import { RULES, type RuleName } from '@synposium/tcp'
import { shallowRef } from 'vue'

type Sentences = Readonly<Record<RuleName, string>>

const learnt = shallowRef<Partial<Record<Language, Sentences>>>({})

/** Makes the rules of a language known; English needs none, it is the engine's own. */
export function learnRules(language: Language, sentences: Sentences): void {
  learnt.value = { ...learnt.value, [language]: sentences }
}

/** The rule in one sentence, in English until the sentences of `language` have been fetched. Reactive. */
export const ruleSentence = (rule: RuleName, language: Language): string =>
  learnt.value[language]?.[rule] ?? RULES[rule].sentence

/** Where the rule is written down, in the words of a reader: `RFC 9293 §3.4`, `Linux`. The same in every language. */
export const ruleSource = (rule: RuleName): string =>
  RULES[rule].source
    .split(', ')
    .map((part) => (part === 'linux' ? 'Linux' : /^\d{3,5} /.test(part) ? `RFC ${part}` : part))
    .join(', ')
