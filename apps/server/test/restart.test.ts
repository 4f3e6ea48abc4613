import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Seen } from '@synposium/classroom'
import type { ServerMessage } from '@synposium/protocol'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openStore, type StoredEvent } from '../src/store/index.ts'
import type { Client } from './kit/client.ts'
import { classOf, pictureOf, QUICK, rightMove, socketOf, until } from './kit/player.ts'
import { buildServer, type RunningServer, startServer } from './kit/process.ts'
import { School, TestClass } from './kit/school.ts'

let main = ''
let directory = ''
let dataDir = ''
let running: RunningServer | null = null

beforeAll(async () => {
  ;({ main, directory } = await buildServer())
}, 60_000)
afterAll(() => rmSync(directory, { recursive: true, force: true }))
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'synposium-restart-'))
})
afterEach(async () => {
  if (running && running.child.exitCode === null && running.child.signalCode === null) await running.end('SIGKILL')
  running = null
  rmSync(dataDir, { recursive: true, force: true })
})

const start = async (env?: Record<string, string>): Promise<RunningServer> => {
  running = await startServer(main, dataDir, env)
  return running
}

/** Plays right moves as fast as they come, until the line breaks; the event numbers of what was acknowledged. */
async function playOn(client: Client, student: string, acknowledged: () => void): Promise<number[]> {
  const seqs: number[] = []
  try {
    for (;;) {
      const state = classOf(client)
      const move = rightMove(state, socketOf(state, student), 'data')
      if (!move) {
        await client.next('events')
        continue
      }
      const ack = await client.command(move)
      if (!ack.ok) continue
      seqs.push(ack.seq)
      acknowledged()
    }
  } catch {
    return seqs
  }
}

describe('kill -9 in the middle of play', () => {
  it.each([1, 5, 12])(
    'after %i acknowledged segments: everything acknowledged is there, nothing twice, and everybody is back',
    { timeout: 40_000 },
    async (enough) => {
      const first = await start()
      const klass = await new School(first.url).newClass('solo', 'whole-story')
      const teacher = await klass.teacher()
      await teacher.command(QUICK)
      const joined = await Promise.all(['Ada', 'Ben', 'Chen'].map((name) => klass.join(name)))
      const clients = await Promise.all(joined.map((student) => klass.student('websocket', student)))
      await teacher.command({ type: 'lesson.start' })
      await until(teacher, (s) => Object.values(s.sockets).filter(({ tcb }) => tcb.state === 'LISTEN').length === 3)
      let left = enough
      let plays: Promise<number[]>[] = []
      await new Promise<void>((resolve) => {
        const count = () => {
          left -= 1
          if (left === 0) resolve()
        }
        plays = clients.map((client, n) => playOn(client, joined[n]?.studentId ?? '', count))
      })
      await first.end('SIGKILL')
      const acknowledged = await Promise.all(plays)
      expect(acknowledged.flat().length).toBeGreaterThanOrEqual(enough)

      const stored = await logOf(klass.card.id)
      expect(stored.map(({ seq }) => seq)).toEqual(stored.map((_, index) => index + 1))
      const second = await start()
      const again = new TestClass(new School(second.url), klass.card, klass.cookie)
      const cards = await (await again.school.get('/api/v1/classes', { cookie: klass.cookie })).json()
      expect(cards).toMatchObject([{ code: klass.card.code, ended: false, students: 3 }])
      for (const [n, student] of joined.entries()) {
        const old = clients[n]?.heard ?? []
        // What was shown is what is stored, event for event; what was acknowledged was stored before.
        for (const seen of eventsOf(old))
          if ('event' in seen) expect(stored[seen.seq - 1]?.event).toMatchObject(seen.event)
        expect(stored.length).toBeGreaterThanOrEqual(Math.max(0, ...(acknowledged[n] ?? [])))
        const before = pictureOf(old)
        const back = await again.student('websocket', student, before?.classroom.seq)
        // classOf throws where a number is missing or comes twice.
        const state = classOf(back, before)
        expect(state.students[student.studentId]?.seat).toBe(before?.classroom.students[student.studentId]?.seat)
        expect(state.seq).toBeGreaterThanOrEqual(stored.length)
        back.close()
      }
      const after = await again.teacher()
      expect(await after.command({ type: 'clock.pause' })).toMatchObject({ ok: true })
      after.close()
    },
  )
})

