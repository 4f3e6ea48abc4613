import { connect } from 'node:net'
import { io } from 'socket.io-client'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { DOORS } from '../kit/client.ts'
import { type LocalSchool, openSchool, type SchoolOptions } from '../kit/school.ts'

let school: LocalSchool | null = null
const open = async (options?: SchoolOptions): Promise<LocalSchool> => {
  school = await openSchool(options)
  return school
}
afterEach(async () => {
  await school?.close()
  school = null
})

const soon = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function eventually(done: () => boolean): Promise<void> {
  const deadline = Date.now() + 8_000
  while (!done()) {
    if (Date.now() > deadline) throw new Error('it did not happen')
    await soon(20)
  }
}

describe('a line that has gone silent', () => {
  const PULSE = { limits: { pingEvery: 200, silentFor: 1_500 } }

  it('is cut off, and the student is shown as away', { timeout: 20_000 }, async () => {
    const at = await open(PULSE)
    const klass = await at.newClass('trios')
    const teacher = await klass.teacher()
    const { token } = await klass.join('Ada')
    const socket = new WebSocket(`${at.url.replace('http', 'ws')}/api/v1/socket`, { autoPong: false })
    socket.once('open', () => socket.send(JSON.stringify({ type: 'hello', version: 1, token })))
    await teacher.next('people', (m) => m.people[0]?.online === true)
    await teacher.next('people', (m) => m.people[0]?.online === false)
    socket.terminate()
    teacher.close()
  })

  it('is not what a quiet client is, at any door', { timeout: 20_000 }, async () => {
    const at = await open(PULSE)
    const klass = await at.newClass('trios')
    const clients = await Promise.all(DOORS.map(async (door, n) => klass.student(door, await klass.join(`Ada ${n}`))))
    await soon(3_000)
    expect(clients.map(({ isClosed }) => isClosed)).toEqual([false, false, false])
    for (const client of clients) client.close()
  })
})

describe('a client that does not read', () => {
  it('is closed before its unread messages fill the memory, and resumes from the log', async () => {
    const at = await open({ limits: { sendBuffer: 20_000, messages: { burst: 10_000, perSecond: 10_000 } } })
    const klass = await at.newClass('trios')
    const teacher = await klass.teacher()
    const { token } = await klass.join('Ada')
    const socket = new WebSocket(`${at.url.replace('http', 'ws')}/api/v1/socket`)
    let closed = false
    // Cut off in the middle of a frame is how it is meant to end.
    socket
      .on('error', () => undefined)
      .once('close', () => {
        closed = true
      })
    await new Promise((resolve) => socket.once('open', resolve))
    socket.send(JSON.stringify({ type: 'hello', version: 1, token }))
    await new Promise((resolve) => socket.once('message', resolve))
    const before = at.app.reception.size
    socket.pause()
    // Far more than the buffers of both kernels take.
    for (let n = 0; n < 400 && at.app.reception.size === before; n += 1) {
      await Promise.all(
        Array.from({ length: 50 }, (_, i) =>
          teacher.command({ type: 'class.configure', options: { pace: 1_000 + (n * 50 + i) } }),
        ),
      )
    }
    await eventually(() => at.app.reception.size === before - 1)
    socket.resume()
    await eventually(() => closed)
    const back = await klass.student('websocket', { token })
    expect(back.heard[0]).toMatchObject({ type: 'welcome' })
    back.close()
    teacher.close()
  }, 60_000)
})

describe('upgrades', () => {
  const upgrade = (at: LocalSchool, path: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const { port, host } = new URL(at.url)
      const socket = connect(Number(port), '127.0.0.1')
      // Being cut off after the answer is no failure.
      socket.on('error', reject).once('data', (data) => {
        resolve(String(data).split('\r\n')[0] ?? '')
        socket.destroy()
      })
      socket.write(
        `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
      )
    })

  it('are for the two doors only', async () => {
    const at = await open()
    expect(await upgrade(at, '/api/v1/socket')).toBe('HTTP/1.1 101 Switching Protocols')
    expect(await upgrade(at, '/socket.io/?EIO=4&transport=websocket')).toBe('HTTP/1.1 101 Switching Protocols')
    for (const path of ['/', '/api/health', '/api/v1/socket/x', '/socket.io.evil/'])
      expect(await upgrade(at, path)).toBe('HTTP/1.1 404 Not Found')
    const plain = await at.get('/api/v1/socket')
    expect([plain.status, await plain.json()]).toMatchObject([400, { error: { issues: [{ path: 'upgrade' }] } }])
  })

  it('from polling to WebSocket lose and double nothing', async () => {
    const at = await open()
    const klass = await at.newClass('trios')
    const teacher = await klass.teacher()
    const { token } = await klass.join('Ada')
    const socket = io(at.url, { transports: ['polling', 'websocket'], reconnection: false, forceNew: true })
    const seqs: number[] = []
    socket.on('message', (message) => {
      if (message.type === 'events') seqs.push(...message.events.map(({ seq }: { seq: number }) => seq))
    })
    socket.on('connect', () => socket.emit('message', { type: 'hello', version: 1, token }))
    for (let n = 0; n < 40; n += 1) {
      await teacher.command({ type: 'class.lock', locked: n % 2 === 0 })
      await soon(10)
    }
    await eventually(() => socket.io.engine.transport.name === 'websocket')
    const last = await teacher.command({ type: 'lesson.choose', lesson: 'talk' })
    await eventually(() => last.ok && seqs.at(-1) === last.seq)
    expect(seqs).toEqual(Array.from({ length: seqs.length }, (_, index) => (seqs[0] ?? 0) + index))
    socket.disconnect()
    teacher.close()
  })
})
