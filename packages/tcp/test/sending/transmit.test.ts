import { describe, expect, it } from 'vitest'
import { type Obligation, seq, type Tcb, transmit } from '../../src/index.ts'
import { at, PEER } from '../tcb-builder.ts'
import { app, endpoint, IMPLIED, ours, SPACES } from './pairs/pair.ts'

const snd = (n: number) => seq(SPACES.iss + n)
const rcv = (n: number) => seq(SPACES.irs + n)
const ack = (reason: 'syn' | 'data' | 'dup' | 'fin' | 'challenge'): Obligation => ({
  kind: 'ack',
  reason,
  since: 0,
  due: null,
  rule: 'text.in-order',
})
const RETRANSMIT: Obligation = { kind: 'retransmit', since: 0, rule: 'timer.retransmission' }

const send = (tcb: Tcb, ...args: Parameters<typeof ours>) => transmit(tcb, ours(...args), IMPLIED)

describe('the state follows the segment', () => {
  it('SYN: SYN_SENT, numbered from the ISS that was sent', () => {
    const { tcb, transitions } = send({ ...endpoint('CLOSED'), remote: PEER }, 'S', { seq: 7, mss: 700 })
    expect(tcb).toMatchObject({
      state: 'SYN_SENT',
      iss: snd(7),
      sndUna: snd(7),
      sndNxt: snd(8),
      remote: PEER,
      ownMss: 700,
    })
    expect(tcb.app.connect).toBe(true)
    expect(tcb.timers.retransmit).toBe(30_000)
    expect(transitions).toEqual([{ from: 'CLOSED', to: 'SYN_SENT', rule: 'open.active' }])
  })

  it('SYN,ACK: stays in SYN_RCVD and pays the debt', () => {
    const child = endpoint(
      'SYN_RCVD',
      {},
      {
        sndNxt: snd(0),
        owed: [{ kind: 'synack', since: 0, rule: 'listen.syn' }],
        lastAckSent: null,
        advertised: false,
        rcvAdv: rcv(1),
      },
    )
    const { tcb, transitions, paid } = send(child, 'SA', { seq: 3, ack: 1, win: 2000, mss: 1024 })
    expect(tcb).toMatchObject({ state: 'SYN_RCVD', iss: snd(3), sndNxt: snd(4), sndWl2: snd(3), owed: [] })
    expect(tcb).toMatchObject({ lastAckSent: rcv(1), rcvAdv: rcv(2001), advertised: true })
    expect(transitions).toEqual([])
    expect(paid).toHaveLength(1)
  })

  it.each([
    ['ESTABLISHED', 'FIN_WAIT_1', 1],
    ['CLOSE_WAIT', 'LAST_ACK', 2],
    ['SYN_RCVD', 'FIN_WAIT_1', 1],
  ] as const)('FIN in %s: %s', (from, to, peer) => {
    const { tcb, transitions } = send(endpoint(from), 'FA', { seq: 1, ack: peer })
    expect(tcb).toMatchObject({ state: to, finSeq: snd(1), sndNxt: snd(2) })
    expect(tcb.app.closeRequested).toBe(true)
    expect(transitions).toMatchObject([{ from, to }])
  })

  it('FIN again: nothing moves', () => {
    const before = endpoint('FIN_WAIT_1', {}, { owed: [RETRANSMIT] })
    const { tcb, transitions } = send(before, 'FA', { seq: 1, ack: 1 })
    expect(tcb).toMatchObject({ state: 'FIN_WAIT_1', finSeq: snd(1), sndNxt: snd(2), owed: [] })
    expect(transitions).toEqual([])
  })

  it('abort: the connection is forgotten', () => {
    const { tcb, transitions } = send(endpoint('ESTABLISHED', { sent: 5 }), 'RA', { seq: 6, ack: 1 })
    expect(tcb).toMatchObject({ state: 'CLOSED', remote: null, sent: [], owed: [] })
    expect(transitions).toEqual([{ from: 'ESTABLISHED', to: 'CLOSED', rule: 'abort.asked' }])
  })

  it('a reset that answers a stray segment pays one debt and leaves the connection alone', () => {
    const debt = { kind: 'rst', form: 1, seq: seq(9), ack: seq(0), to: PEER, since: 0, rule: 'closed.ack' } as const
    const synSent = endpoint('SYN_SENT', {}, { owed: [debt, { ...debt, seq: seq(10) }] })
    const { tcb, paid } = transmit(synSent, { ...ours('R'), seq: seq(9) }, IMPLIED)
    expect(paid).toEqual([debt])
    expect(tcb).toMatchObject({ state: 'SYN_SENT', owed: [{ seq: 10 }] })
  })
})

