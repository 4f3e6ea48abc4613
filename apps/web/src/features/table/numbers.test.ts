import { describe, expect, it } from 'vitest'
import { grouped, numberText, shownNumber, typedNumber } from './numbers.ts'

const ISS = 4_294_967_000

describe('sequence numbers as they are shown', () => {
  it('counts from the origin across the wrap of the number space', () => {
    expect(shownNumber(704, ISS, 'relative')).toBe(1000)
    expect(shownNumber(ISS, ISS, 'relative')).toBe(0)
  })
  it('shows a number just before the origin as a small negative one', () => {
    expect(shownNumber(ISS - 1, ISS, 'relative')).toBe(-1)
  })
  it('leaves a number far behind its origin as it travels', () => {
    expect(shownNumber(1_000_000, 2_000_000_000, 'relative')).toBe(1_000_000)
  })
  it('leaves a number without an origin alone', () => {
    expect(shownNumber(77, null, 'relative')).toBe(77)
  })
  it('reads back every number it has shown', () => {
    for (const n of [ISS, 0, 704, ISS - 1]) {
      expect(typedNumber(shownNumber(n, ISS, 'relative'), ISS, 'relative')).toBe(n)
      expect(typedNumber(n, ISS, 'absolute')).toBe(n)
    }
  })
  it('groups long numbers for reading and no others', () => {
    expect(grouped(2_846_987_221)).toBe('2\u2009846\u2009987\u2009221')
    expect(numberText(2_846_987_221, 2_846_986_196, 'absolute')).toBe('2\u2009846\u2009987\u2009221')
    expect(numberText(2_846_987_221, 2_846_986_196, 'relative')).toBe('1025')
  })
})
