import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countsOfReport, inWords, one, readPlaywright, readVitest, sum } from '../check/counts.mjs'

describe('the counts of npm test', () => {
  const place = { dir: '' }
  beforeAll(() => {
    place.dir = mkdtempSync(path.join(tmpdir(), 'synposium-counts-'))
  })
  afterAll(() => rmSync(place.dir, { recursive: true, force: true }))

  /** What a run counts as that left this report and ended with this code. */
  function counted(report: unknown, read: typeof readVitest | typeof readPlaywright, code: number) {
    const file = path.join(place.dir, 'report.json')
    writeFileSync(file, JSON.stringify(report))
    return inWords(countsOfReport(file, read as typeof readVitest, code))
  }
  const vitest = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1, testResults: [] }
  const playwright = { stats: { expected: 3, flaky: 1, unexpected: 0, skipped: 2 }, errors: [] }

  it('are those of the reports', () => {
    expect(counted(vitest, readVitest, 0)).toBe('5 passed, 0 failed, 2 skipped')
    expect(counted({ ...vitest, numFailedTests: 2 }, readVitest, 1)).toBe('5 passed, 2 failed, 2 skipped')
    expect(counted(playwright, readPlaywright, 0)).toBe('4 passed, 0 failed, 2 skipped')
    expect(counted({ ...playwright, errors: [{}] }, readPlaywright, 1)).toBe('4 passed, 1 failed, 2 skipped')
  })

  it('count a file that could not be loaded', () => {
    const unloaded = { ...vitest, testResults: [{ status: 'failed', assertionResults: [] }] }
    expect(counted(unloaded, readVitest, 1)).toBe('5 passed, 1 failed, 2 skipped')
  })

  it('count a run that ended badly without a failing test, one that found nothing, and one that left no report', () => {
    expect(counted(vitest, readVitest, 1)).toBe('5 passed, 1 failed, 2 skipped')
    expect(counted({ ...vitest, numPassedTests: 0 }, readVitest, 0)).toBe('0 passed, 1 failed, 2 skipped')
    expect(inWords(countsOfReport(path.join(place.dir, 'none'), readVitest, 0))).toBe('0 passed, 1 failed')
  })

  it('add up, and mention the skipped only where there are some', () => {
    expect(inWords(sum([one(true), one(false), { passed: 3, failed: 0, skipped: 0 }]))).toBe('4 passed, 1 failed')
    expect(inWords(sum([]))).toBe('0 passed, 0 failed')
  })
})
