import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { measureStudentRoute } from '../bundle-budget.mjs'

const face = (file: string, range: string) =>
  `@font-face{font-family:"Next";src:url(/assets/${file})format("woff2");unicode-range:${range}}`
const FILES: Readonly<Record<string, string | Buffer>> = {
  'index.html': '<!doctype html>',
  'assets/main.js': randomBytes(3_000).toString('hex'),
  'assets/main.css':
    face('whole.woff2', 'U+??,U+131') + face('ext.woff2', 'U+100-2BA,U+1E00-1E9F') + face('latin.woff2', 'U+20-7E'),
  'assets/shared.js': 'shared',
  'assets/student.js': 'student',
  'assets/table.js': 'table',
  'assets/teacher.js': 'teacher',
  'assets/zh.js': 'zh',
  'assets/latin.woff2': randomBytes(2_000),
  'assets/ext.woff2': randomBytes(1_000),
  'assets/whole.woff2': randomBytes(4_000),
}
const MANIFEST = {
  'index.html': { file: 'assets/main.js', css: ['assets/main.css'], imports: ['_shared.js'] },
  '_shared.js': { file: 'assets/shared.js' },
  'src/pages/StudentPage.vue': { file: 'assets/student.js', imports: ['_shared.js', 'index.html'] },
  'src/pages/student/StudentTable.vue': { file: 'assets/table.js', imports: ['_shared.js'] },
  'src/pages/TeachPage.vue': { file: 'assets/teacher.js' },
  'src/i18n/zh-CN/core.ts': { file: 'assets/zh.js' },
}

describe('the size of the student route', () => {
  const place = { dist: '' }
  beforeEach(() => {
    place.dist = mkdtempSync(path.join(tmpdir(), 'synposium-dist-'))
    for (const folder of ['assets', '.vite']) mkdirSync(path.join(place.dist, folder))
    for (const [name, body] of Object.entries(FILES)) writeFileSync(path.join(place.dist, name), body)
    writeFileSync(path.join(place.dist, '.vite/manifest.json'), JSON.stringify(MANIFEST))
  })
  afterEach(() => rmSync(place.dist, { recursive: true, force: true }))

  it('counts each file of the route once: imports, styles, the last Latin face; not the teacher, not the other fonts', () => {
    expect(
      measureStudentRoute(place.dist)
        .parts.map(({ file }) => file)
        .sort(),
    ).toEqual([
      'assets/latin.woff2',
      'assets/main.css',
      'assets/main.js',
      'assets/shared.js',
      'assets/student.js',
      'assets/table.js',
      'assets/zh.js',
      'index.html',
    ])
  })

  it('is what is transferred: scripts as gzip, fonts as they are', () => {
    const { bytes, parts } = measureStudentRoute(place.dist)
    const sizeOf = (file: string) => parts.find((part) => part.file === file)?.bytes
    expect(sizeOf('assets/main.js')).toBe(gzipSync(FILES['assets/main.js'] ?? '', { level: 9 }).length)
    expect(sizeOf('assets/latin.woff2')).toBe(2_000)
    expect(bytes).toBe(parts.reduce((sum, part) => sum + part.bytes, 0))
  })

  it('cannot be measured when a page of the route is not there under its name', () => {
    const { 'src/pages/StudentPage.vue': _gone, ...rest } = MANIFEST
    writeFileSync(path.join(place.dist, '.vite/manifest.json'), JSON.stringify(rest))
    expect(() => measureStudentRoute(place.dist)).toThrow('no src/pages/StudentPage.vue')
  })
})
