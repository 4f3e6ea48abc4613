import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const SERVER = fileURLToPath(new URL('../..', import.meta.url))
/** Beside the real build, so that it finds its packages, and not in its place. */
const OUT = path.join(SERVER, 'dist', `test-${process.pid}`)

/** Builds the server as `npm start` does, and says where its main file is. */
export async function buildServer(): Promise<{ main: string; directory: string }> {
  const ssr = path.join(SERVER, 'src', 'main.ts')
  await build({
    root: SERVER,
    logLevel: 'error',
    configFile: false,
    build: { ssr, outDir: OUT, target: 'node20', emptyOutDir: true },
  })
  return { main: path.join(OUT, 'main.js'), directory: OUT }
}

export interface RunningServer {
  readonly url: string
  readonly child: ChildProcess
  /** Everything it has printed. */
  output(): string
  /** Ends it by a signal; its exit code, null when the signal itself ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

/** Starts a server as a process of its own and waits until it listens. */
export async function startServer(
  main: string,
  dataDir: string,
  env: Record<string, string> = {},
): Promise<RunningServer> {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env.PATH, HOST: '127.0.0.1', PORT: '0', DATA_DIR: dataDir, ...env },
  })
  let output = ''
  const exited = once(child, 'exit')
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (data: Buffer) => {
      output += data
      const found = /http:\/\/localhost:(\d+)/.exec(output)
      if (found) resolve(`http://127.0.0.1:${found[1]}`)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${output}`)))
  })
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    const [code] = await exited
    return code as number | null
  }
  return { url, child, output: () => output, end }
}
