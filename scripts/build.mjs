// Builds what `npm start` runs: the database clients, the web app, the server. What has not changed since the last time is left
// alone; `--force` builds all of it.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { argv, env, exit, platform, stdout } from 'node:process'
import { pathToFileURL } from 'node:url'
import { fingerprint, forget, isUnchanged, remember } from './fingerprint.mjs'
import { generateClients } from './generate-clients.mjs'
import { run } from './run.mjs'

const root = path.resolve(import.meta.dirname, '..')
/** Everything is built from these, besides its own sources. */
const COMMON = ['pnpm-lock.yaml', 'tsconfig.base.json', 'scripts']
const PAGES = [...COMMON, 'packages', 'apps/web']

/** In this order: the server's build includes the database clients, and compresses the pages. */
const STEPS = [
  {
    name: 'database clients',
    sources: [...COMMON, 'prisma'],
    product: 'apps/server/src/generated/postgres/client.ts',
    build: generateClients,
  },
  { name: 'pages', sources: PAGES, product: 'apps/web/dist/index.html', build: () => buildPackage('apps/web') },
  {
    name: 'server',
    sources: [...PAGES, 'prisma', 'apps/server'],
    product: 'apps/server/dist/main.js',
    build: () => buildPackage('apps/server'),
  },
]

/**
 * Builds what has changed, with one line for each thing that is built.
 * @param {{ force?: boolean }} options
 * @returns {Promise<void>} rejects with everything that the failing step printed
 */
export async function buildAll({ force = false } = {}) {
  for (const step of STEPS) {
    const print = fingerprint(root, step.sources)
    if (!force && existsSync(path.join(root, step.product)) && isUnchanged(root, step.name, print)) continue
    const started = performance.now()
    stdout.write(`Building the ${step.name} … `)
    forget(root, step.name) // a build that is interrupted counts as none
    try {
      await step.build()
    } catch (error) {
      stdout.write('failed\n')
      throw error
    }
    remember(root, step.name, print)
    stdout.write(`${((performance.now() - started) / 1000).toFixed(1)} s\n`)
  }
}

/** Runs the build script of a package as npm would, without the second that starting a package manager takes. @param {string} folder */
async function buildPackage(folder) {
  const { scripts } = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8'))
  const tools = [path.join(root, folder, 'node_modules/.bin'), path.join(root, 'node_modules/.bin')]
  const shell = platform === 'win32' ? [env.ComSpec ?? 'cmd.exe', '/d', '/s', '/c'] : ['/bin/sh', '-c']
  const { code, output } = await run([...shell, scripts.build], {
    cwd: path.join(root, folder),
    env: { ...env, PATH: [...tools, env.PATH].join(path.delimiter) },
  })
  if (code !== 0) throw new Error(`The build of ${folder} failed.\n${output}`)
}

if (import.meta.url === pathToFileURL(argv[1] ?? '').href) {
  try {
    await buildAll({ force: argv.includes('--force') })
  } catch (error) {
    stdout.write(`${error instanceof Error ? error.message : error}\n`)
    exit(1)
  }
}
