// `npm start`, after the packages are installed: builds what has changed and runs the server until Ctrl-C.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { argv, execPath, exit, platform, stderr } from 'node:process'
import { pathToFileURL } from 'node:url'
import { buildAll } from './build.mjs'

const root = path.resolve(import.meta.dirname, '..')
const SERVER = path.join(root, 'apps/server/dist/main.js')
/** The terminal and npm each pass one press of Ctrl-C on. The server hears of it once; a second press comes later than this, in ms. */
const ONE_PRESS = 500
/** ms between looks at who the parent is. */
const PARENT_CHECK = 500
const WINDOWS = platform === 'win32'

if (import.meta.url === pathToFileURL(argv[1] ?? '').href) await up()

async function up() {
  try {
    await buildAll()
  } catch (error) {
    stderr.write(`${error instanceof Error ? error.message : error}\nSynposium was not started.\n`)
    exit(1)
  }
  exit(await serve())
}

/**
 * Runs the server to its end.
 * @param {string} script of the server
 * @returns {Promise<number>} its exit code
 */
export function serve(script = SERVER) {
  const endWithParent = pathToFileURL(path.join(import.meta.dirname, 'end-with-parent.mjs')).href
  const server = spawn(execPath, ['--import', endWithParent, script], {
    cwd: root, // DATA_DIR is relative to the repository
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    // Its own process group: signals reach it through this process only. (On Windows that would open a window.)
    detached: !WINDOWS,
  })
  passOnSignals(server)
  stopWithParent(server)
  return new Promise((resolve) => {
    server.on('error', (error) => {
      stderr.write(`The server could not be started: ${error.message}\n`)
      resolve(1)
    })
    server.on('close', (code, signal) => {
      if (signal) stderr.write(`The server was ended from outside (${signal}).\n`)
      resolve(code ?? 1)
    })
  })
}

/** @param {import('node:child_process').ChildProcess} server */
function passOnSignals(server) {
  let last = Number.NEGATIVE_INFINITY
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (performance.now() - last < ONE_PRESS) return
      last = performance.now()
      if (!WINDOWS) server.kill(signal === 'SIGINT' ? 'SIGINT' : 'SIGTERM')
    })
  }
}

/** A signal to npm alone ends npm and its shell, and never arrives here: that the parent is another one now is the only sign of it. @param {import('node:child_process').ChildProcess} server */
function stopWithParent(server) {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    server.kill('SIGTERM')
  }, PARENT_CHECK)
  watch.unref()
}
