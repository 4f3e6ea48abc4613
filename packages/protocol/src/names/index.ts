import { graphemes } from './graphemes.ts'
import { profane } from './profanity.ts'
import { readable, tidy } from './tidy.ts'

export { graphemes } from './graphemes.ts'
export { pseudonym } from './pseudonyms.ts'

export const LONGEST_NAME = 16
const LONGEST_TITLE = 60

export type NameCheck =
  | { readonly ok: true; readonly name: string }
  | { readonly ok: false; readonly code: 'name.length' | 'name.unsuitable' }

/** A nickname as it will be shown: any script, 1 … 16 graphemes, nothing invisible, nothing rude. */
export function checkNickname(typed: string): NameCheck {
  const name = tidy(typed)
  const length = graphemes(name).length
  if (length < 1 || length > LONGEST_NAME) return { ok: false, code: 'name.length' }
  if (!readable(name) || profane(name)) return { ok: false, code: 'name.unsuitable' }
  return { ok: true, name }
}

/** The title of a class: like a nickname, up to 60 graphemes. What a teacher writes is not searched for rude words. */
export function checkTitle(typed: string): NameCheck {
  const name = tidy(typed)
  const length = graphemes(name).length
  if (length < 1 || length > LONGEST_TITLE) return { ok: false, code: 'name.length' }
  return readable(name) ? { ok: true, name } : { ok: false, code: 'name.unsuitable' }
}

/** Names that people would mistake for each other have the same key: case, width and spaces do not count. */
export const nameKey = (name: string): string => name.normalize('NFKC').toLowerCase().replaceAll(/\s/gu, '')

/** The first free one of `Lin 2`, `Lin 3`, …, cut so that the number fits. */
export function suggestName(name: string, taken: ReadonlySet<string>): string {
  for (let n = 2; ; n += 1) {
    const ending = ` ${n}`
    const start = graphemes(name)
      .slice(0, LONGEST_NAME - ending.length)
      .join('')
      .trimEnd()
    const suggestion = start + ending
    if (!taken.has(nameKey(suggestion))) return suggestion
  }
}
