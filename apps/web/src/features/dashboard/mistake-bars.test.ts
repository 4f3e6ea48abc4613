import { describe, expect, it } from 'vitest'
import { heatNodes, mistakeBars } from './mistake-bars.ts'

const counts = (byCode: Record<string, [count: number, students: string[]]>) => ({
  total: 0,
  byState: {},
  byCode: Object.fromEntries(Object.entries(byCode).map(([code, [count, students]]) => [code, { count, students }])),
})

describe('mistakeBars', () => {
  it('ranks by how many students are affected, then by how often', () => {
    const bars = mistakeBars(counts({ a: [9, ['x']], b: [3, ['x', 'y']], c: [10, ['y']] }), 5)
    expect(bars.map((bar) => bar.code)).toEqual(['b', 'c', 'a'])
    expect(bars.map((bar) => bar.share)).toEqual([1, 0.5, 0.5])
  })

  it('shows no more rows than there is room for, and none of nothing', () => {
    expect(mistakeBars(counts({ a: [1, ['x']], b: [1, ['x']], c: [1, ['x']] }), 2)).toHaveLength(2)
    expect(mistakeBars(counts({}), 5)).toEqual([])
  })
})

describe('heatNodes', () => {
  it('has every state, and a step of the ramp in proportion to the largest', () => {
    const nodes = heatNodes({ ESTABLISHED: 21, SYN_RCVD: 9, LISTEN: 1 })
    const level = (state: string) => nodes.find((node) => node.state === state)?.level
    expect(nodes).toHaveLength(11)
    expect([level('ESTABLISHED'), level('SYN_RCVD'), level('LISTEN'), level('CLOSING')]).toEqual([5, 3, 1, 0])
  })

  it('is cold without mistakes', () => {
    expect(new Set(heatNodes({}).map((node) => node.level))).toEqual(new Set([0]))
  })
})
