import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fingerprint, forget, isUnchanged, remember } from '../fingerprint.mjs'

describe('what a build depends on', () => {
  const place = { dir: '' }
  const file = (name: string) => path.join(place.dir, name)
  const print = () => fingerprint(place.dir, ['lock', 'src'])

  beforeEach(() => {
    place.dir = mkdtempSync(path.join(tmpdir(), 'synposium-print-'))
    mkdirSync(file('src/deep'), { recursive: true })
    writeFileSync(file('lock'), '1')
    writeFileSync(file('src/deep/a.ts'), 'a')
  })
  afterEach(() => rmSync(place.dir, { recursive: true, force: true }))

  it.each([
    ['another content', () => writeFileSync(file('src/deep/a.ts'), 'b')],
    ['another name', () => renameSync(file('src/deep/a.ts'), file('src/deep/b.ts'))],
    ['a new file', () => writeFileSync(file('src/new.ts'), '')],
    ['a missing file', () => rmSync(file('src/deep/a.ts'))],
    ['another lock', () => writeFileSync(file('lock'), '2')],
  ])('changes with %s', (_what, change) => {
    const before = print()
    change()
    expect(print()).not.toBe(before)
  })

  it('does not change with times, products and installed packages', () => {
    const before = print()
    utimesSync(file('src/deep/a.ts'), 1, 1)
    for (const folder of ['dist', 'node_modules', 'generated']) {
      mkdirSync(file(`src/${folder}`))
      writeFileSync(file(`src/${folder}/x`), '')
    }
    expect(print()).toBe(before)
  })

  it('is remembered for each build until it is forgotten', () => {
    expect(isUnchanged(place.dir, 'the pages', print())).toBe(false)
    remember(place.dir, 'the pages', print())
    expect(isUnchanged(place.dir, 'the pages', print())).toBe(true)
    expect(isUnchanged(place.dir, 'the server', print())).toBe(false)
    writeFileSync(file('src/deep/a.ts'), 'b')
    expect(isUnchanged(place.dir, 'the pages', print())).toBe(false)
    forget(place.dir, 'the pages')
    expect(isUnchanged(place.dir, 'the pages', print())).toBe(false)
  })
})
