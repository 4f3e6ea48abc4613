import { describe, expect, it, vi } from 'vitest'
import { Allowance } from '../../src/limits/allowance.ts'
import { AtMostEvery } from '../../src/limits/at-most-every.ts'
import { Budget } from '../../src/limits/budget.ts'

describe('an allowance', () => {
  it('gives the burst at once, and then what has been refilled', () => {
    const allowance = new Allowance({ burst: 3, perSecond: 2 }, 0)
    expect([0, 0, 0, 0].map((at) => allowance.take(at))).toEqual([true, true, true, false])
    expect([499, 500, 501, 1_000].map((at) => allowance.take(at))).toEqual([false, true, false, true])
  })

  it('never holds more than the burst, and a clock that steps back gives nothing', () => {
    const allowance = new Allowance({ burst: 2, perSecond: 1 }, 1_000)
    allowance.take(1_000)
    allowance.take(1_000)
    expect(allowance.take(0)).toBe(false)
    expect([1e9, 1e9, 1e9].map((at) => allowance.take(at))).toEqual([true, true, false])
  })

  it('can be looked at without taking', () => {
    const allowance = new Allowance({ burst: 1, perSecond: 1 }, 0)
    expect([allowance.left(0), allowance.left(0), allowance.take(0), allowance.left(0)]).toEqual([
      true,
      true,
      true,
      false,
    ])
  })
})

describe('a budget', () => {
  it('is kept for each key by itself', () => {
    const budget = new Budget({ burst: 1, perSecond: 0.001 }, () => 0)
    expect([budget.take('a'), budget.take('a'), budget.take('b'), budget.left('a'), budget.left('new')]).toEqual([
      true,
      false,
      true,
      false,
      true,
    ])
  })

  it('remembers no more keys than it has room for, even when all are in use', () => {
    const budget = new Budget({ burst: 1, perSecond: 0.000_001 }, () => 0)
    for (let n = 0; n < 30_000; n += 1) budget.take(`10.0.${n >> 8}.${n & 255}`)
    expect(budget.size).toBeLessThanOrEqual(10_000)
  })
})

describe('at most every', () => {
  it('acts at once, then once for all that was asked meanwhile, then rests', () => {
    vi.useFakeTimers()
    const action = vi.fn()
    const throttled = new AtMostEvery(100, action)
    for (let n = 0; n < 5; n += 1) throttled.ask()
    expect(action).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(100)
    expect(action).toHaveBeenCalledTimes(2)
    vi.advanceTimersByTime(1_000)
    expect(action).toHaveBeenCalledTimes(2)
    throttled.ask()
    throttled.ask()
    throttled.stop()
    vi.advanceTimersByTime(1_000)
    expect(action).toHaveBeenCalledTimes(3)
    vi.useRealTimers()
  })
})
