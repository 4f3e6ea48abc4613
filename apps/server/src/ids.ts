import { randomInt } from 'node:crypto'
import { CODE_DIGITS, CODE_LETTERS } from '@synposium/protocol'

/** No vowels, so that no id spells a word; no letters that look alike. */
const ID_LETTERS = 'bcdfghjkmnpqrstvwxz23456789'

const draw = (letters: string, length: number): string =>
  Array.from({ length }, () => letters[randomInt(letters.length)]).join('')

/** 27¹⁶ ≈ 2⁷⁶: not to be guessed, though it is no credential. */
export const newClassId = (): string => draw(ID_LETTERS, 16)

/** Short, for it stands in every event; it only has to be new within its class. */
export const newStudentId = (): string => draw(ID_LETTERS, 8)

/** Three letters and three digits, e.g. `KPT482`. */
export const newClassCode = (): string => draw(CODE_LETTERS, 3) + draw(CODE_DIGITS, 3)
