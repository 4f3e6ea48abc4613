import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { add, diff, leq, lt, max, min, SEQ_SPACE, seq, within } from '../../src/index.ts'

const anySeq = fc.integer({ min: 0, max: SEQ_SPACE - 1 }).map(seq)
const halfCircle = fc.integer({ min: 0, max: 2 ** 31 - 1 })
const distance = fc.integer({ min: -(2 ** 31) + 1, max: 2 ** 31 - 1 })

describe('sequence numbers modulo 2^32 (§3.4)', () => {
  it('seq folds any integer into 0 … 2^32-1', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (n) => {
        expect(seq(n)).toBe(((n % SEQ_SPACE) + SEQ_SPACE) % SEQ_SPACE)
      }),
    )
  })

  it('add then diff gives the distance back', () => {
    fc.assert(
      fc.property(anySeq, distance, (a, d) => {
        expect(diff(add(a, d), a)).toBe(d)
      }),
    )
  })

  it('shifting both numbers changes no comparison', () => {
    fc.assert(
      fc.property(anySeq, anySeq, distance, (a, b, d) => {
        expect(lt(add(a, d), add(b, d))).toBe(lt(a, b))
        expect(diff(add(a, d), add(b, d))).toBe(diff(a, b))
      }),
    )
  })

  it('exactly one of before, same, after', () => {
    fc.assert(
      fc.property(anySeq, distance, (a, d) => {
        const b = add(a, d)
        expect([lt(a, b), a === b, lt(b, a)]).toEqual([d > 0, d === 0, d < 0])
        expect(leq(a, b)).toBe(d >= 0)
      }),
    )
  })

  it('max and min pick the later and the earlier', () => {
    fc.assert(
      fc.property(anySeq, halfCircle, (a, d) => {
        const b = add(a, d)
        expect([max(a, b), max(b, a), min(a, b), min(b, a)]).toEqual([b, b, a, a])
      }),
    )
  })

  it('within includes from and excludes from + size', () => {
    fc.assert(
      fc.property(anySeq, halfCircle, halfCircle, (from, size, at) => {
        expect(within(add(from, at), from, size)).toBe(at < size)
      }),
    )
  })

  it.each([
    [4_294_967_295, 1, 0],
    [0, -1, 4_294_967_295],
    [4_294_967_290, 10, 4],
  ])('%i + %i = %i', (a, b, sum) => expect(add(seq(a), b)).toBe(sum))
})
