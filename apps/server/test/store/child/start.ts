import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import path from 'node:path'
import { build } from 'vite'
import type { StoreOptions } from '../../../src/store/store.ts'

/** apps/server: a built child finds its packages from here. */
const server = path.resolve(import.meta.dirname, '../../..')

/** Builds the appending child as the server itself is built. Returns its script, and a function that removes it. */
export async function buildChild(): Promise<{ readonly script: string; readonly remove: () => void }> {
  const outDir = mkdtempSync(path.join(server, 'node_modules/.appending-'))
  const ssr = path.join(import.meta.dirname, 'appending.ts')
  await build({ configFile: false, root: server, logLevel: 'error', build: { ssr, outDir, target: 'node20' } })
  return { script: path.join(outDir, 'appending.js'), remove: () => rmSync(outDir, { recursive: true, force: true }) }
}

export class AppendingChild {
  readonly #process: ChildProcess
  readonly #ended: Promise<unknown>
  #output = ''
  #errors = ''

  constructor(script: string, options: StoreOptions, classroomId: string) {
    this.#process = spawn(process.execPath, [script, JSON.stringify(options), classroomId])
    this.#process.stdout?.on('data', (text) => {
      this.#output += text
    })
    this.#process.stderr?.on('data', (text) => {
      this.#errors += text
    })
    this.#ended = new Promise((resolve) => this.#process.once('close', resolve))
  }

  get pid(): number | undefined {
    return this.#process.pid
  }

  /** The last number that the child was told is stored; 0 before the first. */
  get stored(): number {
    const lines = this.#output.split('\n').slice(1, -1) // the first says open; the last may be half a line
    return Number(lines.at(-1) ?? 0)
  }

  /** Waits until it has stored something. */
  async appending(): Promise<void> {
    for (;;) {
      if (this.stored > 0) return
      if (this.#process.exitCode !== null) throw new Error(`the child ended: ${this.#errors}`)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }

  /** kill -9, and waits until nothing of it is left. */
  async kill(): Promise<void> {
    this.#process.kill('SIGKILL')
    await this.#ended
  }
}
