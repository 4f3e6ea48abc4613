import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { stdout } from 'node:process'
import { buildAll } from '../build.mjs'
import { reportStudentRoute } from '../bundle-budget.mjs'
import { generateClients } from '../generate-clients.mjs'
import { run } from '../run.mjs'
import { ensureBrowser } from './browser.mjs'
import { countsOfReport, one, readPlaywright, readVitest } from './counts.mjs'
import { tool } from './tool.mjs'

/** @typedef {import('./counts.mjs').Counts} Counts */

const root = path.resolve(import.meta.dirname, '../..')
const reports = path.join(root, 'test-results')

/** What `npm test` does, in order. Each stage runs whatever became of the ones before it. */
export const STAGES = [
  { name: 'database clients', run: () => succeeds(generateClients) },
  { name: 'lint', run: () => passes(['@biomejs/biome', 'check', '--error-on-warnings', '.']) },
  { name: 'types', run: () => passes(['vue-tsc', '-b']) },
  { name: 'unit and integration tests', run: unitTests },
  { name: 'build', run: () => succeeds(() => buildAll({ force: true })) },
  { name: 'size of the student route', run: () => succeeds(checkSize) },
  { name: 'browser tests', run: browserTests },
]

/** @returns {Promise<Counts>} */
async function unitTests() {
  const report = freshReport('unit.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const { code } = await run(tool(root, 'vitest', 'run', ...reporters), { cwd: root, env: cleanEnv(), show: true })
  return countsOfReport(report, readVitest, code)
}

/** @returns {Promise<Counts>} */
async function browserTests() {
  if (!(await ensureBrowser(root))) return one(false)
  const report = freshReport('browser.json')
  const env = { ...cleanEnv(), PLAYWRIGHT_JSON_OUTPUT_NAME: report }
  const command = tool(root, '@playwright/test', 'test', '--config', 'e2e/playwright.config.ts')
  const { code } = await run(command, { cwd: root, env, show: true })
  return countsOfReport(report, readPlaywright, code)
}

function checkSize() {
  if (!reportStudentRoute()) throw new Error('The student route is larger than it may be; its largest parts are above.')
}

/** A program that is quiet when all is well. @param {readonly [string, ...string[]]} command @returns {Promise<Counts>} */
async function passes([name, ...args]) {
  const { code, output } = await run(tool(root, name, ...args), { cwd: root, env: cleanEnv() })
  if (code !== 0) stdout.write(output)
  return one(code === 0)
}

/** @param {() => void | Promise<void>} work @returns {Promise<Counts>} */
async function succeeds(work) {
  try {
    await work()
    return one(true)
  } catch (error) {
    stdout.write(`${error instanceof Error ? error.message : error}\n`)
    return one(false)
  }
}

/** The tests make their own databases and servers; a developer's settings must not lead them to real ones. */
function cleanEnv() {
  const { DATABASE_URL, DATA_DIR, PORT, HOST, PUBLIC_URL, ...rest } = process.env
  return rest
}

/** @param {string} name @returns {string} where the report goes, and where none is now */
function freshReport(name) {
  mkdirSync(reports, { recursive: true })
  const file = path.join(reports, name)
  rmSync(file, { force: true })
  return file
}
