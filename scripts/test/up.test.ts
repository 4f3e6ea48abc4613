import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

/** Notes what it is told, and takes its time to finish, as the real server does. */
const SERVER = `
  import { appendFileSync } from 'node:fs'
  const note = (line) => appendFileSync(process.argv[1] + '.log', line + '\\n')
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {
    note(signal)
    setTimeout(() => { note('finished'); process.exit(7) }, 200)
  })
  setInterval(() => {}, 1000)
  note('pid ' + process.pid)`

const up = path.resolve(import.meta.dirname, '../up.mjs')
const place = { dir: '', server: '' }
const started: ChildProcess[] = []

beforeEach(() => {
  place.dir = mkdtempSync(path.join(tmpdir(), 'synposium-up-'))
  place.server = path.join(place.dir, 'server.mjs')
  writeFileSync(place.server, SERVER)
})
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
  rmSync(place.dir, { recursive: true, force: true })
})

function log(): readonly string[] {
  const file = `${place.server}.log`
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : []
}

async function until(what: () => boolean): Promise<void> {
  for (const end = Date.now() + 15_000; !what(); ) {
    if (Date.now() > end) throw new Error(`waited in vain; the server noted: ${log()}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** Starts the server through up.mjs; `shell`: with a parent that is not this process, as npm's is. */
async function start({
  shell = false,
} = {}): Promise<{ readonly child: ChildProcess; readonly code: Promise<number | null> }> {
  const script = `import(${JSON.stringify(up)}).then(async ({ serve }) => process.exit(await serve(${JSON.stringify(place.server)})))`
  const child = shell
    ? spawn('sh', ['-c', '"$0" -e "$1"; true', process.execPath, script])
    : spawn(process.execPath, ['-e', script])
  started.push(child)
  const code = new Promise<number | null>((resolve) => child.once('exit', resolve))
  await until(() => log().length > 0)
  return { child, code }
}

describe.skipIf(process.platform === 'win32')('npm start', { timeout: 30_000 }, () => {
  it('passes Ctrl-C on once, however often it arrives, lets the server finish and ends with its exit code', async () => {
    const { child, code } = await start()
    for (let n = 0; n < 3; n++) child.kill('SIGINT')
    expect(await code).toBe(7)
    expect(log().slice(1)).toEqual(['SIGINT', 'finished'])
  })

  it.each(['SIGTERM', 'SIGHUP'] as const)('asks the server to stop at %s', async (signal) => {
    const { child, code } = await start()
    child.kill(signal)
    expect(await code).toBe(7)
    expect(log().slice(1)).toEqual(['SIGTERM', 'finished'])
  })

  it('leaves no server behind when it is killed', async () => {
    const { child } = await start()
    child.kill('SIGKILL')
    await until(() => log().includes('finished'))
    expect(log().slice(1)).toEqual(['SIGTERM', 'finished'])
  })

  it('leaves no server behind when npm alone is ended', async () => {
    const { child } = await start({ shell: true })
    child.kill('SIGTERM')
    await until(() => log().includes('finished'))
    expect(log().slice(1)).toEqual(['SIGTERM', 'finished'])
  })
})
