import { request as rawRequest } from 'node:http'
import { LESSONS } from '@synposium/classroom'
import type { HttpError } from '@synposium/protocol'
import { httpError } from '@synposium/protocol/schemas'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalSchool, openSchool, type TestClass } from '../kit/school.ts'

let school: LocalSchool
let klass: TestClass

beforeAll(async () => {
  school = await openSchool()
  klass = await school.newClass('trios')
})
afterAll(() => school.close())

const JSON_TYPE = { 'content-type': 'application/json' }

const send = (path: string, body: string, headers: Record<string, string> = JSON_TYPE, method = 'POST') =>
  fetch(`${school.url}${path}`, { method, headers, body })

async function expectRefusal(response: Response, status: number, error: object): Promise<HttpError> {
  const body: unknown = await response.json()
  expect(body).toMatchObject({ error })
  expect(response.status).toBe(status)
  expect(response.headers.get('content-type')).toContain('application/json')
  return httpError.parse(body)
}

const newClass = { name: 'Networks', lesson: 'handshake', plan: 'trios' }

describe('POST /api/v1/classes', () => {
  it.each<[string, string, string]>([
    ['not JSON', '{', 'body'],
    ['no body', '', 'body'],
    ['a list', '[]', 'message'],
    ['null', 'null', 'message'],
    ['a missing field', JSON.stringify({ name: 'x', lesson: 'handshake' }), 'plan'],
    ['an unknown field', JSON.stringify({ ...newClass, admin: true }), 'admin'],
    ['__proto__', `{"name":"x","lesson":"handshake","plan":"trios","__proto__":{"a":1}}`, '__proto__'],
    [
      'constructor',
      `{"name":"x","lesson":"handshake","plan":"trios","constructor":{"prototype":{"a":1}}}`,
      'constructor',
    ],
    ['a name that is a number', JSON.stringify({ ...newClass, name: 7 }), 'name'],
    ['a plan that is none', JSON.stringify({ ...newClass, plan: 'quartets' }), 'plan'],
    ['a lesson that does not exist', JSON.stringify({ ...newClass, lesson: 'cooking' }), 'lesson'],
    ['a lesson called like a part of every object', JSON.stringify({ ...newClass, lesson: 'constructor' }), 'lesson'],
  ])('names the field: %s', async (_name, body, path) => {
    const { error } = await expectRefusal(await send('/api/v1/classes', body), 400, { code: 'request.invalid' })
    expect(error.issues?.map((issue) => issue.path)).toContain(path)
  })

  it('wants JSON', async () => {
    const { error } = await expectRefusal(
      await send('/api/v1/classes', 'name=x', { 'content-type': 'application/x-www-form-urlencoded' }),
      400,
      { code: 'request.invalid' },
    )
    expect(error.issues).toEqual([{ path: 'content-type', expected: 'application/json' }])
  })

  it('wants a short body', async () => {
    await expectRefusal(await send('/api/v1/classes', JSON.stringify({ ...newClass, name: 'x'.repeat(10_000) })), 413, {
      code: 'request.too-large',
    })
  })

  it.each([
    ['', 'name.length'],
    ['   ', 'name.length'],
    ['x'.repeat(61), 'name.length'],
    ['\ud800', 'name.unsuitable'],
  ])('wants a name that can be read: %j', async (name, code) => {
    await expectRefusal(await school.post('/classes', { ...newClass, name }), 422, { code, field: 'name' })
  })

  it.each(LESSONS.map(({ id }) => id))('makes a class with the lesson %s', async (lesson) => {
    const response = await school.post('/classes', { ...newClass, lesson })
    expect(response.status).toBe(201)
    expect(await response.json()).toMatchObject({
      name: 'Networks',
      code: expect.stringMatching(/^[B-Z]{3}[2-9]{3}$/),
      ended: false,
      students: 0,
    })
  })
})

describe('GET /api/v1/classes', () => {
  it('is empty for somebody without a cookie, and for a made-up one', async () => {
    expect(await (await school.get('/api/v1/classes')).json()).toEqual([])
    expect(await (await school.get('/api/v1/classes', { cookie: 'synposium_teacher=made-up' })).json()).toEqual([])
  })

  it('lists the teacher’s own, newest first, with how many joined', async () => {
    const first = await school.newClass('trios')
    await first.join('Ada')
    const response = await school.post('/classes', newClass, { cookie: first.cookie })
    expect(response.headers.getSetCookie()).toEqual([])
    const cards = (await (await school.get('/api/v1/classes', { cookie: first.cookie })).json()) as {
      students: number
    }[]
    expect(cards.map(({ students }) => students)).toEqual([0, 1])
  })

  it('gives a cookie that scripts cannot read and other sites cannot use, and replaces one that it never gave', async () => {
    const planted = await school.post('/classes', newClass, { cookie: `synposium_teacher=${'a'.repeat(43)}` })
    const [cookie] = planted.headers.getSetCookie()
    expect(cookie).toMatch(/^synposium_teacher=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Strict$/)
    expect(cookie).not.toContain('a'.repeat(43))
  })
})

