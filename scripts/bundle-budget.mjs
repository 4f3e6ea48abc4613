// What a student's browser downloads before the first segment can be sent, measured in the built web app.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { argv, exit, stderr, stdout } from 'node:process'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'

/** @typedef {{ file: string, css?: string[], imports?: string[] }} Chunk as Vite's manifest describes it */

const KIB = 1024
const BUDGET = 180 * KIB
/** The page of a student at a table: the shell, the student's page, and the table that it opens; in Chinese its sentences too. */
const ROUTE = ['index.html', 'src/pages/StudentPage.vue', 'src/pages/student/StudentTable.vue']
const CHINESE = 'src/i18n/zh-CN/core.ts'
const DIST = path.resolve(import.meta.dirname, '../apps/web/dist')

/**
 * Measures the student route, scripts and styles as gzip, fonts as they are.
 * @param {string} dist the built web app, with its .vite/manifest.json
 * @returns {{ bytes: number, budget: number, parts: readonly { file: string, bytes: number }[] }} largest part first
 */
export function measureStudentRoute(dist = DIST) {
  const manifest = JSON.parse(readFileSync(path.join(dist, '.vite/manifest.json'), 'utf8'))
  const files = new Set(['index.html'])
  for (const entry of [...ROUTE, CHINESE]) collect(manifest, entry, files)
  for (const css of [...files].filter((file) => file.endsWith('.css'))) {
    for (const font of latinFonts(readFileSync(path.join(dist, css), 'utf8'))) files.add(font)
  }
  const parts = [...files]
    .map((file) => ({ file, bytes: transferred(path.join(dist, file)) }))
    .sort((a, b) => b.bytes - a.bytes)
  return { bytes: parts.reduce((sum, part) => sum + part.bytes, 0), budget: BUDGET, parts }
}

/**
 * Adds the chunk, its styles and everything that it imports statically.
 * @param {Record<string, Chunk>} manifest @param {string} name @param {Set<string>} files
 */
function collect(manifest, name, files) {
  const chunk = manifest[name]
  if (!chunk) throw new Error(`the build has no ${name}: it was renamed, and scripts/bundle-budget.mjs has to know`)
  if (files.has(chunk.file)) return
  files.add(chunk.file)
  for (const css of chunk.css ?? []) files.add(css)
  for (const imported of chunk.imports ?? []) collect(manifest, imported, files)
}

/**
 * A browser loads those fonts whose range covers what it shows; every page shows basic Latin letters. Of several faces of a
 * family that cover them the last one declared is asked first, and the others are not fetched.
 * @param {string} css
 */
function latinFonts(css) {
  const byFamily = new Map()
  for (const [face] of css.matchAll(/@font-face\s*\{[^}]*\}/g)) {
    const family = /font-family:\s*["']?([^;"'}]*)/.exec(face)?.[1]
    const file = /url\(["']?\/?([^"')]+)["']?\)/.exec(face)?.[1]
    if (file !== undefined && coversLatin(face)) byFamily.set(family, file)
  }
  return [...byFamily.values()]
}

/** @param {string} face */
function coversLatin(face) {
  const ranges = /unicode-range:([^;}]*)/.exec(face)?.[1]
  if (ranges === undefined) return true
  return ranges.split(',').some((range) => {
    const [first = '', last = first] = range.trim().replace(/^U\+/i, '').split('-')
    const letter = 'a'.codePointAt(0) ?? 0
    return (
      Number.parseInt(first.replaceAll('?', '0'), 16) <= letter &&
      letter <= Number.parseInt(last.replaceAll('?', 'F'), 16)
    )
  })
}

/** @param {string} file @returns {number} bytes */
function transferred(file) {
  const body = readFileSync(file)
  return file.endsWith('.woff2') ? body.length : gzipSync(body, { level: 9 }).length
}

/** Prints the measure and the largest parts. @returns {boolean} whether it is within the budget */
export function reportStudentRoute(dist = DIST) {
  const { bytes, budget, parts } = measureStudentRoute(dist)
  const kib = (/** @type {number} */ count) => `${(count / KIB).toFixed(1)} KiB`
  stdout.write(`The student route takes ${kib(bytes)} of ${kib(budget)}, in Chinese, fonts included.\n`)
  const ok = bytes <= budget
  if (!ok) for (const part of parts.slice(0, 12)) stdout.write(`  ${kib(part.bytes).padStart(10)}  ${part.file}\n`)
  return ok
}

if (import.meta.url === pathToFileURL(argv[1] ?? '').href) {
  try {
    exit(reportStudentRoute(argv[2]) ? 0 : 1)
  } catch (error) {
    stderr.write(`${error instanceof Error ? error.message : error}\n`)
    exit(1)
  }
}
