import type { Language } from '@synposium/classroom'
import { ref, shallowRef } from 'vue'

/** Sentences by key, nested as in the language files. */
export interface Tree {
  readonly [key: string]: string | Tree
}

export type Params = Readonly<Record<string, string | number>>

/** The language of the page. Reactive: what `t` returned for a template changes with it. */
export const locale = ref<Language>('en')

const known = shallowRef<Partial<Record<Language, Tree>>>({})
const paths = new Map<string, readonly string[]>()

/** `a.b['c.d'].e` → a, b, c.d, e. Codes carry dots, so they stand in brackets. */
function keysOf(path: string): readonly string[] {
  const cached = paths.get(path)
  if (cached) return cached
  const keys = [...path.matchAll(/\[(['"])(.*?)\1\]|[^.[\]]+/g)].map(([whole, , quoted]) => quoted ?? whole)
  paths.set(path, keys)
  return keys
}

/** The sentence as it stands in the language file; null where there is none. */
export function sentenceAt(language: Language, path: string): string | null {
  let at: string | Tree | undefined = known.value[language]
  for (const key of keysOf(path)) {
    if (typeof at !== 'object' || !Object.hasOwn(at, key)) return null
    at = at[key]
  }
  return typeof at === 'string' ? at : null
}

/** `one | many`, where the number is called n. */
const counted = (sentence: string, n: string | number | undefined): string => {
  const [one = '', many] = sentence.split(' | ')
  return many === undefined || Number(n) === 1 ? one : many
}

/** A parameter: `{n}`, or together with what it counts, in the form for one and the form for many: `{n:byte|bytes}`. */
const PARAMETER = /\{(\w+)(?::([^|}]*)\|([^}]*))?\}/g

/** The names of the parameters in a sentence, sorted. */
export const parametersOf = (sentence: string): string[] =>
  [...new Set([...sentence.matchAll(PARAMETER)].map(([, name = '']) => name))].sort()

/** A sentence with its named parameters filled in. A parameter without a value stays visible, in braces. */
export const filled = (sentence: string, params: Params = {}): string =>
  counted(sentence, params.n).replaceAll(PARAMETER, (braces: string, name: string, one?: string, many?: string) => {
    const value = params[name]
    if (value === undefined) return braces
    return one === undefined ? String(value) : `${value} ${Number(value) === 1 ? one : many}`
  })

/** The sentence at `path` in the language of the page; the path itself where there is none. */
export const t = (path: string, params?: Params): string => {
  const sentence = sentenceAt(locale.value, path)
  return sentence === null ? path : filled(sentence, params)
}

export const te = (path: string): boolean => sentenceAt(locale.value, path) !== null

function merged(a: Tree, b: Tree): Tree {
  const both: Record<string, string | Tree> = { ...a }
  for (const [key, value] of Object.entries(b)) {
    const had = both[key]
    both[key] = typeof had === 'object' && typeof value === 'object' ? merged(had, value) : value
  }
  return both
}

/** Adds sentences that have been fetched. */
export function addSentences(language: Language, sentences: Tree): void {
  known.value = { ...known.value, [language]: merged(known.value[language] ?? {}, sentences) }
}

/** What a component needs to speak. */
export const useI18n = () => ({ t, te, locale })