/** The whole log of a class, read from the disk that the killed server left behind. */
async function logOf(classId: string): Promise<readonly StoredEvent[]> {
  const store = await openStore({ dataDir })
  const events = await store.eventsAfter(classId, 0, 100_000)
  await store.close()
  return events
}

const eventsOf = (messages: readonly ServerMessage[]): readonly Seen[] =>
  messages.flatMap((message) => (message.type === 'events' ? message.events : []))

describe('Ctrl-C', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    '%s: what is in flight is finished, everybody is told when to come back, and it ends with 0',
    { timeout: 30_000 },
    async (signal) => {
      const server = await start()
      const klass = await new School(server.url).newClass('trios')
      const teacher = await klass.teacher()
      const student = await klass.student('socket.io websocket', await klass.join('Ada'))
      const poller = await klass.projector('socket.io polling')
      const answers = Array.from({ length: 20 }, (_, n) => {
        teacher.send({ type: 'command', id: `c${n}`, command: { type: 'class.lock', locked: n % 2 === 0 } })
        return `c${n}`
      })
      const began = Date.now()
      const ended = server.end(signal)
      for (const client of [student, poller]) {
        const bye = await client.next('bye')
        expect(bye).toMatchObject({ reason: 'server-stopping', retryAfter: expect.any(Number) })
        await client.closed()
      }
      await teacher.next('bye')
      expect(await ended).toBe(0)
      expect(Date.now() - began).toBeLessThan(5_000)

      const acked = teacher.heard.flatMap((message) =>
        message.type === 'ack' && answers.includes(message.id) ? [message] : [],
      )
      const again = await start()
      const back = await new TestClass(new School(again.url), klass.card, klass.cookie).teacher()
      for (const ack of acked) expect(ack.ok && ack.seq <= classOf(back).seq).toBe(true)
      back.close()
    },
  )

  it('a second one ends it at once', { timeout: 30_000 }, async () => {
    const server = await start()
    const ended = server.end('SIGINT')
    server.child.kill('SIGINT')
    expect([0, 130]).toContain(await ended)
  })
})

describe('starting', () => {
  it('tells the address of this machine, of the class, and how to stop', { timeout: 30_000 }, async () => {
    const server = await start({ PUBLIC_URL: 'https://tcp.school.example' })
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(server.output()).toMatch(/On this machine +http:\/\/localhost:\d+/)
    expect(server.output()).toMatch(/For the class +https:\/\/tcp\.school\.example/)
    expect(server.output()).toContain('Ctrl-C')
    expect(server.output()).not.toMatch(/warn|deprecat/i)
  })

  it.each([
    [{ PORT: 'many' }, 'PORT must be a port number'],
    [{ DATABASE_URL: 'mysql://user:secret@x/y' }, 'DATABASE_URL must be a PostgreSQL address'],
    [{ HOST: '203.0.113.1' }, 'Set HOST'],
  ])('with %j ends with 1 and one sentence', { timeout: 30_000 }, (env, sentence) => {
    const result = spawnSync(process.execPath, [main], {
      env: { PATH: process.env.PATH, HOST: '127.0.0.1', PORT: '0', DATA_DIR: dataDir, ...env },
      encoding: 'utf8',
      timeout: 20_000,
    })
    expect(result.status).toBe(1)
    expect(result.stderr).toContain(sentence)
    expect(result.stderr).not.toContain('secret')
    expect(result.stderr).not.toMatch(/^\s+at /m)
  })

  it('on a port that is taken says which variable to change', { timeout: 30_000 }, async () => {
    const server = await start()
    const port = new URL(server.url).port
    const other = mkdtempSync(path.join(tmpdir(), 'synposium-restart-'))
    const result = spawnSync(process.execPath, [main], {
      env: { PATH: process.env.PATH, HOST: '127.0.0.1', PORT: port, DATA_DIR: other },
      encoding: 'utf8',
      timeout: 20_000,
    })
    rmSync(other, { recursive: true, force: true })
    expect([result.status, result.stderr]).toEqual([1, expect.stringContaining('Set PORT')])
  })
})
