// Generates the Prisma client of each database from its schema, without a network.
import { createRequire } from 'node:module'
import path from 'node:path'
import { argv, env, execPath, exit, stderr } from 'node:process'
import { pathToFileURL } from 'node:url'
import { run } from './run.mjs'

const root = path.resolve(import.meta.dirname, '..')
const SCHEMAS = ['prisma/schema.prisma', 'prisma/postgres/schema.prisma']

/**
 * Generates both clients into apps/server/src/generated.
 * @returns {Promise<void>} rejects with everything that Prisma printed
 */
export async function generateClients() {
  const cli = createRequire(path.join(root, 'apps/server/package.json')).resolve('prisma/build/index.js')
  await Promise.all(SCHEMAS.map((schema) => generate(cli, schema)))
}

/** @param {string} cli @param {string} schema */
async function generate(cli, schema) {
  const { code, output } = await run([execPath, cli, 'generate', '--schema', schema], { cwd: root, env: prismaEnv() })
  if (code !== 0) throw new Error(`${schema}:\n${output}`)
}

/** The CLI wants to download its migration engine before it does anything; generating never runs it, so any file that exists will do. */
function prismaEnv() {
  return {
    PRISMA_SCHEMA_ENGINE_BINARY: execPath,
    CHECKPOINT_DISABLE: '1',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    ...env,
  }
}

if (import.meta.url === pathToFileURL(argv[1] ?? '').href) {
  try {
    await generateClients()
  } catch (error) {
    stderr.write(`Generating the database clients failed.\n${error instanceof Error ? error.message : error}\n`)
    exit(1)
  }
}
