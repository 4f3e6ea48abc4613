import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { type Client, DOORS, knock } from '../kit/client.ts'
import { type LocalSchool, openSchool, type TestClass } from '../kit/school.ts'

let school: LocalSchool
let klass: TestClass

beforeAll(async () => {
  school = await openSchool()
})
afterAll(() => school.close())

/** A class takes 60 students, and every test brings a new one or two. */
const withFreshClass = () =>
  beforeAll(async () => {
    klass = await school.newClass('trios')
  })

let joined = 0
const freshStudent = async (door: (typeof DOORS)[number]): Promise<Client> =>
  klass.student(door, await klass.join(`Lin ${++joined}`))

/** Still heard and answered after all that. */
async function expectAlive(client: Client): Promise<void> {
  client.send({ type: 'ping', t: 7 })
  expect(await client.next('pong')).toMatchObject({ t: 7, now: expect.any(Number) })
}

const draft = { flags: ['SYN'], seq: 1, ack: 0, window: 4096, length: 0 }
const command = (body: unknown) => ({ type: 'command', id: 'c1', command: body })

/** JSON.parse makes a real field of `__proto__`, where an object literal would set the prototype. */
const poisoned = (text: string): unknown => JSON.parse(text)

const BAD: readonly [string, unknown, string][] = [
  ['a number', 42, 'message'],
  ['null', null, 'message'],
  ['true', true, 'message'],
  ['a list', [{ type: 'ping', t: 1 }], 'message'],
  ['an empty object', {}, 'type'],
  ['an unknown type', { type: 'shout', loud: true }, 'type'],
  ['a type that is an object', { type: { type: 'ping' } }, 'type'],
  ['an unknown field', { type: 'ping', t: 1, colour: 'red' }, 'colour'],
  ['__proto__', poisoned('{"type":"ping","t":1,"__proto__":{"admin":true}}'), '__proto__'],
  ['constructor', { type: 'ping', t: 1, constructor: { prototype: { admin: true } } }, 'constructor'],
  [
    '__proto__ inside',
    poisoned('{"type":"command","id":"c1","command":{"type":"seat.take","seat":"1.client","__proto__":{"x":1}}}'),
    'command.__proto__',
  ],
  ['an unknown command', command({ type: 'class.destroy' }), 'command.type'],
  ['a command of the system', command({ type: 'tick' }), 'command.type'],
  ['somebody else’s name in it', command({ type: 'seat.leave', student: 'ada' }), 'command.student'],
  ['an actor in it', { ...command({ type: 'seat.leave' }), actor: { kind: 'teacher' } }, 'actor'],
  [
    'a sequence number that is a text',
    command({ type: 'segment.send', socket: 's', segment: { ...draft, seq: '1' } }),
    'command.segment.seq',
  ],
  [
    'a sequence number of 2^32',
    command({ type: 'segment.send', socket: 's', segment: { ...draft, seq: 2 ** 32 } }),
    'command.segment.seq',
  ],
  [
    'a negative window',
    command({ type: 'segment.send', socket: 's', segment: { ...draft, window: -1 } }),
    'command.segment.window',
  ],
  [
    'a fraction of a byte',
    command({ type: 'segment.send', socket: 's', segment: { ...draft, length: 0.5 } }),
    'command.segment.length',
  ],
  [
    'a flag that is none',
    command({ type: 'segment.send', socket: 's', segment: { ...draft, flags: ['XMAS'] } }),
    'command.segment.flags.0',
  ],
  [
    'flags that are no list',
    command({ type: 'segment.send', socket: 's', segment: { ...draft, flags: 'SYN' } }),
    'command.segment.flags',
  ],
  ['a missing field', command({ type: 'segment.send', socket: 's', segment: { flags: [] } }), 'command.segment.seq'],
  ['an id that is too long', { type: 'command', id: 'x'.repeat(65), command: { type: 'seat.leave' } }, 'id'],
  ['a very deep value', { type: 'ping', t: poisoned(`${'['.repeat(1_500)}${']'.repeat(1_500)}`) }, 't'],
]

