import type { Language } from '@synposium/classroom'
import type { RuleName } from '@synposium/tcp'
import { shallowRef } from 'vue'

type Sentences = Readonly<Record<RuleName, string>>

/** The rules in words, by language, as far as they have been fetched. English has them in the engine itself. */
export const learnt = shallowRef<Partial<Record<Language, Sentences>>>({})

/** Makes the rules of a language known. */
export function learnRules(language: Language, sentences: Sentences): void {
  learnt.value = { ...learnt.value, [language]: sentences }
}
