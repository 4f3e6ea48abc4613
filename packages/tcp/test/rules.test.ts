import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { MISTAKE_CODES, MISTAKES, RULES, TRANSITIONS } from '../src/index.ts'
import { CHECKS } from '../src/judge/diagnose.ts'
import { RECEIVING_RULES } from '../src/rules/receiving.ts'
import { SENDING_RULES } from '../src/rules/sending.ts'
import { PAIRS } from './sending/pairs/all.ts'

const HERE = import.meta.dirname
const rulesMd = readFileSync(join(HERE, '..', 'RULES.md'), 'utf8')

/** The cells of every table row of RULES.md. */
const rows = rulesMd
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) => line.split('|').map((cell) => cell.trim()))

const rowOf = (name: string): string[] | undefined => rows.find((cells) => cells[1] === name)

const sources = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sources(path)
    return entry.name.endsWith('.ts') && path !== import.meta.filename ? [readFileSync(path, 'utf8')] : []
  })

const tests = sources(HERE).join('\n')
const names = Object.keys(RULES)

describe('every rule', () => {
  it('has one home', () => {
    expect(Object.keys(RECEIVING_RULES).filter((name) => name in SENDING_RULES)).toEqual([])
  })

  it.each(Object.entries(RULES))('%s has its line in RULES.md', (name, rule) => {
    const cells = rowOf(`\`${name}\``)
    expect(cells?.slice(2, 4)).toEqual([rule.source, rule.sentence])
    expect(cells?.[4], 'how it is broken').toBeTruthy()
    expect(cells?.[5], 'what Linux does').toBeTruthy()
  })

  it.each(names)('%s is named by a test', (name) => {
    expect(tests.includes(`[${name}]`)).toBe(true)
  })
})

describe('every arrow', () => {
  it.each(TRANSITIONS)('$from on $on names a rule', ({ rule }) => {
    expect(names).toContain(rule)
  })
})

describe('every mistake code', () => {
  it.each(MISTAKE_CODES)('%s has a pair of tests, a check and a rule', (code) => {
    expect(PAIRS.some((pair) => pair.code === code)).toBe(true)
    expect(CHECKS.some((check) => check.code === code)).toBe(true)
    expect(names).toContain(MISTAKES[code].rule)
  })

  it.each(MISTAKE_CODES)('%s stands beside its rule and its beliefs in RULES.md', (code) => {
    const { m, rule } = MISTAKES[code]
    expect(rowOf(`\`${rule}\``)?.[4]).toContain(`\`${code}\``)
    for (const belief of m?.split(' ') ?? []) expect(rowOf(belief)?.[3]).toContain(`\`${code}\``)
  })

  it.each(CHECKS.map((check) => [check.code, check] as const))('%s is told at its own field first', (code, check) => {
    expect(check.fields[0]).toBe(MISTAKES[code].field)
  })

  it('is diagnosed in the order of the list, but for the exceptions of RULES.md', () => {
    const order = CHECKS.map((check) => MISTAKE_CODES.indexOf(check.code))
    const backward = CHECKS.filter((_check, i) => i > 0 && (order[i] ?? 0) < (order[i - 1] ?? 0)).map(
      (check) => check.code,
    )
    expect(backward).toEqual(['ack.syn-not-counted', 'seq.already-acked', 'data.beyond-window'])
  })
})