describe('GET /api/v1/codes/:code', () => {
  it('reads a code as people type it', async () => {
    const { code } = klass.card
    for (const typed of [
      code,
      code.toLowerCase(),
      `${code.slice(0, 3)} ${code.slice(3)}`,
      `${code.slice(0, 3)}-${code.slice(3)}`,
    ]) {
      const response = await school.get(`/api/v1/codes/${encodeURIComponent(typed)}`)
      expect(await response.json()).toEqual({ name: 'Networks', code })
    }
  })

  it('has one answer for codes that are unknown, malformed or of a class that is over', async () => {
    const over = await school.newClass('trios')
    const teacher = await over.teacher()
    await teacher.command({ type: 'class.end' })
    teacher.close()
    const answers = new Set<string>()
    for (const code of ['BBB222', 'nonsense', '%00', '../../etc/passwd', '__proto__', '汉字', over.card.code]) {
      const response = await school.get(`/api/v1/codes/${encodeURIComponent(code)}`)
      answers.add(`${response.status} ${await response.text()}`)
    }
    expect([...answers]).toEqual([expect.stringMatching(/^404 .*class\.unknown/)])
  })

  it.each(['/api/v1/codes/%', '/api/v1/codes/%zz', `/api/v1/codes/${'x'.repeat(500)}`])('survives %s', async (path) => {
    const response = await school.get(path)
    expect([400, 404]).toContain(response.status)
    httpError.parse(await response.json())
  })
})

describe('POST /api/v1/join', () => {
  it.each<[string, unknown, string]>([
    ['a missing name', { code: 'x' }, 'name'],
    ['a code that is a number', { code: 482, name: 'Lin' }, 'code'],
    ['a language that is not spoken', { code: 'x', name: 'Lin', language: 'tlh' }, 'language'],
    ['a student id of one’s own', { code: 'x', name: 'Lin', studentId: 'teacher' }, 'studentId'],
  ])('names the field: %s', async (_name, body, path) => {
    const { error } = await expectRefusal(await school.post('/join', body), 400, { code: 'request.invalid' })
    expect(error.issues?.map((issue) => issue.path)).toContain(path)
  })

  it('knows no class with another code', async () => {
    await expectRefusal(await school.post('/join', { code: 'BBB222', name: 'Lin' }), 404, { code: 'class.unknown' })
  })

  it('suggests a name when one is taken, however it is written', async () => {
    const { code } = klass.card
    await klass.join('Mia')
    for (const name of ['Mia', 'mia', ' MIA ', 'Ｍｉａ']) {
      await expectRefusal(await school.post('/join', { code, name }), 409, {
        code: 'name.taken',
        field: 'name',
        suggestion: expect.stringMatching(/ 2$/),
      })
    }
    expect((await klass.join('Mia 2')).name).toBe('Mia 2')
  })

  it('gives a name to one of many who ask for it at once', async () => {
    const { code } = klass.card
    const responses = await Promise.all(Array.from({ length: 10 }, () => school.post('/join', { code, name: 'Zoë' })))
    expect(responses.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(409)])
  })

  it.each([
    ['', 'name.length'],
    ['一二三四五六七八九十一二三四五六七', 'name.length'],
    ['fuck', 'name.unsuitable'],
    ['傻 逼', 'name.unsuitable'],
  ])('refuses the name %j', async (name, code) => {
    await expectRefusal(await school.post('/join', { code: klass.card.code, name }), 422, { code, field: 'name' })
  })

  it('turns nobody away with a name that is not seen elsewhere', async () => {
    const joined = await klass.join('<img src=x onerror=alert(1)>'.slice(0, 16))
    expect(joined.token).toMatch(/^[\w-]{43}$/)
    expect(new Set(Object.values(joined)).size).toBe(4)
  })

  it('looks like no class when it is full', async () => {
    const full = await school.newClass('trios')
    for (let n = 0; n < 60; n += 1) await full.join(`S ${n}`)
    await expectRefusal(await school.post('/join', { code: full.card.code, name: 'Late' }), 404, {
      code: 'class.unknown',
    })
    expect((await school.store.people(full.card.id)).length).toBe(60)
  })
})