describe.each(DOORS)('bad messages through the door %s', (door) => {
  withFreshClass()

  it.each(BAD)('are answered with the field, and the connection stays: %s', async (_name, message, path) => {
    const client = await freshStudent(door)
    client.send(message)
    const error = await client.next('error')
    expect(error.code).toBe('message.invalid')
    expect(error.issues?.map((issue) => issue.path)).toContain(path)
    await expectAlive(client)
    client.close()
  })

  it('are told from each other by the id of the command', async () => {
    const client = await freshStudent(door)
    client.send({ type: 'command', id: 'mine', command: { type: 'nonsense' } })
    expect(await client.next('error')).toMatchObject({ code: 'message.invalid', id: 'mine' })
    client.close()
  })

  it('that are too large are answered, and the connection stays', async () => {
    const client = await freshStudent(door)
    client.send({ type: 'ping', t: 1, padding: 'x'.repeat(5_000) })
    expect(await client.next('error')).toMatchObject({ code: 'message.too-large' })
    await expectAlive(client)
    client.close()
  })

  it('count bytes, not letters', async () => {
    const client = await freshStudent(door)
    client.send({ type: 'ping', t: 1, padding: '汉'.repeat(1_500) })
    expect(await client.next('error')).toMatchObject({ code: 'message.too-large' })
    client.close()
  })

  it('that are huge end that connection, and nobody else’s', async () => {
    const client = await freshStudent(door)
    const other = await freshStudent(door)
    client.send({ type: 'ping', t: 1, padding: 'x'.repeat(200_000) })
    await client.closed()
    await expectAlive(other)
    other.close()
  })

  it('before hello are answered; hello may still follow', async () => {
    const ada = await klass.join(`Lin ${++joined}`)
    const client = await school.connect(door)
    client.send(command({ type: 'seat.leave' }))
    expect(await client.next('error')).toMatchObject({ code: 'hello.first', id: 'c1' })
    client.send({ type: 'hello', version: 1, token: ada.token })
    await client.next('welcome')
    client.send({ type: 'hello', version: 1, token: ada.token })
    expect(await client.next('error')).toMatchObject({ code: 'hello.twice' })
    await expectAlive(client)
    client.close()
  })

  it.each([
    ['an unknown token', { token: 'nobody' }, 'token.unknown'],
    ['an unknown code', { projector: 'BBB222' }, 'class.unknown'],
    ['a teacher without a cookie', { teacher: 'some-class' }, 'teacher.required'],
    ['another version', { version: 99, token: 'x' }, 'version.unsupported'],
  ])('hello with %s: told why, and closed', async (_name, hello, code) => {
    const client = await school.connect(door)
    client.send({ type: 'hello', version: 1, ...hello })
    expect(await client.next('error')).toMatchObject({ code })
    await client.closed()
  })

  it('of another teacher’s class look like an unknown class', async () => {
    const other = await school.newClass('trios')
    const client = await school.connect(door, { cookie: other.cookie })
    client.send({ type: 'hello', version: 1, teacher: klass.card.id })
    expect(await client.next('error')).toMatchObject({ code: 'class.unknown' })
    await client.closed()
  })

  it('in a flood are refused, then the connection is closed; the class goes on', async () => {
    const client = await freshStudent(door)
    const other = await freshStudent(door)
    for (let n = 0; n < 60; n += 1) client.send({ type: 'ping', t: n })
    expect(await client.next('error')).toMatchObject({ code: 'message.too-many' })
    for (let n = 0; n < 200; n += 1) client.send({ type: 'ping', t: n })
    expect(await client.next('bye')).toMatchObject({ reason: 'abuse' })
    await client.closed()
    await expectAlive(other)
    other.close()
  })

  it('of a student who does a teacher’s work are refused', async () => {
    const client = await freshStudent(door)
    for (const body of [{ type: 'class.end' }, { type: 'lesson.start' }, { type: 'student.remove', student: 'x' }]) {
      expect(await client.command(body)).toMatchObject({ ok: false, refusal: { code: 'command.forbidden' } })
    }
    client.close()
  })

  it('of the projector are refused, whatever they are', async () => {
    const client = await klass.projector(door)
    expect(await client.command({ type: 'seat.take', seat: '1.client' })).toMatchObject({
      ok: false,
      refusal: { code: 'command.forbidden' },
    })
    client.send({ type: 'composing', socket: '1.client', on: true })
    await expectAlive(client)
    client.close()
  })
})

describe('what only plain WebSocket can carry', () => {
  withFreshClass()

  it.each(['', 'hello', '{', '{"type":', 'undefined', "{'type':'ping'}", '\u0000'])(
    'text that is not JSON is answered: %j',
    async (text) => {
      const client = await freshStudent('websocket')
      client.send(text)
      expect(await client.next('error')).toMatchObject({ code: 'message.not-json' })
      await expectAlive(client)
      client.close()
    },
  )

  it('binary frames are answered', async () => {
    const socket = new WebSocket(`${school.url.replace('http', 'ws')}/api/v1/socket`)
    const answer = new Promise((resolve) => socket.once('message', (data) => resolve(JSON.parse(String(data)))))
    socket.once('open', () => socket.send(Buffer.from([1, 2, 3])))
    expect(await answer).toMatchObject({ type: 'error', code: 'message.invalid', issues: [{ path: 'message' }] })
    socket.terminate()
  })
})

describe('what only Socket.IO can carry', () => {
  withFreshClass()

  it('other event names are answered', async () => {
    const { io } = await import('socket.io-client')
    const socket = io(school.url, { transports: ['websocket'], reconnection: false, forceNew: true })
    const answer = new Promise((resolve) => socket.once('message', resolve))
    socket.emit('chat', { type: 'ping', t: 1 })
    expect(await answer).toMatchObject({
      type: 'error',
      code: 'message.invalid',
      issues: [{ expected: 'the event name "message"' }],
    })
    socket.disconnect()
  })

  it('buffers inside a message are answered', async () => {
    const client = await freshStudent('socket.io websocket')
    client.send({ type: 'ping', t: Buffer.from([1]) })
    expect(await client.next('error')).toMatchObject({ code: 'message.invalid' })
    await expectAlive(client)
    client.close()
  })
})

describe('who does not say hello', () => {
  it('is closed after a while', async () => {
    const hasty = await openSchool({ limits: { helloWithin: 100 } })
    for (const door of DOORS) {
      const client = await knock(door, hasty.url)
      expect(await client.next('error')).toMatchObject({ code: 'hello.first' })
      await client.closed()
    }
    await hasty.close()
  })

  it('finds no place when too many wait', async () => {
    const small = await openSchool({ limits: { strangersPerAddress: 2 } })
    const first = [await knock('websocket', small.url), await knock('websocket', small.url)]
    const third = await knock('websocket', small.url)
    expect(await third.next('error')).toMatchObject({ code: 'message.too-many' })
    await third.closed()
    for (const client of first) client.close()
    await small.close()
  })
})
