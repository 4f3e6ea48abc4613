import type { Classroom } from '../generated/sqlite/client.ts'
import type { Database } from './database.ts'
import { CodeTaken } from './errors.ts'
import type { ClassRow, NewClassRow, Store } from './store.ts'

type ClassTable = Pick<
  Store,
  'createClass' | 'classByCode' | 'classById' | 'classesOfTeacher' | 'openClasses' | 'endClass'
>

/** The classes themselves, without what happened in them. */
export function classTable({ client }: Database): ClassTable {
  const table = client.classroom
  return {
    createClass: (row) => createClass(client, row),
    classByCode: async (code) => rowOrNull(await table.findUnique({ where: { openCode: code } })),
    classById: async (id) => rowOrNull(await table.findUnique({ where: { id } })),
    classesOfTeacher: async (teacherHash) =>
      (await table.findMany({ where: { teacherHash }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }] })).map(toRow),
    openClasses: async () =>
      (await table.findMany({ where: { openCode: { not: null } }, orderBy: { createdAt: 'asc' } })).map(toRow),
    endClass: async (id, at) => {
      await table.updateMany({ where: { id, endedAt: null }, data: { endedAt: at, openCode: null } })
    },
  }
}

async function createClass(client: Database['client'], row: NewClassRow): Promise<void> {
  try {
    await client.classroom.create({ data: { ...row, openCode: row.code } })
  } catch (error) {
    // The database says that something is not unique; ask it what, rather than read the names of indexes out of an error.
    const taken = await client.classroom.findUnique({ where: { openCode: row.code } }).catch(() => null)
    throw taken !== null && taken.id !== row.id ? new CodeTaken(row.code) : error
  }
}

function rowOrNull(found: Classroom | null): ClassRow | null {
  return found && toRow(found)
}

function toRow({ id, code, name, teacherHash, createdAt, endedAt }: Classroom): ClassRow {
  return {
    id,
    code,
    name,
    teacherHash,
    createdAt: Number(createdAt),
    endedAt: endedAt === null ? null : Number(endedAt),
  }
}