describe('everything else', () => {
  it('is JSON under /api', async () => {
    await expectRefusal(await school.get('/api/v1/nothing'), 404, { code: 'route.unknown' })
    await expectRefusal(await school.get('/api'), 404, { code: 'route.unknown' })
    await expectRefusal(await send('/api/v1/codes/BBB222', '{}', JSON_TYPE, 'DELETE'), 404, { code: 'route.unknown' })
    await expectRefusal(await school.get('/api/v1/schemas/__proto__'), 404, { code: 'route.unknown' })
  })

  it('is there: schemas, addresses, health', async () => {
    const list = (await (await school.get('/api/v1/schemas')).json()) as { schemas: { name: string; url: string }[] }
    for (const { url } of list.schemas) expect(await (await school.get(url)).json()).toHaveProperty('$schema')
    expect(await (await school.get('/api/v1/addresses')).json()).toEqual({ urls: [] })
    expect(await (await school.get('/api/health')).json()).toEqual({ ok: true })
  })

  it('survives a request that is not HTTP', async () => {
    const { port } = new URL(school.url)
    const answer = await new Promise<number | undefined>((resolve, reject) => {
      const request = rawRequest(
        { port, host: '127.0.0.1', method: 'GET', path: '/api/health', headers: { 'transfer-encoding': 'nonsense' } },
        (response) => resolve(response.statusCode),
      )
      request.on('error', reject).end()
    })
    expect(answer).toBeLessThan(500)
    expect((await school.get('/api/health')).status).toBe(200)
  })

  it('is told by health when the log cannot be written', async () => {
    const broken = await openSchool({
      wrapStore: (store) => Object.assign(Object.create(store) as typeof store, { healthy: async () => false }),
    })
    const response = await broken.get('/api/health')
    expect([response.status, await response.json()]).toEqual([503, { ok: false }])
    await broken.close()
  })
})

describe('limits by address', () => {
  it('hold for guessing codes, and the class with the right one can be found again later', async () => {
    const strict = await openSchool({ limits: { wrongCodesPerAddress: { burst: 5, perSecond: 0.001 } } })
    const { card } = await strict.newClass()
    for (let n = 0; n < 5; n += 1) expect((await strict.get('/api/v1/codes/BBB222')).status).toBe(404)
    await expectRefusal(await strict.get('/api/v1/codes/BBB222'), 429, { code: 'request.too-many' })
    await expectRefusal(await strict.post('/join', { code: card.code, name: 'Lin' }), 429, { code: 'request.too-many' })
    await strict.close()
  })

  it('hold for everybody’s guesses together', async () => {
    const strict = await openSchool({
      config: { trustedProxies: 1 },
      limits: { wrongCodes: { burst: 5, perSecond: 0.001 } },
    })
    const guess = (address: string) => strict.get('/api/v1/codes/BBB222', { 'x-forwarded-for': address })
    for (let n = 0; n < 5; n += 1) expect((await guess(`10.0.0.${n}`)).status).toBe(404)
    expect((await guess('10.0.0.99')).status).toBe(429)
    await strict.close()
  })

  it('cannot be escaped by inventing an address', async () => {
    const strict = await openSchool({ limits: { wrongCodesPerAddress: { burst: 2, perSecond: 0.001 } } })
    const statuses = []
    for (let n = 0; n < 4; n += 1)
      statuses.push((await strict.get('/api/v1/codes/BBB222', { 'x-forwarded-for': `10.0.0.${n}` })).status)
    expect(statuses).toEqual([404, 404, 429, 429])
    await strict.close()
  })

  it('let a class of forty in from one address', async () => {
    const big = await school.newClass('trios')
    const joined = await Promise.all(Array.from({ length: 40 }, (_, n) => big.join(`Kid ${n}`)))
    expect(new Set(joined.map(({ studentId }) => studentId)).size).toBe(40)
  })

  it('hold for joining and for making classes', async () => {
    const strict = await openSchool({
      limits: { joinsPerAddress: { burst: 1, perSecond: 0.001 }, classesPerAddress: { burst: 1, perSecond: 0.001 } },
    })
    const { card } = await strict.newClass()
    await expectRefusal(await strict.post('/classes', newClass), 429, { code: 'request.too-many' })
    expect((await strict.post('/join', { code: card.code, name: 'Ada' })).status).toBe(201)
    await expectRefusal(await strict.post('/join', { code: card.code, name: 'Ben' }), 429, { code: 'request.too-many' })
    await strict.close()
  })
})
