import { existsSync, readFileSync } from 'node:fs'

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** A stage that is one check. @param {boolean} ok @returns {Counts} */
export const one = (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 })

/** @param {readonly Counts[]} all @returns {Counts} */
export function sum(all) {
  return all.reduce(
    (total, { passed, failed, skipped }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
      skipped: total.skipped + skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  )
}

/** `12 passed, 0 failed`, with the skipped where there are any. @param {Counts} counts */
export function inWords({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

/**
 * The counts of a test run from its report. A run that ended badly without a failing test (it broke off, could not load a file,
 * left no report, found no test) counts as one failure more.
 * @template R what the report holds
 * @param {string} report JSON file
 * @param {(report: R) => Counts} read
 * @param {number} code exit code of the run
 * @returns {Counts}
 */
export function countsOfReport(report, read, code) {
  const counts = existsSync(report) ? read(JSON.parse(readFileSync(report, 'utf8'))) : sum([])
  const nothing = counts.passed + counts.failed === 0
  const brokeOff = code !== 0 && counts.failed === 0
  return nothing || brokeOff ? { ...counts, failed: counts.failed + 1 } : counts
}

/**
 * A file that could not be loaded has no tests, but is a failed suite.
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
 *   testResults: { status: string, assertionResults: unknown[] }[] }} report
 * @returns {Counts}
 */
export function readVitest({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults }) {
  const unloaded = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  )
  return {
    passed: numPassedTests,
    failed: numFailedTests + unloaded.length,
    skipped: numPendingTests + numTodoTests,
  }
}

/**
 * A test that passed at a second try is counted as passed. `errors` are faults outside any test.
 * @param {{ stats: { expected: number, flaky: number, unexpected: number, skipped: number }, errors: unknown[] }} report
 * @returns {Counts}
 */
export function readPlaywright({ stats, errors }) {
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length, skipped: stats.skipped }
}
