import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { postgresSchema } from '../postgres-schema.mjs'

const source = readFileSync(path.resolve(import.meta.dirname, '../../prisma/schema.prisma'), 'utf8')

it('gives PostgreSQL the same tables, another client, and a warning not to edit', () => {
  const twin = postgresSchema(source)
  const tables = (schema: string) => schema.slice(schema.indexOf('model '))
  expect(tables(twin)).toBe(tables(source))
  expect(twin).toContain('provider = "postgresql"')
  expect(twin).toContain('"../../apps/server/src/generated/postgres"')
  expect(twin).toMatch(/^\/\/ Derived from .* Do not edit\.\n\ngenerator/)
})

it('notices when the source no longer has what it replaces', () => {
  expect(() => postgresSchema(source.replace('"sqlite"', '"mysql"'))).toThrow('does not contain')
})
