import { spawnSync } from 'node:child_process'
import { appendFileSync, cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryDir } from './databases.ts'

const root = path.resolve(import.meta.dirname, '../../../..')

/** PGlite, on which the PostgreSQL migrations are replayed, takes seconds to start. */
const PATIENCE = 60_000

function check(dir: string): { readonly status: number | null; readonly output: string } {
  const script = path.join(root, 'scripts/migration.mjs')
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, '--check', '--dir', dir], {
    encoding: 'utf8',
  })
  return { status, output: stdout + stderr }
}

/** Runs the check on a copy of prisma/ in which `change` was made. */
function checkChanged(change: (dir: string) => void): { readonly status: number | null; readonly output: string } {
  const { dir, remove } = temporaryDir()
  try {
    cpSync(path.join(root, 'prisma'), dir, { recursive: true })
    change(dir)
    return check(dir)
  } finally {
    remove()
  }
}

function edit(file: string, from: string, to: string): void {
  const text = readFileSync(file, 'utf8')
  expect(text).toContain(from)
  writeFileSync(file, text.replace(from, to))
}

describe('prisma/', { timeout: PATIENCE }, () => {
  it('fits together: the twin, and the migrations of both databases', () => {
    expect(check(path.join(root, 'prisma'))).toEqual({ status: 0, output: '' })
  })

  it('does not when the schema changed and its twin did not', () => {
    const { status, output } = checkChanged((dir) =>
      edit(`${dir}/schema.prisma`, 'joinedAt    BigInt', 'joinedAt    Int'),
    )
    expect(status).toBe(2)
    expect(output).toContain('is not the twin')
  })

  it('does not when both schemas have a column that no migration makes', () => {
    const { status, output } = checkChanged((dir) => {
      for (const schema of ['schema.prisma', 'postgres/schema.prisma']) {
        edit(`${dir}/${schema}`, 'model Heartbeat {', 'model Heartbeat {\n  more String?')
      }
    })
    expect(status).toBe(2)
    expect(output).toMatch(/sqlite migrations do not make the schema[\s\S]*ADD COLUMN "more" TEXT/)
    expect(output).toMatch(/postgresql migrations do not make the schema[\s\S]*ADD COLUMN +"more" TEXT/)
  })

  it('does not when the migrations of one database make more than the schema', () => {
    const { status, output } = checkChanged((dir) => {
      const [first] = readdirSync(path.join(dir, 'postgres/migrations')).sort()
      appendFileSync(
        path.join(dir, 'postgres/migrations', `${first}/migration.sql`),
        '\nCREATE TABLE "extra" ("id" INTEGER);\n',
      )
    })
    expect(status).toBe(2)
    expect(output).toContain('The postgresql migrations do not make the schema')
    expect(output).not.toContain('sqlite')
  })
})
