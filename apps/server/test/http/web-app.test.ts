import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalSchool, openSchool } from '../kit/school.ts'

const SCRIPT = 'export const answer = 42\n'.repeat(100)
const webRoot = mkdtempSync(path.join(tmpdir(), 'synposium-web-'))
let school: LocalSchool

beforeAll(async () => {
  mkdirSync(path.join(webRoot, 'assets'))
  writeFileSync(path.join(webRoot, 'index.html'), '<!doctype html><title>Synposium</title>')
  writeFileSync(path.join(webRoot, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  writeFileSync(path.join(webRoot, 'assets', 'main-Ab3dE6gH.js'), SCRIPT)
  writeFileSync(path.join(webRoot, 'assets', 'main-Ab3dE6gH.js.gz'), gzipSync(SCRIPT))
  school = await openSchool({ webRoot })
})
afterAll(async () => {
  await school.close()
  rmSync(webRoot, { recursive: true })
})

describe('the web app', () => {
  it.each([
    '/',
    '/?x=1',
    '/j/KPT482',
    '/c/KPT482',
    '/p/KPT482',
    '/practice',
    '/teach',
    '/teach/',
    '/teach/abc/lobby',
    '/teach/abc/t/3',
  ])('is the document of the page %s, asked for anew each time', async (page) => {
    const response = await school.get(page)
    expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('<title>Synposium')])
    expect(response.headers.get('cache-control')).toBe('no-cache')
    expect(response.headers.get('content-type')).toContain('text/html')
  })

  it('keeps files with a hash in their name for ever, and sends them compressed', async () => {
    const response = await school.get('/assets/main-Ab3dE6gH.js', { 'accept-encoding': 'gzip' })
    expect(await response.text()).toBe(SCRIPT)
    expect(response.headers.get('content-encoding')).toBe('gzip')
    expect(response.headers.get('content-type')).toMatch(/^(?:text|application)\/javascript/)
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    const plain = await school.get('/assets/main-Ab3dE6gH.js', { 'accept-encoding': 'identity' })
    expect([plain.headers.get('content-encoding'), await plain.text()]).toEqual([null, SCRIPT])
  })

  it('serves other files, to be asked for again', async () => {
    const { status, headers } = await school.get('/icon.svg')
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-cache'])
  })

  it.each([
    '/assets/gone-Ab3dE6gH.js',
    '/nothing',
    '/index.php',
    '/..%2f..%2fetc%2fpasswd',
    '/assets/..%2f..%2f..%2fetc%2fpasswd',
    '/j/',
    '/j/a/b',
    '/.env',
  ])('answers 404 in JSON for what is neither file nor page: %s', async (page) => {
    const response = await school.get(page)
    expect([response.status, await response.json()]).toMatchObject([404, { error: { code: 'route.unknown' } }])
  })
  it('shows a person at a mistyped address the web app, which says so, and a program JSON', async () => {
    const person = await school.get('/nothing', { accept: 'text/html,*/*' })
    expect([person.status, await person.text()]).toEqual([404, expect.stringContaining('<title>Synposium')])
    const file = await school.get('/assets/gone-Ab3dE6gH.js', { accept: 'text/html,*/*' })
    expect([file.status, await file.json()]).toMatchObject([404, { error: { code: 'route.unknown' } }])
  })
})
