import { describe, expect, it } from 'vitest'
import { autopilot, judge, moves, type Obligation, printTcpdump, STATES, seq, type Tcb } from '../../src/index.ts'
import { at, PEER } from '../tcb-builder.ts'
import { app, EXPLICIT, endpoint, IMPLIED, SPACES } from './pairs/pair.ts'

const BASES = { seq: seq(SPACES.iss), ack: seq(SPACES.irs) }
const listed = (tcb: Tcb, context = EXPLICIT): string[] =>
  moves(tcb, context).map(({ segment, required }) => {
    const { mss: _mss, ...bare } = segment
    return `${printTcpdump(bare, BASES).replace(/Flags \[(.*?)\]|, win \d+|, length \d+/g, '$1')}${required ? ' !' : ''}`
  })

const ack = (reason: 'syn' | 'data' | 'dup' | 'fin' | 'challenge', due: number | null = null): Obligation => ({
  kind: 'ack',
  reason,
  since: 0,
  due,
  rule: 'text.in-order',
})
const RETRANSMIT: Obligation = { kind: 'retransmit', since: 0, rule: 'timer.retransmission' }
const PROBE: Obligation = { kind: 'probe', since: 0, rule: 'timer.persist' }
const established = endpoint('ESTABLISHED')
const rcv = (n: number) => seq(SPACES.irs + n)

describe('moves', () => {
  it.each([
    [
      'a closed socket that shall connect',
      app({ ...endpoint('CLOSED'), remote: PEER }, { connect: true }),
      ['S, seq 0 !'],
    ],
    ['a closed socket', { ...endpoint('CLOSED'), remote: PEER }, []],
    ['a SYN that came', endpoint('SYN_RCVD', {}, { sndNxt: seq(SPACES.iss) }), ['S., seq 0, ack 1 !']],
    ['the handshake ACK', endpoint('ESTABLISHED', {}, { owed: [ack('syn')] }), ['., ack 1 !']],
    ['written bytes', app(established, { unsent: 5 }), ['P., seq 1:6, ack 1 !']],
    ['more than an MSS', app(established, { unsent: 2000 }), ['., seq 1:1025, ack 1 !']],
    ['more than the window', app({ ...established, sndWnd: 300 }, { unsent: 2000 }), ['., seq 1:301, ack 1 !']],
    ['Nagle', app(endpoint('ESTABLISHED', { sent: 5 }), { unsent: 5 }), []],
    ['close', app(established, { closeRequested: true }), ['F., seq 1, ack 1 !']],
    [
      'close after the last bytes',
      app(established, { unsent: 5, closeRequested: true }),
      ['P., seq 1:6, ack 1 !', 'FP., seq 1:6, ack 1 !'],
    ],
    ['a FIN that waits for the window', app({ ...established, sndWnd: 0 }, { closeRequested: true }), []],
    [
      'a probe',
      app({ ...established, sndWnd: 0, owed: [PROBE] }, { unsent: 9 }),
      ['., ack 1 !', '., seq 1:2, ack 1 !'],
    ],
    ['a lost segment', endpoint('ESTABLISHED', { sent: 2000 }, { owed: [RETRANSMIT] }), ['., seq 1:1025, ack 1 !']],
    ['a lost FIN', endpoint('LAST_ACK', {}, { owed: [RETRANSMIT] }), ['F., seq 1, ack 2 !']],
    ['a lost SYN', endpoint('SYN_SENT', {}, { owed: [RETRANSMIT] }), ['S, seq 0 !']],
    ['a read', { ...established, rcvAdv: rcv(1) }, ['., ack 1']],
    ['an abort', app(established, { abortRequested: true }), ['R, seq 1 !', 'R., seq 1, ack 1 !']],
    ['nothing to do', established, []],
  ] as const)('%s', (_title, tcb, expected) => expect(listed(tcb)).toEqual(expected))

  it('offers what a segment may imply, and marks none of it as required', () => {
    expect(listed(established, IMPLIED)).toEqual([
      'P., seq 1:1025, ack 1',
      'F., seq 1, ack 1',
      'R, seq 1',
      'R., seq 1, ack 1',
    ])
  })

  it.each(STATES.flatMap((state) => [[state, IMPLIED] as const, [state, EXPLICIT] as const]))(
    'are all right in %s',
    (state, context) => {
      const tcb = endpoint(state)
      for (const move of moves(tcb, context))
        expect(judge(tcb, move.segment, context)).toMatchObject({ level: 'right', act: move.act })
    },
  )

  it('repeat the bytes that were sent', () => {
    const tcb = endpoint(
      'ESTABLISHED',
      { sent: 5 },
      {
        owed: [RETRANSMIT],
        sndUna: seq(SPACES.iss + 3),
        sent: [{ seq: seq(SPACES.iss + 1), length: 5, data: 'hello' }],
      },
    )
    expect(moves(tcb, EXPLICIT)[0]?.segment).toMatchObject({ seq: SPACES.iss + 3, length: 3, data: 'llo' })
  })

  it('never announce more than was promised step by step', () => {
    const tcb = app({ ...established, rcvAdv: rcv(4000), owed: [ack('data')] }, { unread: 90 })
    expect(moves(tcb, EXPLICIT)[0]?.segment.window).toBe(3999)
  })
})

