import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CodeTaken, NoSuchPerson } from '../../src/store/errors.ts'
import type { Store } from '../../src/store/store.ts'
import { hashToken } from '../../src/store/token.ts'
import { DATABASES, type TestDatabase } from './databases.ts'
import { command, events, newClass, person } from './rows.ts'

/** PGlite compiles PostgreSQL first. */
const STARTING = 60_000

describe.each(DATABASES)('the store on $name', { timeout: 30_000 }, ({ skip, create }) => {
  if (skip) {
    it.skip('keeps classes', () => {})
    return
  }
  let database: TestDatabase
  let store: Store

  beforeAll(async () => {
    database = await create()
    store = await database.openStore()
  }, STARTING)

  afterAll(async () => {
    await store?.close()
    await database?.drop()
  }, STARTING)

  /** A class of its own for each test: they share the database. */
  async function classroom(): Promise<string> {
    const row = newClass()
    await store.createClass(row)
    return row.id
  }

  async function numbers(id: string): Promise<readonly number[]> {
    return (await store.eventsAfter(id, 0, 1_000)).map(({ seq }) => seq)
  }

  describe('classes', () => {
    it('are found by id, by code and by owner, with everything that was stored', async () => {
      const row = newClass()
      await store.createClass(row)
      const stored = { ...row, endedAt: null }
      expect(await store.classById(row.id)).toEqual(stored)
      expect(await store.classByCode(row.code)).toEqual(stored)
      expect(await store.classesOfTeacher(row.teacherHash)).toEqual([stored])
      expect(await store.openClasses()).toContainEqual(stored)
    })

    it('that do not exist are null', async () => {
      expect(await store.classById('none')).toBeNull()
      expect(await store.classByCode('none')).toBeNull()
      expect(await store.classesOfTeacher('none')).toEqual([])
    })

    it('of one owner come newest first', async () => {
      const teacherHash = hashToken('newest first')
      const rows = [2, 3, 1].map((createdAt) => newClass({ teacherHash, createdAt }))
      for (const row of rows) await store.createClass(row)
      expect((await store.classesOfTeacher(teacherHash)).map(({ createdAt }) => createdAt)).toEqual([3, 2, 1])
    })

    it('refuse a code that an open class has', async () => {
      const row = newClass()
      await store.createClass(row)
      const second = newClass({ code: row.code })
      await expect(store.createClass(second)).rejects.toThrow(CodeTaken)
      expect(await store.classById(second.id)).toBeNull()
    })

    it('refuse an id that exists, and do not blame the code', async () => {
      const row = newClass()
      await store.createClass(row)
      const refusal = await store.createClass(newClass({ id: row.id })).catch((error: unknown) => error)
      expect(refusal).toBeInstanceOf(Error)
      expect(refusal).not.toBeInstanceOf(CodeTaken)
    })

    it('give one of many that want the same code at the same time', async () => {
      const rows = Array.from({ length: 8 }, () => newClass({ code: 'RACE' }))
      const outcomes = await Promise.allSettled(rows.map((row) => store.createClass(row)))
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(CodeTaken)
      }
    })

    it('free their code when they end, and stay readable', async () => {
      const row = newClass()
      await store.createClass(row)
      await store.endClass(row.id, 1_700_000_900_000)
      expect(await store.classByCode(row.code)).toBeNull()
      expect(await store.classById(row.id)).toEqual({ ...row, endedAt: 1_700_000_900_000 })
      expect((await store.openClasses()).map(({ id }) => id)).not.toContain(row.id)
      const next = newClass({ code: row.code })
      await store.createClass(next)
      expect((await store.classByCode(row.code))?.id).toBe(next.id)
    })

    it('end once: the second end changes neither time nor code', async () => {
      const row = newClass()
      await store.createClass(row)
      await store.endClass(row.id, 5)
      await store.endClass(row.id, 6)
      expect((await store.classById(row.id))?.endedAt).toBe(5)
    })
  })

  describe('the log', () => {
    it('returns events as they were stored, in order, from a number on and up to a limit', async () => {
      const id = await classroom()
      expect(await store.append([{ classroomId: id, expectedSeq: 0, events: events(1, 12) }])).toEqual(['stored'])
      expect(await store.eventsAfter(id, 0, 100)).toEqual(events(1, 12))
      expect(await store.eventsAfter(id, 9, 2)).toEqual(events(10, 11))
      expect(await store.eventsAfter(id, 12, 5)).toEqual([])
      expect(await store.eventsAfter('none', 0, 5)).toEqual([])
    })

    it('does nothing for an empty batch', async () => {
      expect(await store.append([])).toEqual([])
    })

    it('stores many commands of many classes together, each class in its own numbers', async () => {
      const [a, b] = [await classroom(), await classroom()]
      const batch = [command(a, 0, '1'), command(b, 0, '1'), command(a, 1, '2'), command(a, 2, '3'), command(b, 1, '2')]
      expect(await store.append(batch)).toEqual(['stored', 'stored', 'stored', 'stored', 'stored'])
      expect([await numbers(a), await numbers(b)]).toEqual([
        [1, 2, 3],
        [1, 2],
      ])
    })

    it('fails an entry that comes too late, and what builds on it, and stores the rest of the batch', async () => {
      const [a, b, c] = [await classroom(), await classroom(), await classroom()]
      await store.append([command(b, 0, 'earlier')])
      const batch = [command(a, 0, '1'), command(b, 0, '1'), command(b, 2, '2'), command(c, 0, '1'), command(a, 1, '2')]
      expect(await store.append(batch)).toEqual(['stored', 'conflict', 'conflict', 'stored', 'stored'])
      expect([await numbers(a), await numbers(b), await numbers(c)]).toEqual([[1, 2], [1], [1]])
      expect(await store.handled(b, 'student-1', '1')).toBeNull()
    })

    it('leaves no gap: a number ahead of the log, and a class that does not exist, are conflicts', async () => {
      const id = await classroom()
      const ahead = { classroomId: id, expectedSeq: 5, events: events(6) }
      const nowhere = { classroomId: 'none', expectedSeq: 0, events: events(1) }
      expect(await store.append([ahead, nowhere])).toEqual(['conflict', 'conflict'])
      expect(await numbers(id)).toEqual([])
    })

    it('refuses numbers with a gap between them as a mistake of the caller, and stores nothing of the batch', async () => {
      const id = await classroom()
      const torn = { classroomId: id, expectedSeq: 1, events: [...events(2), ...events(4)] }
      await expect(store.append([command(id, 0, '1'), torn])).rejects.toThrow(RangeError)
      expect(await numbers(id)).toEqual([])
    })

    it('keeps the numbers dense when many write to one class at once', async () => {
      const id = await classroom()
      const write = async (writer: number): Promise<void> => {
        for (let n = 0; n < 5; ) {
          const seq = (await numbers(id)).at(-1) ?? 0
          const [outcome] = await store.append([command(id, seq, `${writer}.${n}`)])
          if (outcome === 'stored') n++
        }
      }
      await Promise.all([1, 2, 3, 4].map(write))
      expect(await numbers(id)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1))
    })

    it('stores a batch that is larger than one statement may be', async () => {
      const id = await classroom()
      expect(await store.append([{ classroomId: id, expectedSeq: 0, events: events(1, 11_500) }])).toEqual(['stored'])
      expect((await store.eventsAfter(id, 11_498, 10)).map(({ seq }) => seq)).toEqual([11_499, 11_500])
    })
  })

  describe('answers to commands', () => {
    it('are kept with the events, whatever JSON they are', async () => {
      const id = await classroom()
      for (const [n, result] of [{ a: ['ü', null] }, null, 'text', 7, false].entries()) {
        const entry = {
          classroomId: id,
          expectedSeq: 0,
          events: [],
          handled: { sender: 's', commandId: `${n}`, result },
        }
        expect(await store.append([entry])).toEqual(['stored'])
        expect(await store.handled(id, 's', `${n}`)).toEqual({ sender: 's', commandId: `${n}`, result })
      }
    })

    it('belong to one sender in one class', async () => {
      const [a, b] = [await classroom(), await classroom()]
      await store.append([command(a, 0, '1')])
      expect(await store.handled(a, 'student-2', '1')).toBeNull()
      expect(await store.handled(b, 'student-1', '1')).toBeNull()
      expect(await store.handled(a, 'student-1', '2')).toBeNull()
    })

    it('make a resend harmless: it is told apart and stores nothing, in a later batch and in the same one', async () => {
      const id = await classroom()
      expect(await store.append([command(id, 0, '1'), command(id, 1, '1')])).toEqual(['stored', 'repeated'])
      expect(await store.append([command(id, 1, '1'), command(id, 1, '2')])).toEqual(['repeated', 'stored'])
      expect(await numbers(id)).toEqual([1, 2])
      expect((await store.handled(id, 'student-1', '1'))?.result).toEqual({ ok: true, seq: 1 })
    })
  })

  describe('snapshots', () => {
    it('are read back newest first, the last two are kept', async () => {
      const id = await classroom()
      expect(await store.latestSnapshot(id)).toBeNull()
      for (const seq of [10, 20, 30]) await store.saveSnapshot(id, { seq, body: { seq, of: 'ü 学' } })
      expect(await store.latestSnapshot(id)).toEqual({ seq: 30, body: { seq: 30, of: 'ü 学' } })
      expect(await store.latestSnapshot(id, 30)).toEqual({ seq: 20, body: { seq: 20, of: 'ü 学' } })
      expect(await store.latestSnapshot(id, 20)).toBeNull()
    })

    it('of the same number replace each other; those of other classes stay', async () => {
      const [a, b] = [await classroom(), await classroom()]
      await store.saveSnapshot(b, { seq: 1, body: 'b' })
      for (const body of ['first', 'second']) await store.saveSnapshot(a, { seq: 7, body })
      expect(await store.latestSnapshot(a)).toEqual({ seq: 7, body: 'second' })
      expect(await store.latestSnapshot(b)).toEqual({ seq: 1, body: 'b' })
    })
  })

  describe('people', () => {
    it('are found by class and by token', async () => {
      const id = await classroom()
      const [late, early] = [person(id, { joinedAt: 2 }), person(id, { joinedAt: 1, name: "O'Brien 🙂" })]
      await store.addPerson(late)
      await store.addPerson(early)
      expect(await store.people(id)).toEqual([early, late])
      expect(await store.personByToken(late.tokenHash)).toEqual(late)
      expect(await store.personByToken('none')).toBeNull()
    })

    it('are renamed, and get new tokens that end the old ones', async () => {
      const id = await classroom()
      const joined = person(id)
      await store.addPerson(joined)
      await store.renamePerson(id, joined.studentId, 'Ada')
      await store.rotateToken(id, joined.studentId, hashToken('new'))
      expect(await store.personByToken(joined.tokenHash)).toBeNull()
      expect(await store.personByToken(hashToken('new'))).toMatchObject({ studentId: joined.studentId, name: 'Ada' })
    })

    it('who are not there cannot be changed', async () => {
      const id = await classroom()
      await expect(store.renamePerson(id, 'nobody', 'x')).rejects.toThrow(NoSuchPerson)
      await expect(store.rotateToken(id, 'nobody', 'x')).rejects.toThrow(NoSuchPerson)
    })

    it('are erased with name and token; the log stays, and erasing again does no harm', async () => {
      const id = await classroom()
      const [gone, stays] = [person(id), person(id)]
      await store.addPerson(gone)
      await store.addPerson(stays)
      await store.append([command(id, 0, '1')])
      for (let n = 0; n < 2; n++) await store.erasePerson(id, gone.studentId)
      expect(await store.people(id)).toEqual([stays])
      expect(await store.personByToken(gone.tokenHash)).toBeNull()
      expect(await numbers(id)).toEqual([1])
    })

    it('cannot share a token, nor join a class that does not exist', async () => {
      const id = await classroom()
      const first = person(id)
      await store.addPerson(first)
      await expect(store.addPerson(person(id, { tokenHash: first.tokenHash }))).rejects.toThrow()
      await expect(store.addPerson(person('none'))).rejects.toThrow()
    })
  })

  it('is healthy, finishes what is under way before it closes, keeps everything, and then refuses', async () => {
    expect(await store.healthy()).toBe(true)
    const id = await classroom()
    const underway = [store.append([command(id, 0, '1')]), store.saveSnapshot(id, { seq: 1, body: 1 })]
    const closed = store
    await closed.close()
    await Promise.all(underway)
    await closed.close()
    expect(await closed.healthy()).toBe(false)
    await expect(closed.eventsAfter(id, 0, 1)).rejects.toThrow('the store is closed')
    store = await database.openStore()
    expect(await store.eventsAfter(id, 0, 10)).toEqual(events(1))
    expect(await store.latestSnapshot(id)).toEqual({ seq: 1, body: 1 })
  })
})
