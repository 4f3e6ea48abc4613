// Prisma's schema engine as WebAssembly: `prisma migrate` would download a program and ask for a database server; this needs neither.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { load, locate } from './server-package.mjs'

const NO_FILTERS = { externalTables: [], externalEnums: [] }

/**
 * The SQL that leads from the tables that the migrations make to the tables of the schema; null when they are the same.
 * @param {{ provider: string, schemaFile: string, migrationsDir: string, shadow: object }} options
 * @returns {Promise<string | null>}
 */
export async function sqlToSchema({ provider, schemaFile, migrationsDir, shadow }) {
  const { bindMigrationAwareSqlAdapterFactory } = await load('@prisma/driver-adapter-utils')
  const SchemaEngine = await loadEngine()
  const schema = { path: path.basename(schemaFile), content: readFileSync(schemaFile, 'utf8') }
  const bound = bindMigrationAwareSqlAdapterFactory(shadow)
  const engine = await SchemaEngine.new({ datamodels: [[schema.path, schema.content]] }, () => {}, bound)
  const { exitCode, stdout } = await engine.diff({
    from: { tag: 'migrations', ...migrationsList(migrationsDir, provider) },
    to: { tag: 'schemaDatamodel', files: [schema] },
    script: true,
    exitCode: true,
    filters: NO_FILTERS,
  })
  return exitCode === 0 ? null : stdout
}

/** @type {ReturnType<typeof instantiate> | undefined} */
let loaded

/** The package is made for bundlers, which instantiate the module by themselves; here it is done by hand, once. */
function loadEngine() {
  loaded ??= instantiate()
  return loaded
}

async function instantiate() {
  const dir = path.dirname(locate('@prisma/schema-engine-wasm'))
  const glue = await import(pathToFileURL(path.join(dir, 'schema_engine_bg.js')).href)
  const module = await WebAssembly.compile(readFileSync(path.join(dir, 'schema_engine_bg.wasm')))
  const { exports } = await WebAssembly.instantiate(module, { './schema_engine_bg.js': glue })
  glue.__wbg_set_wasm(exports)
  const start = /** @type {() => void} */ (exports.__wbindgen_start)
  start()
  // Called by the engine before it panics; the panic itself rejects the promise.
  Reflect.set(globalThis, 'PRISMA_WASM_PANIC_REGISTRY', { set_message: () => {} })
  return glue.SchemaEngine
}

/** @param {string} dir @param {string} provider */
function migrationsList(dir, provider) {
  const names = existsSync(dir)
    ? readdirSync(dir, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
        .sort()
    : []
  return {
    baseDir: dir,
    shadowDbInitScript: '',
    // The engine learns the kind of database from here, even before there is a first migration.
    lockfile: { path: 'migration_lock.toml', content: `provider = "${provider}"\n` },
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(path.join(dir, name, 'migration.sql'), 'utf8') },
      },
    })),
  }
}
