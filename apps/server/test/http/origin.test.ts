import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sameOrigin } from '../../src/door/origin.ts'
import { DOORS } from '../kit/client.ts'
import { type LocalSchool, openSchool } from '../kit/school.ts'

let school: LocalSchool
let host: string

beforeAll(async () => {
  school = await openSchool({ config: { publicUrl: 'https://tcp.school.example' } })
  host = new URL(school.url).host
})
afterAll(() => school.close())

/** Origins of pages that are not ours, some of which look like it. */
const foreign = (): string[] => [
  'https://evil.example',
  'null',
  'http://127.0.0.1',
  `http://${host}.evil.example`,
  `http://evil-${host}`,
  `ftp://${host}`,
  `http://${host.replace('127', '128')}`,
  'https://tcp.school.example.evil.example',
  'https://sub.tcp.school.example',
  'http://tcp.school.example',
  'https://tcp.school.example:8443',
  'nonsense',
  '',
]

describe.each(DOORS)('the door %s', (door) => {
  it('is closed to pages of other sites', async () => {
    for (const origin of foreign()) await expect(school.connect(door, { origin }), origin).rejects.toThrow()
  })

  it('is open to our own pages, and to programs', async () => {
    for (const origin of [school.url, 'https://tcp.school.example', undefined]) {
      const client = await school.connect(door, origin === undefined ? {} : { origin })
      client.send({ type: 'ping', t: 1 })
      await client.next('pong')
      client.close()
    }
  })
})

describe('HTTP', () => {
  it('changes nothing for pages of other sites', async () => {
    for (const origin of foreign()) {
      const response = await school.post('/classes', { name: 'x', lesson: 'handshake', plan: 'trios' }, { origin })
      expect([response.status, await response.json()], origin).toMatchObject([
        403,
        { error: { code: 'request.foreign-origin' } },
      ])
    }
  })

  it('changes nothing when the browser says that another site asks', async () => {
    const response = await school.post(
      '/classes',
      { name: 'x', lesson: 'handshake', plan: 'trios' },
      { 'sec-fetch-site': 'cross-site' },
    )
    expect(response.status).toBe(403)
  })

  it('lets no other site read an answer', async () => {
    const response = await school.get('/api/health', { origin: 'https://evil.example' })
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
    expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin')
  })

  it('sends every page and answer with a strict policy', async () => {
    for (const path of ['/', '/api/health', '/api/v1/nothing', '/nothing']) {
      const { headers } = await school.get(path)
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'self'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).toContain(`connect-src 'self' wss://${host}`)
      expect(policy).not.toMatch(/unsafe|\*/)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
    }
  })

  it('writes no made-up host into the policy', async () => {
    expect(sameOrigin({ origin: 'http://a;b', host: 'a;b' }, undefined)).toBe(false)
  })
})

describe('the address of a page', () => {
  it.each([
    ['http://school.example', 'school.example', true],
    ['http://school.example', 'school.example:80', true],
    ['https://school.example', 'school.example:443', true],
    ['http://SCHOOL.example', 'school.EXAMPLE', true],
    ['http://[::1]:3000', '[::1]:3000', true],
    ['http://school.example:3000', 'school.example', false],
    ['http://school.example', undefined, false],
    ['http://user@school.example', 'school.example', true],
  ])('%s and the host %s', (origin, asked, same) => {
    expect(sameOrigin({ origin, ...(asked === undefined ? {} : { host: asked }) }, undefined)).toBe(same)
  })
})
