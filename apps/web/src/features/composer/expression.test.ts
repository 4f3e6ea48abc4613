import { describe, expect, it } from 'vitest'
import { cleaned, evaluate, isSum } from './expression.ts'

describe('numbers and sums in a field', () => {
  it.each([
    ['1537', 1537],
    ['1025+512', 1537],
    ['1+1024×2', 2049],
    ['2*3x4', 24],
    ['4096 - 1024 - 512', 2560],
    ['-1', -1],
    ['2\u2009846\u2009987\u2009221', 2_846_987_221],
    ['5−2', 3],
  ])('%s is %d', (text, value) => {
    expect(evaluate(text)).toBe(value)
  })
  it.each(['', '+', '1+', '1++2', '1--2', 'abc', '1.5', '12a', '9007199254740993'])('%j is no number', (text) => {
    expect(evaluate(text)).toBeNull()
  })
  it('tells a sum from a number', () => {
    expect(isSum('1025+512')).toBe(true)
    expect(isSum('-1')).toBe(false)
    expect(isSum('1537')).toBe(false)
  })
  it('keeps letters of flag keys and input methods out', () => {
    expect(cleaned('a15s3到7+1')).toBe('1537+1')
  })
})
