import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  decodeIpv4,
  decodeTcp,
  encodeIpv4,
  encodeSegment,
  FLAGS,
  type RawOption,
  type Segment,
  seq,
} from '../../src/index.ts'

const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** Packets that a Linux kernel sent, as captured, from the IP header on. */
const CAPTURED = {
  syn: '4500002c9c0140004006882e0a4d01010a4d0102d47822b8c6399b320000000060028000aaa0000002040400',
  synack: '4500002c00004000400624300a4d01020a4d010122b8d478f0eee5d7c6399b3360128000d3c8000002040400',
  ack: '450000289c024000400688310a4d01010a4d0102d47822b8c6399b33f0eee5d850108000e9d10000',
}

/** Worked out by another implementation of RFC 8200 §8.1. */
const IPV6 = {
  source: '2001:db8::1',
  destination: '2001:db8::2:c0a8:1',
  hex: '9c400050fffffffe000000016012ffff1b160000020405a0616263',
}

const decoded = (hex: string): Segment => {
  const result = decodeIpv4(bytesOf(hex))
  if (!result.ok) throw new Error(result.error)
  expect(result.checksums).toEqual({ ip: true, tcp: true })
  return result.segment
}

describe('packets of a real kernel', () => {
  it('SYN', () => {
    expect(decoded(CAPTURED.syn)).toEqual({
      source: { ip: '10.77.1.1', port: 54_392 },
      destination: { ip: '10.77.1.2', port: 8888 },
      flags: ['SYN'],
      seq: 0xc6399b32,
      ack: 0,
      window: 32_768,
      length: 0,
      mss: 1024,
    })
  })

  it.each([
    ['syn', 0x9c01],
    ['synack', 0],
    ['ack', 0x9c02],
  ] as const)('%s comes out byte for byte', (name, id) => {
    expect(hexOf(encodeIpv4(decoded(CAPTURED[name]), id))).toBe(CAPTURED[name])
  })

  it('Ethernet padding behind the packet is ignored', () => {
    expect(decoded(`${CAPTURED.ack}000000000000`)).toEqual(decoded(CAPTURED.ack))
  })
})

describe('IPv6', () => {
  it('the pseudo-header of RFC 8200, there and back', () => {
    const result = decodeTcp(bytesOf(IPV6.hex), IPV6.source, IPV6.destination)
    if (!result.ok) throw new Error(result.error)
    expect(result).toMatchObject({
      checksums: { tcp: true },
      segment: { mss: 1440, data: 'abc', flags: ['SYN', 'ACK'] },
    })
    expect(hexOf(encodeSegment(result.segment))).toBe(IPV6.hex)
  })

  it.each(['2001:DB8:0:0:0:2:C0A8:1', '2001:db8::2:192.168.0.1'])('%s is the same address', (destination) => {
    expect(decodeTcp(bytesOf(IPV6.hex), IPV6.source, destination)).toMatchObject({ checksums: { tcp: true } })
  })

  it.each(['2001:db8::1::', '1:2:3', '1:2:3:4:5:6:7:8:9', '::12345', '1.2.3', '1.2.3.256', '01.2.3.4', 'host', ''])(
    '%s is no address',
    (source) => {
      expect(decodeTcp(bytesOf(IPV6.hex), source, IPV6.destination)).toEqual({
        ok: false,
        error: `not an IP address: ${source}`,
      })
    },
  )

  it('does not mix with IPv4', () => {
    expect(decodeTcp(bytesOf(IPV6.hex), '10.0.0.1', '::1')).toMatchObject({
      ok: false,
      error: expect.stringContaining('do not mix'),
    })
    expect(() =>
      encodeIpv4({ ...decoded(CAPTURED.ack), source: { ip: '::1', port: 1 }, destination: { ip: '::2', port: 1 } }),
    ).toThrow(RangeError)
  })
})

const word = fc.integer({ min: 0, max: 0xffff })
const number32 = fc.integer({ min: 0, max: 0xffffffff }).map(seq)
const ipv4 = fc.ipV4()
const option: fc.Arbitrary<RawOption> = fc
  .tuple(fc.integer({ min: 3, max: 255 }), fc.uint8Array({ maxLength: 4 }))
  .map(([kind, value]) => ({ kind, hex: hexOf(value) }))
const nop: fc.Arbitrary<RawOption> = fc.constant({ kind: 1, hex: '' })

const anySegment: fc.Arbitrary<Segment> = fc
  .record({
    ips: fc.oneof(fc.tuple(ipv4, ipv4), fc.tuple(fc.ipV6(), fc.ipV6())),
    ports: fc.tuple(word, word),
    flags: fc.subarray([...FLAGS]),
    seq: number32,
    ack: number32,
    window: word,
    data: fc.uint8Array({ maxLength: 40 }),
    mss: fc.option(word, { nil: undefined }),
    urgent: word,
    options: fc.array(fc.oneof(option, nop), { maxLength: 6 }),
  })
  .map(({ ips, ports, data, mss, urgent, options, ...rest }) => ({
    ...rest,
    source: { ip: ips[0], port: ports[0] },
    destination: { ip: ips[1], port: ports[1] },
    length: data.length,
    ...(data.length > 0 ? { data: String.fromCharCode(...data) } : {}),
    ...(mss === undefined ? {} : { mss }),
    ...(rest.flags.includes('URG') ? { urgent } : {}),
    ...(options.length > 0 ? { options } : {}),
  }))

