import { CODE_DIGITS, CODE_LETTERS, normaliseCode } from '@synposium/protocol'
import { describe, expect, it } from 'vitest'

describe('class codes', () => {
  it.each(['KPT482', 'kpt482', 'KPT 482', ' k-p-t 4–8–2 ', 'ＫＰＴ４８２'])('reads %j', (typed) => {
    expect(normaliseCode(typed)).toBe('KPT482')
  })

  it.each(['', 'KPT48', 'KPT4822', 'KPT401', 'AEI482', '482KPT', 'KPT482\u0000', '__proto__'])(
    'knows that %j is none',
    (typed) => {
      expect(normaliseCode(typed)).toBeNull()
    },
  )

  it('has no vowels, and nothing that reads as something else', () => {
    expect(CODE_LETTERS).not.toMatch(/[AEIOUY]/)
    expect(CODE_LETTERS + CODE_DIGITS).not.toMatch(/[01IO]/)
    expect(CODE_LETTERS.length ** 3 * CODE_DIGITS.length ** 3).toBe(4_096_000)
  })
})
