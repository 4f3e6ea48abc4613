/** @type {readonly [string | RegExp, string][]} */
const CHANGES = [
  [
    /^\/\/ The tables, for the embedded database\.(?:.*\n)*?\n/m,
    '// Derived from prisma/schema.prisma by scripts/postgres-schema.mjs. Do not edit.\n\n',
  ],
  ['provider = "sqlite"', 'provider = "postgresql"'],
  ['../apps/server/src/generated/sqlite', '../../apps/server/src/generated/postgres'],
]

/**
 * The PostgreSQL twin of the schema: the same tables with another provider and another place for the client.
 * @param {string} source text of prisma/schema.prisma
 * @returns {string} text of prisma/postgres/schema.prisma
 */
export function postgresSchema(source) {
  return CHANGES.reduce((text, [from, to]) => {
    const changed = text.replace(from, to)
    if (changed === text) throw new Error(`prisma/schema.prisma does not contain ${from}`)
    return changed
  }, source)
}