describe('numbers and bytes', () => {
  it('binds new bytes, takes them from what was written and starts the timer', () => {
    const before = app(endpoint('ESTABLISHED'), { unsent: 8 })
    const { tcb } = transmit(before, { ...ours('PA', { seq: 1, ack: 1, len: 5 }), data: 'hello' }, at(100))
    expect(tcb).toMatchObject({ sndNxt: snd(6), sent: [{ seq: snd(1), length: 5, data: 'hello' }] })
    expect(tcb.app.unsent).toBe(3)
    expect(tcb.timers.retransmit).toBe(30_100)
  })

  it('binds only the new part of a repacketised retransmission', () => {
    const before = endpoint('ESTABLISHED', { sent: 5 })
    const { tcb } = transmit(before, { ...ours('PA', { seq: 1, ack: 1, len: 8 }), data: 'hello123' }, IMPLIED)
    expect(tcb.sent).toEqual([
      { seq: snd(1), length: 5 },
      { seq: snd(6), length: 3, data: '123' },
    ])
    expect(tcb.sndNxt).toBe(snd(9))
  })

  it('a retransmission pays the debt, moves nothing and waits twice as long', () => {
    const asked = endpoint(
      'ESTABLISHED',
      { sent: 5 },
      {
        owed: [RETRANSMIT],
        timers: { retransmit: 1, retries: 1, persist: null, timeWait: null, user: null },
      },
    )
    const { tcb, paid } = transmit(asked, ours('PA', { seq: 1, ack: 1, len: 5 }), at(50))
    expect(paid).toEqual([RETRANSMIT])
    expect(tcb).toMatchObject({ sndNxt: snd(6), timers: { retransmit: 60_050, retries: 1 } })
  })

  it('an empty probe binds nothing and pays', () => {
    const probe: Obligation = { kind: 'probe', since: 0, rule: 'timer.persist' }
    const before = app(endpoint('ESTABLISHED', { window: 0 }, { owed: [probe] }), { unsent: 5 })
    const { tcb, paid } = send(before, 'A', { seq: 0, ack: 1 })
    expect(paid).toEqual([probe])
    expect(tcb).toMatchObject({ sndNxt: snd(1), owed: [] })
    expect(tcb.timers.persist).not.toBeNull()
  })

  it('urgent data moves SND.UP', () => {
    const { tcb } = send(endpoint('ESTABLISHED'), 'UPA', { seq: 1, ack: 1, len: 5, urgent: 4 })
    expect(tcb.sndUp).toBe(snd(5))
  })
})

describe('debts', () => {
  it.each([
    ['syn', 'PA', 5, true],
    ['data', 'FA', 0, true],
    ['fin', 'A', 0, true],
    ['dup', 'A', 0, true],
    ['dup', 'PA', 5, false],
    ['challenge', 'A', 0, true],
    ['challenge', 'PA', 5, false],
  ] as const)('ACK(%s) by %s with %i bytes: %s', (reason, letters, len, pays) => {
    const { paid, tcb } = send(endpoint('ESTABLISHED', {}, { owed: [ack(reason)] }), letters, { seq: 1, ack: 1, len })
    expect(paid).toHaveLength(pays ? 1 : 0)
    expect(tcb.owed).toHaveLength(pays ? 0 : 1)
  })

  it('a stale acknowledgment pays nothing and the highest one is remembered', () => {
    const before = endpoint('ESTABLISHED', { received: 10 }, { owed: [ack('data')], lastAckSent: rcv(1) })
    const stale = send(before, 'A', { seq: 1, ack: 5, win: 4000 })
    expect(stale.paid).toEqual([])
    expect(stale.tcb).toMatchObject({ lastAckSent: rcv(5), rcvAdv: before.rcvAdv })
  })
})
