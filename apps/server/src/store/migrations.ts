/// <reference types="vite/types/importMeta.d.ts" />

/** One step of the database's history. */
export interface Migration {
  /** Name of its folder: a date and a title; applied in this order. */
  readonly name: string
  readonly sql: string
}

export type Dialect = 'sqlite' | 'postgres'

/** The migrations are part of the built server, so that it never depends on where it was started from. */
const FILES: Readonly<Record<Dialect, Readonly<Record<string, string>>>> = {
  sqlite: import.meta.glob<string>('../../../../prisma/migrations/*/migration.sql', {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
  postgres: import.meta.glob<string>('../../../../prisma/postgres/migrations/*/migration.sql', {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
}

/** Every migration of one kind of database, oldest first. */
export function migrationsOf(dialect: Dialect): readonly Migration[] {
  return Object.entries(FILES[dialect])
    .map(([file, sql]) => ({ name: file.split('/').at(-2) ?? file, sql }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}
