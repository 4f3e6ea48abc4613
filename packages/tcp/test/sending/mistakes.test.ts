import { describe, expect, it } from 'vitest'
import { judge, MISTAKE_CODES, MISTAKES } from '../../src/index.ts'
import { PAIRS } from './pairs/all.ts'
import { IMPLIED, type Pair } from './pairs/pair.ts'

const told = ({ tcb, wrong, context }: Pair) => judge(tcb, wrong, context ?? IMPLIED).mistake

describe('what is wrong', () => {
  it.each(PAIRS.map((pair) => [pair.code, pair.title, pair] as const))('%s: %s', (code, _title, pair) => {
    const mistake = told(pair)
    expect(mistake).toMatchObject({ code, field: pair.field, rule: MISTAKES[code].rule })
    if (pair.expected !== undefined) expect(mistake?.expected).toEqual(pair.expected)
  })

  it.each(PAIRS.map((pair) => [pair.code, pair] as const))('%s: the hint is a right segment', (_code, pair) => {
    const nearest = told(pair)?.nearest
    if (nearest) expect(judge(pair.tcb, nearest.segment, pair.context ?? IMPLIED).level).not.toBe('mistake')
  })
})

describe('what only looks wrong', () => {
  it.each(PAIRS.map((pair) => [pair.code, pair] as const))('%s: near miss', (_code, pair) => {
    const verdict = judge(pair.nearTcb ?? pair.tcb, pair.near, pair.nearContext ?? pair.context ?? IMPLIED)
    expect(verdict.mistake).toBeNull()
    expect(verdict.act).not.toBeNull()
  })
})

describe('the list of codes', () => {
  it('has a pair for every code', () => {
    expect([...new Set(PAIRS.map(({ code }) => code))].sort()).toEqual([...MISTAKE_CODES].sort())
  })
})
