// After a change of prisma/schema.prisma:  node scripts/migration.mjs <name>   writes the PostgreSQL twin and a migration for each database.
// Whether everything fits together:        node scripts/migration.mjs --check  exits with 2 and shows what is missing, and writes nothing.
// Either takes `--dir <folder>` for another folder than prisma/.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { exit, stderr, stdout } from 'node:process'
import { parseArgs } from 'node:util'
import { sqlToSchema } from './migration/schema-engine.mjs'
import { postgresShadow, sqliteShadow } from './migration/shadow.mjs'
import { postgresSchema } from './postgres-schema.mjs'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    check: { type: 'boolean', default: false },
    dir: { type: 'string', default: path.resolve(import.meta.dirname, '../prisma') },
  },
})
const dir = path.resolve(values.dir)
const schemaFile = path.join(dir, 'schema.prisma')
const twinFile = path.join(dir, 'postgres/schema.prisma')
const DATABASES = [
  { provider: 'sqlite', schemaFile, migrationsDir: path.join(dir, 'migrations'), shadow: sqliteShadow },
  {
    provider: 'postgresql',
    schemaFile: twinFile,
    migrationsDir: path.join(dir, 'postgres/migrations'),
    shadow: postgresShadow,
  },
]

exit(values.check ? await check() : await write(positionals[0] ?? ''))

/** @returns {Promise<number>} exit code: 0 everything fits, 2 something is missing */
async function check() {
  if (!existsSync(twinFile) || readFileSync(twinFile, 'utf8') !== twin()) {
    stderr.write('prisma/postgres/schema.prisma is not the twin of prisma/schema.prisma.\n')
    return 2
  }
  const missing = await missingSql()
  for (const { provider, sql } of missing)
    stderr.write(`The ${provider} migrations do not make the schema; missing:\n${sql}\n`)
  return missing.length === 0 ? 0 : 2
}

/** @param {string} name of the migration @returns {Promise<number>} exit code */
async function write(name) {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) {
    stderr.write(
      'Name the migration in small letters, digits and underscores: node scripts/migration.mjs add_exports\n',
    )
    return 1
  }
  mkdirSync(path.dirname(twinFile), { recursive: true })
  writeFileSync(twinFile, twin())
  const missing = await missingSql()
  if (missing.length === 0) stdout.write('The migrations already make the schema; nothing written.\n')
  const stamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14)
  for (const { provider, migrationsDir, sql } of missing) {
    const file = path.join(migrationsDir, `${stamp}_${name}`, 'migration.sql')
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, sql)
    writeFileSync(path.join(migrationsDir, 'migration_lock.toml'), `provider = "${provider}"\n`)
    stdout.write(`${path.relative('.', file)}\n`)
  }
  return 0
}

function twin() {
  return postgresSchema(readFileSync(schemaFile, 'utf8'))
}

async function missingSql() {
  const found = []
  for (const database of DATABASES) {
    const sql = await sqlToSchema({ ...database, shadow: await database.shadow() })
    if (sql !== null) found.push({ ...database, sql })
  }
  return found
}
