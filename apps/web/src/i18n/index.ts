import type { Language } from '@synposium/classroom'
import type { en } from './en/index.ts'
import { learnRules } from './rules-learnt.ts'
import { addSentences, locale } from './translate.ts'

export { useI18n } from './translate.ts'

/** The shape every language must have: the keys of English, each with a sentence. A missing or surplus key does not compile. */
export type Messages = Shape<typeof en>
type Shape<T> = { readonly [K in keyof T]: T[K] extends string ? string : Shape<T[K]> }

/** Sentences travel in parts: core with every page, explanations beside a play table, teaching with the teacher's pages. */
export type Part = 'core' | 'explanations' | 'teaching'

const FETCH = {
  en: {
    core: () => import('./en/core.ts'),
    explanations: () => import('./en/explanations.ts'),
    teaching: () => import('./en/teaching.ts'),
  },
  'zh-CN': {
    core: () => import('./zh-CN/core.ts'),
    explanations: () =>
      import('./zh-CN/explanations.ts').then((part) => {
        learnRules('zh-CN', part.rules)
        return part
      }),
    teaching: () => import('./zh-CN/teaching.ts'),
  },
} as const

const STORED = 'synposium.language'
const wanted = new Set<Part>(['core'])
const fetched = new Map<string, Promise<void>>()

/** The stored choice, else the browser's first language that we speak, else English. */
export function preferredLanguage(): Language {
  const stored = localStorage.getItem(STORED)
  if (stored === 'en' || stored === 'zh-CN') return stored
  const spoken = navigator.languages.map((l) => l.toLowerCase()).find((l) => l.startsWith('en') || l.startsWith('zh'))
  return spoken?.startsWith('zh') ? 'zh-CN' : 'en'
}

function fetchPart(language: Language, part: Part): Promise<void> {
  const key = `${language} ${part}`
  const known = fetched.get(key)
  if (known) return known
  const coming = FETCH[language][part]().then(
    ({ sentences }) => addSentences(language, sentences),
    (error: unknown) => {
      // A lost network: asked for again the next time.
      fetched.delete(key)
      throw error
    },
  )
  fetched.set(key, coming)
  return coming
}

/** Resolves when these parts are there in the language of the page; a later change of language brings them along. */
export async function needSentences(...parts: readonly Part[]): Promise<void> {
  for (const part of parts) wanted.add(part)
  await Promise.all(parts.map((part) => fetchPart(locale.value, part)))
}

/** Switches the language of the page, once its sentences are there. */
export async function setLanguage(language: Language): Promise<void> {
  await Promise.all([...wanted].map((part) => fetchPart(language, part)))
  locale.value = language
  document.documentElement.lang = language
  localStorage.setItem(STORED, language)
}