describe('the autopilot', () => {
  const pilot = (tcb: Tcb, now = 0, policy: 'linux' | 'rfc9293' = 'linux') => {
    const segment = autopilot(tcb, at(now, { calls: 'explicit', policy }))
    return segment === null ? null : printTcpdump(segment, BASES).replace(/, win.*/, '')
  }

  it('delays the acknowledgment of data until it is due, or sends it with data', () => {
    const came = endpoint('ESTABLISHED', { received: 10 }, { owed: [ack('data', 500)], lastAckSent: rcv(1) })
    expect(pilot(came)).toBeNull()
    expect(pilot(came, 500)).toBe('Flags [.], ack 11')
    expect(pilot(app(came, { unsent: 5 }))).toBe('Flags [P.], seq 1:6, ack 11')
  })

  it('answers what is unacceptable before it does anything else', () => {
    const challenged = app(endpoint('ESTABLISHED', {}, { owed: [ack('challenge')] }), { unsent: 5 })
    expect(pilot(challenged)).toBe('Flags [.], ack 1')
  })

  it('closes in three segments when its application closes at once', () => {
    const asked = app(endpoint('CLOSE_WAIT', {}, { owed: [ack('fin')], lastAckSent: rcv(1) }), { closeRequested: true })
    expect(pilot(asked)).toBe('Flags [F.], seq 1, ack 2')
    expect(pilot(app(asked, { closeRequested: false }))).toBe('Flags [.], ack 2')
  })

  it('aborts and probes as its policy says', () => {
    const aborted = app(established, { abortRequested: true })
    expect([pilot(aborted), pilot(aborted, 0, 'rfc9293')]).toEqual(['Flags [R.], seq 1, ack 1', 'Flags [R], seq 1'])
    const waiting = app({ ...established, sndWnd: 0, owed: [PROBE] }, { unsent: 9 })
    expect([pilot(waiting), pilot(waiting, 0, 'rfc9293')]).toEqual(['Flags [.], ack 1', 'Flags [.], seq 1:2, ack 1'])
  })

  it('[close.fin] waits in SYN_RCVD as Linux does, but for close() in a simultaneous open', () => {
    const shut = { closeRequested: true }
    const closed = { closeRequested: true, fullyClosed: true }
    const passive = endpoint('SYN_RCVD')
    const active = endpoint('SYN_RCVD', { passive: false })
    const FIN = 'Flags [F.], seq 1, ack 1'
    expect([pilot(app(passive, shut)), pilot(app(passive, closed))]).toEqual([null, null])
    expect([pilot(app(active, shut)), pilot(app(active, closed))]).toEqual([null, FIN])
    expect([passive, active].map((tcb) => pilot(app(tcb, shut), 0, 'rfc9293'))).toEqual([FIN, FIN])
    expect(pilot(app(endpoint('ESTABLISHED'), shut))).toBe(FIN)
  })

  it('tells the peer when the window has opened, and does nothing by itself', () => {
    expect(pilot({ ...established, rcvAdv: rcv(1) })).toBe('Flags [.], ack 1')
    expect(autopilot(established, IMPLIED)).toBeNull()
  })
})
