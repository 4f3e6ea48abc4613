import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { DEFAULT_SETTINGS } from '@synposium/tcp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from './kit/player.ts'
import { type LocalSchool, openSchool } from './kit/school.ts'

const example = (file: string): string => fileURLToPath(new URL(`../../../examples/${file}`, import.meta.url))

/** A Python that has the package; where there is none, why. Under CI that is a failure, not a reason to skip. */
function findPython(): { command: string } | { missing: string } {
  const tried: string[] = []
  for (const command of ['python3', '/usr/bin/python3']) {
    try {
      execFileSync(command, ['-c', 'import sys, websockets; assert sys.version_info >= (3, 11)'], { stdio: 'pipe' })
      return { command }
    } catch (error) {
      tried.push(`${command}: ${error instanceof Error ? error.message.split('\n').at(-2) : error}`)
    }
  }
  return { missing: `no Python 3.11 with the package websockets (${tried.join('; ')})` }
}

const python = findPython()
const skipPython = 'missing' in python && !process.env.CI ? python.missing : null

let school: LocalSchool

beforeAll(async () => {
  school = await openSchool()
})
afterAll(() => school.close())

interface Finished {
  readonly code: number | null
  readonly output: string
}

async function run(command: string, args: readonly string[]): Promise<Finished> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  child.stdout.on('data', (data) => (output += data))
  child.stderr.on('data', (data) => (output += data))
  const patience = setTimeout(() => child.kill('SIGKILL'), 40_000)
  const [code] = await once(child, 'close')
  clearTimeout(patience)
  return { code: code as number | null, output }
}

/** The steps of a client's life, as the program prints them. */
const LIFE = ['CLOSED', 'SYN_SENT', 'ESTABLISHED', 'FIN_WAIT_1', 'FIN_WAIT_2', 'TIME_WAIT', 'CLOSED']

async function expectWholeClient(command: string, file: string, plan: 'solo' | 'trios'): Promise<void> {
  const klass = await school.newClass(plan, 'whole-story')
  const teacher = await klass.teacher()
  const tcp = { ...DEFAULT_SETTINGS, msl: 300 }
  await teacher.command({ type: 'class.configure', options: { pace: 20, flight: 10, tcp } })
  const playing = run(command, [example(file), school.url, klass.card.code, 'Robo'])
  await until(teacher, (s) => Object.values(s.students).length === 1)
  await teacher.command({ type: 'lesson.start' })
  const { code, output } = await playing

  expect(output).toContain('done: the connection is closed, and 2MSL are over')
  expect(code).toBe(0)
  const states = [...output.matchAll(/^state (\w+)/gm)].map(([, state]) => state)
  // FIN and ACK may cross so that two states are passed within one message; none may come out of order.
  expect(LIFE.filter((state, at) => at < 2 || states.includes(state))).toEqual(LIFE)
  expect(states.at(-1)).toBe('CLOSED')
  expect(output).toMatch(/SYN seq=\d+ win=4096 len=0 mss=1024/)
  expect(output).toMatch(/ len=1024/)
  expect(output).toMatch(/PSH,ACK .* len=512/)
  expect(output).toMatch(/FIN,ACK/)
  expect(output).not.toMatch(/mistake|poor|unusual/)

  const state = await until(teacher, (s) =>
    Object.values(s.sockets).every(({ role, tcb }) => role === 'listening' || tcb.state === 'CLOSED'),
  )
  const client = Object.values(state.sockets).find(({ role }) => role === 'client')
  expect(client).toMatchObject({ bytesAcked: 1536, bytesRead: 512 })
  expect(Object.values(state.tables)[0]?.reached.length).toBeGreaterThan(8)
  teacher.close()
}

describe('the example in JavaScript', () => {
  it.each(['solo', 'trios'] as const)('plays a whole client in a class with the plan %s', { timeout: 60_000 }, (plan) =>
    expectWholeClient(process.execPath, 'client.mjs', plan),
  )

  it('says what is wrong with its arguments, and with the code', { timeout: 30_000 }, async () => {
    expect(await run(process.execPath, [example('client.mjs')])).toMatchObject({
      code: 2,
      output: expect.stringContaining('Usage'),
    })
    const wrong = await run(process.execPath, [example('client.mjs'), school.url, 'BBB222', 'Robo'])
    expect(wrong).toMatchObject({ code: 1, output: expect.stringContaining('There is no open class with that code.') })
  })
})

describe(`the example in Python${skipPython ? ` (skipped: ${skipPython})` : ''}`, () => {
  it.skipIf(skipPython !== null)('plays a whole client', { timeout: 60_000 }, async () => {
    if ('missing' in python) throw new Error(python.missing)
    await expectWholeClient(python.command, 'client.py', 'solo')
  })
})
