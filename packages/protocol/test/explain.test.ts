import type { Issue } from '@synposium/protocol'
import { clientMessage, explain, join } from '@synposium/protocol/schemas'
import { describe, expect, it } from 'vitest'

const issuesOf = (message: unknown): readonly Issue[] => {
  const parsed = clientMessage.safeParse(message)
  return parsed.success ? [] : explain(parsed.error)
}
const draft = { flags: ['SYN'], seq: 1, ack: 0, window: 4096, length: 0 }
const send = (segment: object) => ({
  type: 'command',
  id: '1',
  command: { type: 'segment.send', socket: '1.client', segment },
})

describe('what is told about a message that does not fit', () => {
  it('says nothing about one that does', () => {
    expect(issuesOf(send(draft))).toEqual([])
    expect(issuesOf({ type: 'hello', version: 1, token: 'x' })).toEqual([])
  })

  it.each<[string, unknown, Issue]>([
    ['no object', 5, { path: 'message', expected: 'an object' }],
    ['a list', [], { path: 'message', expected: 'an object' }],
    ['null', null, { path: 'message', expected: 'an object' }],
    ['an unknown type', { type: 'shout' }, { path: 'type', expected: '"hello" or "command" or "composing" or "ping"' }],
    ['an unknown field', { type: 'ping', t: 1, colour: 'red' }, { path: 'colour', expected: 'no such field' }],
    [
      'a field deep inside',
      send({ ...draft, colour: 'red' }),
      { path: 'command.segment.colour', expected: 'no such field' },
    ],
    [
      '__proto__',
      JSON.parse('{"type":"ping","t":1,"__proto__":{"x":1}}'),
      { path: '__proto__', expected: 'no such field' },
    ],
    ['a text for a number', send({ ...draft, seq: '1' }), { path: 'command.segment.seq', expected: 'a number' }],
    ['a fraction', send({ ...draft, seq: 1.5 }), { path: 'command.segment.seq', expected: 'a whole number' }],
    [
      'a negative number',
      send({ ...draft, seq: -1 }),
      { path: 'command.segment.seq', expected: 'a number of at least 0' },
    ],
    [
      '2^32',
      send({ ...draft, ack: 2 ** 32 }),
      { path: 'command.segment.ack', expected: 'a number of at most 4294967295' },
    ],
    [
      '2^16',
      send({ ...draft, window: 65536 }),
      { path: 'command.segment.window', expected: 'a number of at most 65535' },
    ],
    [
      'a flag that is none',
      send({ ...draft, flags: ['SYN', 'ECE'] }),
      { path: 'command.segment.flags.1', expected: '"FIN" or "SYN" or "RST" or "PSH" or "ACK" or "URG"' },
    ],
    [
      'too many flags',
      send({ ...draft, flags: Array(7).fill('ACK') }),
      { path: 'command.segment.flags', expected: 'at most 6 entries' },
    ],
    [
      'no address',
      send({ ...draft, to: { ip: 'example.org', port: 80 } }),
      { path: 'command.segment.to.ip', expected: 'an IPv4 or IPv6 address' },
    ],
    ['a missing field', { type: 'ping' }, { path: 't', expected: 'a number' }],
    ['not a number', { type: 'ping', t: Number.NaN }, { path: 't', expected: 'a number' }],
    [
      'an empty id',
      { type: 'command', id: '', command: { type: 'seat.leave' } },
      { path: 'id', expected: 'at least 1 characters' },
    ],
    [
      'an id with a line break',
      { type: 'command', id: 'a\nb', command: { type: 'seat.leave' } },
      { path: 'id', expected: 'printable ASCII without spaces' },
    ],
    [
      'no credential',
      { type: 'hello', version: 1 },
      { path: 'message', expected: 'exactly one of token, teacher and projector' },
    ],
    [
      'two credentials',
      { type: 'hello', version: 1, token: 'x', projector: 'KPT482' },
      { path: 'message', expected: 'exactly one of token, teacher and projector' },
    ],
    [
      'a command of the system',
      { type: 'command', id: '1', command: { type: 'tick' } },
      { path: 'command.type', expected: expect.stringContaining('"segment.send"') },
    ],
    [
      'a hint that is none',
      { type: 'command', id: '1', command: { type: 'hint.take', socket: '1.client', tier: 4 } },
      { path: 'command.tier', expected: '2 or 3' },
    ],
  ])('names the field and what was expected: %s', (_name, message, issue) => {
    expect(issuesOf(message)).toContainEqual(issue)
  })

  it('stays short, whatever was sent', () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`${'k'.repeat(100)}${n}`, n]))
    const issues = issuesOf({ type: 'ping', t: 1, ...many })
    expect(issues).toHaveLength(8)
    expect(JSON.stringify(issues).length).toBeLessThan(1_000)
  })

  it('explains HTTP bodies in the same way', () => {
    const parsed = join.safeParse({ code: 5, name: 'Lin', language: 'fr' })
    expect(parsed.error && explain(parsed.error)).toEqual([
      { path: 'code', expected: 'a text' },
      { path: 'language', expected: '"en" or "zh-CN"' },
    ])
  })
})
