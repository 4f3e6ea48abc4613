import type { Person } from '../generated/sqlite/client.ts'
import type { Database } from './database.ts'
import { NoSuchPerson } from './errors.ts'
import type { PersonRow, Store } from './store.ts'

type PersonTable = Pick<
  Store,
  'addPerson' | 'people' | 'personByToken' | 'renamePerson' | 'rotateToken' | 'erasePerson'
>

/** Who stands behind the student ids. */
export function personTable({ client }: Database): PersonTable {
  const table = client.person

  /** Throws NoSuchPerson when there is no such row. */
  async function change(classroomId: string, studentId: string, data: { name: string } | { tokenHash: string }) {
    const { count } = await table.updateMany({ where: { classroomId, studentId }, data })
    if (count === 0) throw new NoSuchPerson(classroomId, studentId)
  }

  return {
    addPerson: async (person) => {
      await table.create({ data: { ...person } })
    },
    people: async (classroomId) =>
      (await table.findMany({ where: { classroomId }, orderBy: [{ joinedAt: 'asc' }, { studentId: 'asc' }] })).map(
        toRow,
      ),
    personByToken: async (tokenHash) => {
      const found = await table.findUnique({ where: { tokenHash } })
      return found && toRow(found)
    },
    renamePerson: (classroomId, studentId, name) => change(classroomId, studentId, { name }),
    rotateToken: (classroomId, studentId, tokenHash) => change(classroomId, studentId, { tokenHash }),
    erasePerson: async (classroomId, studentId) => {
      await table.deleteMany({ where: { classroomId, studentId } })
    },
  }
}

function toRow({ classroomId, studentId, name, tokenHash, joinedAt }: Person): PersonRow {
  return { classroomId, studentId, name, tokenHash, joinedAt: Number(joinedAt) }
}
