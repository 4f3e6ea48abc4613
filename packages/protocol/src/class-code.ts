/** Letters that make no words and no doubts, digits that look like no letter: 20³ × 8³ ≈ 4.1 million codes. */
export const CODE_LETTERS = 'BCDFGHJKLMNPQRSTVWXZ'
export const CODE_DIGITS = '23456789'

const CODE = new RegExp(`^[${CODE_LETTERS}]{3}[${CODE_DIGITS}]{3}$`)

/** A class code as people type it (any case, spaces, hyphens) in its one form; null when it cannot be a code. */
export function normaliseCode(typed: string): string | null {
  const code = typed
    .normalize('NFKC')
    .replaceAll(/[\s\p{Pd}]/gu, '')
    .toUpperCase()
  return CODE.test(code) ? code : null
}