describe('round trip', () => {
  it('every segment comes back as it was, with a right checksum', () => {
    fc.assert(
      fc.property(anySegment, (segment) => {
        const { source, destination } = segment
        expect(decodeTcp(encodeSegment(segment), source.ip, destination.ip)).toEqual({
          ok: true,
          segment,
          checksums: { tcp: true },
        })
      }),
    )
  })

  it('one flipped bit is noticed by the checksum, or makes the header unreadable', () => {
    fc.assert(
      fc.property(anySegment, fc.nat(), (segment, at) => {
        const bytes = encodeSegment(segment)
        const bit = at % (bytes.length * 8)
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        const result = decodeTcp(bytes, segment.source.ip, segment.destination.ip)
        if (result.ok) expect(result.checksums.tcp).toBe(false)
      }),
    )
  })

  it('any bytes are read or refused with a reason, never thrown at', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        for (const result of [decodeTcp(bytes, '10.0.0.1', '10.0.0.2'), decodeIpv4(bytes)]) {
          if (!result.ok) expect(result.error.length).toBeGreaterThan(10)
        }
      }),
    )
  })

  it('data that is not known travels as zeros', () => {
    const blank: Segment = { ...decoded(CAPTURED.ack), length: 3 }
    expect(decoded(hexOf(encodeIpv4(blank)))).toMatchObject({ length: 3, data: '\0\0\0' })
  })
})

/** The ACK packet with some bytes of its TCP header replaced. */
const tampered = (at: number, ...bytes: readonly number[]): Uint8Array => {
  const tcp = bytesOf(CAPTURED.ack).slice(20)
  tcp.set(bytes, at)
  return tcp
}
const withOptions = (...options: readonly number[]): Uint8Array =>
  Uint8Array.from([...tampered(12, (5 + options.length / 4) << 4), ...options])

describe('broken bytes', () => {
  it.each([
    ['too short', new Uint8Array(19), 'a TCP header has at least 20 bytes, here are 19'],
    ['data offset too small', tampered(12, 0x40), 'data offset 4 is less than 5 words'],
    ['data offset too large', tampered(12, 0x60), 'the header claims 24 bytes, here are 20'],
    ['option length 1', withOptions(5, 1, 0, 0), 'option 5 has length 1; 2 is the least'],
    ['option past the header', withOptions(5, 9, 0, 0), 'option 5 of 9 bytes runs past the header'],
    ['option without length', withOptions(1, 1, 1, 8), 'option 8 has no length byte'],
  ])('%s', (_, bytes, error) => {
    expect(decodeTcp(bytes, '10.0.0.1', '10.0.0.2')).toEqual({ ok: false, error })
  })

  const ip = (at: number, ...bytes: readonly number[]): Uint8Array => {
    const packet = bytesOf(CAPTURED.ack)
    packet.set(bytes, at)
    return packet
  }
  it.each([
    ['too short', new Uint8Array(5), 'an IPv4 header has at least 20 bytes, here are 5'],
    ['IPv6', ip(0, 0x60), 'IP version 6, not 4'],
    ['header length', ip(0, 0x44), 'IPv4 header length 16 is less than 20 bytes'],
    ['cut off', bytesOf(CAPTURED.ack).slice(0, 30), 'the packet claims 40 bytes, here are 30'],
    ['total below header', ip(2, 0, 10), 'the packet claims 10 bytes, its header 20'],
    ['fragment', ip(6, 0x20, 0), 'a fragment: the segment is not complete'],
    ['later fragment', ip(6, 0, 1), 'a fragment: the segment is not complete'],
    ['UDP', ip(9, 17), 'IP protocol 17, not TCP'],
  ])('IPv4: %s', (_, bytes, error) => {
    expect(decodeIpv4(bytes)).toEqual({ ok: false, error })
  })

  it('wrong checksums are reported, not refused', () => {
    expect(decodeIpv4(ip(10, 0, 0))).toMatchObject({ ok: true, checksums: { ip: false, tcp: true } })
    expect(decodeIpv4(ip(36, 0, 0))).toMatchObject({ ok: true, checksums: { ip: true, tcp: false } })
  })

  it('ECN and reserved bits are ignored; an MSS option of a wrong length is kept as it is', () => {
    expect(decodeTcp(tampered(12, 0x5f, 0xd0), '10.0.0.1', '10.0.0.2')).toMatchObject({
      ok: true,
      segment: { flags: ['ACK'] },
    })
    const odd = decodeTcp(withOptions(2, 3, 7, 0), '10.0.0.1', '10.0.0.2')
    expect(odd).toMatchObject({ ok: true, segment: { options: [{ kind: 2, hex: '07' }] } })
  })
})

describe('segments that cannot travel', () => {
  const ack = decoded(CAPTURED.ack)
  it.each<[string, Partial<Segment>]>([
    ['window', { window: 65_536 }],
    ['port', { source: { ip: '10.0.0.1', port: 70_000 } }],
    ['urgent pointer', { urgent: -1 }],
    ['MSS', { mss: 65_536 }],
    ['41 bytes of options', { options: [{ kind: 9, hex: '00'.repeat(39) }] }],
    ['odd hex', { options: [{ kind: 9, hex: 'abc' }] }],
    ['no-operation with a value', { options: [{ kind: 1, hex: '00' }] }],
    ['end of list as an option', { options: [{ kind: 0, hex: '' }] }],
    ['data of another length', { length: 2, data: 'abc' }],
    ['data beyond bytes', { length: 1, data: '语' }],
    ['no address', { source: { ip: 'here', port: 1 } }],
  ])('%s', (_, change) => {
    expect(() => encodeSegment({ ...ack, ...change })).toThrow(RangeError)
  })
})
