import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { RULES } from '../../src/index.ts'
import { RECEIVING_RULES } from '../../src/rules/receiving.ts'

const here = new URL('.', import.meta.url)
const source = readdirSync(here)
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => readFileSync(new URL(name, here), 'utf8'))
  .join('\n')

/** Rules that a test title names as `[rule] …`. */
const named = new Set(Array.from(source.matchAll(/['"`]\[([a-z0-9-]+\.[a-z0-9-]+)\]/g), (match) => match[1]))

describe('rules of the receiving half', () => {
  it.each(Object.keys(RECEIVING_RULES))('%s is named by a test', (name) => {
    expect(named).toContain(name)
  })

  it('tests name rules that exist', () => {
    expect([...named].filter((name) => name === undefined || !(name in RULES))).toEqual([])
  })

  it.each(Object.entries(RULES))('%s has a source and one sentence', (name, rule) => {
    expect(name).toMatch(/^[a-z0-9-]+\.[a-z0-9-]+$/)
    expect(rule.source).toMatch(/§|linux/)
    expect(rule.sentence).toMatch(/^[A-Za-z(0-9].*\.$/)
  })
})
