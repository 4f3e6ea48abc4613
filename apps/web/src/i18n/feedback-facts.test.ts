import { MISTAKE_CODES, type Mistake } from '@synposium/tcp'
import { describe, expect, it } from 'vitest'
import { en } from './en/index.ts'
import { showKey } from './mistake-keys.ts'
import { mistakeParams, type NumberWriter } from './sentence-params.ts'
import { mistakesOf } from './testing/mistakes.ts'
import { contextOf, MOMENTS } from './testing/moments.ts'
import { sentencesOf } from './testing/sentences.ts'
import { parametersOf } from './translate.ts'

const write: NumberWriter = { own: (n) => `own ${n}`, peer: (n) => `peer ${n}` }

const english = new Map(sentencesOf(en))
const met = new Map(Object.keys(MOMENTS).map((name) => [name, mistakesOf(name)]))
const all = [...met.values()].flat()

describe.each([...met])('%s', (name, mistakes) => {
  it('is the moment it says', () => {
    expect(MOMENTS[name]?.of(contextOf('implied')).state).toBe(MOMENTS[name]?.state)
  })

  it('has every number that the sentences of its mistakes name', () => {
    for (const mistake of mistakes) {
      const { code, field } = mistake
      const known = mistakeParams(mistake, write, en.feedback.field[field])
      const show = english.get(showKey(mistake)) ?? expect.fail(`no sentence for ${showKey(mistake)}`)
      const missing = parametersOf(`${en.feedback.mistake[code].why} ${show}`).filter((param) => !(param in known))
      expect(missing, `${code} on ${field}`).toEqual([])
    }
  })
})

describe('the moments together', () => {
  it('meet every mistake that the judge can name', () => {
    const codes = new Set(all.map((mistake) => mistake.code))
    expect(MISTAKE_CODES.filter((code) => !codes.has(code))).toEqual([])
  })

  it('have all their sequence numbers written in a direction', () => {
    // Bytes, ports and the form of a reset are plain; whatever else the engine tells is a sequence number.
    const plain = [
      ...['length', 'sndWnd', 'usable', 'inFlight', 'mss', 'ownMss', 'largestMss', 'window', 'promisedWindow'],
      ...['unsent', 'unread', 'localPort', 'remotePort', 'resetForm'],
    ]
    const written = new Map(
      all.flatMap((mistake) => Object.entries(mistakeParams({ ...mistake, expected: null, got: null }, write, ''))),
    )
    for (const made of ['field', 'reset']) written.delete(made)
    for (const [name, value] of written)
      expect(value, name).toMatch(plain.includes(name) ? /^\d+$/ : /^(own|peer) \d+$/)
  })
})

describe('mistakeParams', () => {
  const mistake = (over: Partial<Mistake>): Mistake => ({
    code: 'ack.last-byte',
    field: 'ack',
    expected: 301,
    got: 300,
    rule: 'ack.next-expected',
    facts: { sndNxt: 101, rcvNxt: 301, mss: 1024, localPort: 80 },
    nearest: null,
    ...over,
  })

  it('writes each number in its own direction and leaves bytes and ports alone', () => {
    expect(mistakeParams(mistake({}), write, 'Ack')).toEqual({
      field: 'Ack',
      expected: 'peer 301',
      got: 'peer 300',
      sndNxt: 'own 101',
      rcvNxt: 'peer 301',
      mss: '1024',
      localPort: '80',
    })
  })

  it('writes flags as they are named in the sentences', () => {
    const params = mistakeParams(mistake({ field: 'flags', expected: ['SYN', 'ACK'], got: ['SYN'] }), write, 'Flags')
    expect(params).toMatchObject({ expected: 'SYN,ACK', got: 'SYN' })
  })

  it('leaves out what has no single answer', () => {
    expect(mistakeParams(mistake({ expected: null, got: null }), write, 'Ack')).not.toHaveProperty('expected')
  })

  it('spells out the RST that is owed in both of its forms', () => {
    const owed = (resetForm: number) => mistake({ facts: { resetForm, resetSeq: 777, resetAck: 101 } })
    expect(mistakeParams(owed(1), write, '').reset).toBe('RST seq own 777')
    expect(mistakeParams(owed(2), write, '').reset).toBe('RST,ACK seq 0 ack peer 101')
    expect(mistakeParams(mistake({}), write, '')).not.toHaveProperty('reset')
  })
})
