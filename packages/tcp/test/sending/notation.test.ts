import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FLAGS, parseSegment, printSegment, printTcpdump, printWireshark, type Segment, seq } from '../../src/index.ts'
import { A, B } from './play.ts'

const NAMES = { client: A, server: B }

const SYN: Segment = {
  source: A,
  destination: B,
  flags: ['SYN'],
  seq: seq(100),
  ack: seq(0),
  window: 4096,
  length: 0,
  mss: 1024,
}
const SYNACK: Segment = { ...SYN, source: B, destination: A, flags: ['SYN', 'ACK'], seq: seq(300), ack: seq(101) }
const DATA: Segment = { ...SYNACK, flags: ['PSH', 'ACK'], seq: seq(301), length: 5, data: 'a "b\n' }

const address = fc.record({
  ip: fc.oneof(fc.ipV4(), fc.constantFrom('::1', 'fe80::2')),
  port: fc.integer({ min: 0, max: 65_535 }),
})
const anySeq = fc.integer({ min: 0, max: 2 ** 32 - 1 }).map(seq)
const bytes = fc
  .array(fc.integer({ min: 0, max: 255 }), { maxLength: 20 })
  .map((codes) => String.fromCharCode(...codes))
const port16 = fc.integer({ min: 0, max: 65_535 })
const option = fc.record({
  kind: fc.integer({ min: 0, max: 255 }),
  hex: fc.array(fc.constantFrom('00', 'ff', '1a'), { maxLength: 4 }).map((parts) => parts.join('')),
})

const anySegment: fc.Arbitrary<Segment> = fc
  .record(
    {
      source: fc.oneof(address, fc.constantFrom(A, B)),
      destination: fc.oneof(address, fc.constantFrom(A, B)),
      flags: fc.subarray([...FLAGS]),
      seq: anySeq,
      ack: anySeq,
      window: fc.integer({ min: 0, max: 2 ** 30 }),
      length: fc.integer({ min: 0, max: 70_000 }),
      mss: port16,
      urgent: port16,
      data: bytes,
      options: fc.array(option, { maxLength: 3 }),
    },
    { requiredKeys: ['source', 'destination', 'flags', 'seq', 'ack', 'window', 'length'] },
  )
  .map((segment) => (segment.data === undefined ? segment : { ...segment, length: segment.data.length }))

describe('one line of text', () => {
  it('names the ends, and leaves out what goes without saying', () => {
    expect(printSegment(SYN, NAMES)).toBe('client > SYN seq=100 win=4096 mss=1024')
    expect(printSegment(SYNACK, NAMES)).toBe('server > SYN,ACK seq=300 ack=101 win=4096 mss=1024')
    expect(printSegment(SYN)).toBe('10.0.0.1:40000 > 10.0.0.2:80: SYN seq=100 win=4096 mss=1024')
    expect(printSegment(DATA, NAMES)).toContain('len=5 mss=1024 data="a \\"b\\n"')
  })

  it.each([
    ['with names', NAMES],
    ['with three names', { ...NAMES, other: { ip: '10.0.0.3', port: 9 } }],
    ['without names', {}],
  ])('is read back into the same segment, %s', (_title, names) => {
    fc.assert(
      fc.property(anySegment, (segment) => {
        expect(parseSegment(printSegment(segment, names), names)).toEqual({ ok: true, segment })
      }),
      { seed: 3, numRuns: 500 },
    )
  })

  it('reads flags in any order and case, and takes the length from the data', () => {
    const read = parseSegment('client > ack,psh seq=1 ack=2 win=3 data="hello"', NAMES)
    expect(read).toMatchObject({ ok: true, segment: { flags: ['PSH', 'ACK'], length: 5, destination: B } })
  })

  it.each([
    ['nonsense', 'a segment reads'],
    ['client > SYM seq=1 win=1', 'no flag'],
    ['client > SYN win=1', 'seq is missing'],
    ['client > SYN seq=1', 'win is missing'],
    ['client > SYN seq=4294967296 win=1', 'seq must be a whole number'],
    ['client > SYN seq=-1 win=1', 'seq must be a whole number'],
    ['client > SYN seq=1 win=1 size=3', 'there is no field "size"'],
    ['client > SYN seq=1 win=1 what', 'name=value'],
    ['client > SYN seq=1 win=1 opt=3', 'opt=kind:hex'],
    ['client > SYN seq=1 win=1 data=abc', 'quoted string'],
    ['client > SYN seq=1 win=1 data="€"', 'quoted string'],
    ['client > SYN seq=1 win=1 len=4 data="abc"', 'the data has 3 bytes'],
    ['nobody > SYN seq=1 win=1', 'neither a known socket'],
    ['10.0.0.1:99999 > client: SYN seq=1 win=1', 'the port must be'],
  ])('says what is wrong with %j', (text, words) => {
    expect(parseSegment(text, NAMES)).toMatchObject({ ok: false, error: expect.stringContaining(words) })
  })

  it('asks for the destination when it is not obvious', () => {
    expect(parseSegment('10.0.0.1:1 > SYN seq=1 win=1')).toMatchObject({ ok: false })
    expect(parseSegment('constructor > SYN seq=1 win=1', NAMES)).toMatchObject({ ok: false })
  })
})

describe('views', () => {
  const fromServer = { seq: seq(300), ack: seq(100) }

  it('prints as tcpdump does', () => {
    expect(printTcpdump(SYNACK, fromServer)).toBe('Flags [S.], seq 0, ack 1, win 4096, options [mss 1024], length 0')
    expect(printTcpdump({ ...DATA, mss: 1 }, fromServer)).toContain('Flags [P.], seq 1:6, ack 1')
    const { mss: _mss, ...bare } = { ...SYNACK, flags: ['ACK'] as const, seq: seq(301) }
    expect(printTcpdump(bare, fromServer)).toBe('Flags [.], ack 1, win 4096, length 0')
    expect(printTcpdump({ ...bare, flags: [] })).toBe('Flags [none], win 4096, length 0')
    expect(printTcpdump({ ...bare, flags: ['RST'], seq: seq(91) })).toBe('Flags [R], seq 91, win 4096, length 0')
    expect(printTcpdump({ ...bare, flags: ['ACK', 'URG'], urgent: 4 }, fromServer)).toContain('urg 4')
  })

  it('prints as Wireshark does', () => {
    expect(printWireshark(SYNACK, fromServer)).toBe('[SYN, ACK] Seq=0 Ack=1 Win=4096 Len=0 MSS=1024')
    expect(printWireshark(SYN)).toBe('[SYN] Seq=100 Win=4096 Len=0 MSS=1024')
    expect(printWireshark({ ...SYN, flags: [] })).toContain('[<None>]')
    expect(printWireshark({ ...DATA, flags: ['ACK', 'URG'], urgent: 4 }, fromServer)).toContain('Urg=4 Len=5')
  })

  it('counts relative numbers modulo 2^32', () => {
    const wrapped = { ...SYN, seq: seq(4) }
    expect(printWireshark(wrapped, { seq: seq(2 ** 32 - 1), ack: seq(0) })).toContain('Seq=5')
  })
})
