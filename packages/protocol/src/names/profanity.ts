import { englishDataset, englishRecommendedTransformers, RegExpMatcher } from 'obscenity'
import { CHINESE, PINYIN } from './chinese-words.ts'

const english = new RegExpMatcher({ ...englishDataset.build(), ...englishRecommendedTransformers })

/** Digits and signs that stand in for letters. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

/** Full width to half width, lower case, nothing between the letters. */
const bare = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{P}\p{S}_]/gu, '')

const lettersOnly = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[013457@$!]/g, (sign) => LOOKALIKES[sign] ?? sign)
    .replaceAll(/[^a-z]/g, '')

/** Pinyin is matched as the whole name only: inside other names the same letters are common. */
const PINYIN_NAMES: ReadonlySet<string> = new Set(PINYIN)

/** Whether a name holds a word that no teacher wants on the wall, in English, Chinese or pinyin, simple disguises included. */
export function profane(name: string): boolean {
  const chinese = bare(name)
  if (CHINESE.some((word) => chinese.includes(word) || chinese.replaceAll(/\d/g, '').includes(word))) return true
  if (PINYIN_NAMES.has(lettersOnly(name)) || PINYIN_NAMES.has(chinese)) return true
  return english.hasMatch(name) || spelledOut(name)
}

/** `f u c k` and `f.u.c.k`: single letters with something between them are read as one word. */
function spelledOut(name: string): boolean {
  const parts = name.split(/[\s\p{P}_]+/u).filter((part) => part !== '')
  return parts.length > 2 && parts.every((part) => part.length === 1) && english.hasMatch(parts.join(''))
}
