import { describe, expect, it } from 'vitest'
import { en } from './en/index.ts'
import { parametersOf } from './translate.ts'
import { zhCN } from './zh-CN/index.ts'

const sources: Record<string, string> = import.meta.glob(['../**/*.vue', '../**/*.ts', '!../**/*.test.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** Follows a dotted path, `["…"]` for a key with dots in it. */
function lookUp(messages: unknown, key: string): unknown {
  const steps = [...key.matchAll(/\["([^"]+)"\]|[^.[\]]+/g)].map(([whole, quoted]) => quoted ?? whole)
  return steps.reduce<unknown>(
    (at, step) => (typeof at === 'object' && at !== null ? Reflect.get(at, step) : undefined),
    messages,
  )
}

function leaves(of: unknown): string[] {
  if (typeof of === 'string') return [of]
  return typeof of === 'object' && of !== null ? Object.values(of).flatMap(leaves) : []
}

describe('sentences', () => {
  it('exist wherever a screen asks for one', () => {
    const missing = Object.entries(sources).flatMap(([file, source]) =>
      [...source.matchAll(/\bt\(\s*'([a-z]+(?:\.[\w-]+|\["[^"]+"\])+)'/g)]
        .map(([, key]) => key ?? '')
        .filter((key) => typeof lookUp(en, key) !== 'string')
        .map((key) => `${file}: ${key}`),
    )
    expect(Object.keys(sources).length).toBeGreaterThan(50)
    expect(missing).toEqual([])
  })

  it('take the same numbers and names in every language', () => {
    const [english, chinese] = [leaves(en), leaves(zhCN)]
    expect(chinese).toHaveLength(english.length)
    const differing = english.flatMap((sentence, i) =>
      String(parametersOf(sentence)) === String(parametersOf(chinese[i] ?? '')) ? [] : [`${sentence} | ${chinese[i]}`],
    )
    expect(differing).toEqual([])
  })

  it('have full-width punctuation in Chinese', () => {
    expect(leaves(zhCN).filter((sentence) => /[\u4e00-\u9fff][,.;:!?]/.test(sentence))).toEqual([])
  })
})
