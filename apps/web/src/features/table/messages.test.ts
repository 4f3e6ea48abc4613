import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { en } from '../../i18n/en/index.ts'
import { setLanguage } from '../../i18n/index.ts'
import { t } from '../../i18n/translate.ts'

const SRC = join(dirname(fileURLToPath(import.meta.url)), '../..')
const FOLDERS = [
  'ladder',
  'state-diagram',
  'composer',
  'feedback',
  'netstat',
  'buffers',
  'calls',
  'segment-card',
  'table',
]

/** Every key that the table's components ask for by name; those with a variable part are asked with a prefix. */
const asked = FOLDERS.flatMap((folder) =>
  readdirSync(join(SRC, 'features', folder)).map((file) => join(SRC, 'features', folder, file)),
)
  .filter((file) => /\.(vue|ts)$/.test(file) && !file.endsWith('.test.ts'))
  .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/\bt\(\s*['`](table\.[^'`$]*)/g)].map((m) => m[1] ?? ''))

const at = (path: string): unknown =>
  path
    .replace(/\.$/, '')
    .split('.')
    .reduce<unknown>(
      (node, key) => (typeof node === 'object' && node !== null ? Reflect.get(node, key) : undefined),
      en,
    )

describe('sentences of the play table', () => {
  it('has every sentence that is asked for', () => {
    expect(asked.length).toBeGreaterThan(80)
    expect([...new Set(asked)].filter((key) => at(key) === undefined)).toEqual([])
  })
  it.each(['en', 'zh-CN'] as const)('is filled in in %s', async (language) => {
    await setLanguage(language)
    const walk = (node: unknown, path: string) => {
      if (typeof node === 'string') {
        const text = t(path, { n: 7, name: 'Lin' })
        expect(text, path).not.toContain('{n}')
        expect(text, path).not.toBe(path)
      } else for (const [key, child] of Object.entries(node as object)) walk(child, `${path}.${key}`)
    }
    walk(en.table, 'table')
  })
})
