import { describe, expect, it } from 'vitest'
import { receive } from '../../src/index.ts'
import { at, fromPeer, tcbIn } from '../tcb-builder.ts'
import { rows, summary } from './arrivals.ts'

const passive = tcbIn('SYN_RCVD')
const active = tcbIn('SYN_RCVD', { passive: false })

describe('SYN_RCVD from LISTEN', () => {
  rows(
    ['[ack.handshake] ACK of our SYN', passive, fromPeer('A', { seq: 1, ack: 1 }), 'ESTABLISHED; tells connected'],
    [
      '[ack.handshake] anywhere in the window',
      passive,
      fromPeer('A', { seq: 9, ack: 1 }),
      'ESTABLISHED; tells connected',
    ],
    [
      '[ack.handshake] with data',
      passive,
      fromPeer('PA', { seq: 1, ack: 1, len: 10 }),
      'ESTABLISHED; ack(data by 20000); delivers 10; tells connected',
    ],
    [
      '[open.ack-with-fin] with FIN',
      passive,
      fromPeer('FA', { seq: 1, ack: 1 }),
      'CLOSE_WAIT; ack(fin); tells connected',
    ],
    ['[ack.handshake-bad] too high', passive, fromPeer('A', { seq: 1, ack: 2 }), 'SYN_RCVD; rst seq=2; dropped'],
    ['[ack.handshake-bad] too low', passive, fromPeer('A', { seq: 1, ack: 0 }), 'SYN_RCVD; rst seq=0; dropped'],
    ['[ack.flag-clear] data without ACK', passive, fromPeer('P', { seq: 1, len: 10 }), 'SYN_RCVD; dropped'],
    [
      '[seq.unacceptable] outside the window',
      passive,
      fromPeer('A', { seq: 100_000, ack: 1 }),
      'SYN_RCVD; ack(challenge); dropped',
    ],
    ['[seq.old] below the window', passive, fromPeer('A', { seq: 0, ack: 1 }), 'SYN_RCVD; ack(challenge); dropped'],
    ['[rst.to-passive] exact RST: back to LISTEN, nobody is told', passive, fromPeer('R', { seq: 1 }), 'LISTEN'],
    ['[rst.in-window] inexact RST', passive, fromPeer('R', { seq: 2 }), 'SYN_RCVD; ack(challenge); dropped'],
    ['[rst.outside] RST below', passive, fromPeer('R', { seq: 0 }), 'SYN_RCVD; dropped'],
    ['[syn-received.duplicate-syn] the same SYN', passive, fromPeer('S', { seq: 0 }), 'SYN_RCVD; synack; dropped'],
    [
      '[syn-received.duplicate-syn] the same SYN with text that reaches the window',
      passive,
      fromPeer('S', { seq: 0, len: 10 }),
      'SYN_RCVD; synack; dropped',
    ],
    ['[syn.to-passive] another SYN in the window', passive, fromPeer('S', { seq: 5 }), 'LISTEN; rst,ack ack=6'],
    [
      '[seq.unacceptable] another SYN below it',
      passive,
      fromPeer('S', { seq: -5 }),
      'SYN_RCVD; ack(challenge); dropped',
    ],
    [
      '[text.after-close] data for an application that has closed already',
      { ...passive, app: { ...passive.app, closeRequested: true, fullyClosed: true } },
      fromPeer('PA', { seq: 1, ack: 1, len: 3 }),
      'CLOSED; rst seq=1; tells connected',
    ],
  )

  it('[ack.handshake] takes window, WL1 and WL2 and stops the timer', () => {
    const { tcb } = receive(passive, fromPeer('A', { seq: 1, ack: 1, win: 777 }), at())
    expect(tcb).toMatchObject({ sndUna: 1, sndWnd: 777, sndWl1: 1, sndWl2: 1 })
    expect(tcb.timers.retransmit).toBeNull()
  })

  it('[ack.handshake] an ACK before our SYN,ACK was sent acknowledges nothing', () => {
    const early = receive(tcbIn('LISTEN'), fromPeer('S', { seq: 0 }), at()).tcb
    expect(summary(receive(early, fromPeer('A', { seq: 1, ack: 1 }), at()))).toBe('SYN_RCVD; rst seq=1; dropped')
  })

  it('[rst.to-passive] forgets the request and listens with a fresh ISS', () => {
    const { tcb } = receive(passive, fromPeer('R', { seq: 1 }), at())
    expect(tcb).toEqual({ ...tcbIn('LISTEN'), lastWasRst: true })
  })

  it('[ack.handshake] voids a SYN,ACK that was to be repeated', () => {
    const repeated = receive(passive, fromPeer('S', { seq: 0 }), at()).tcb
    expect(receive(repeated, fromPeer('A', { seq: 1, ack: 1 }), at()).tcb.owed).toEqual([])
  })
})

describe('SYN_RCVD from SYN_SENT (simultaneous open)', () => {
  rows(
    [
      '[open.crossing-synack] completes the handshake',
      active,
      fromPeer('SA', { seq: 0, ack: 1 }),
      'ESTABLISHED; tells connected',
    ],
    ['[ack.handshake] a plain ACK does too', active, fromPeer('A', { seq: 1, ack: 1 }), 'ESTABLISHED; tells connected'],
    [
      '[ack.handshake-bad] RST, and it stays',
      active,
      fromPeer('A', { seq: 1, ack: 9 }),
      'SYN_RCVD; rst seq=9; dropped',
    ],
    [
      '[seq.unacceptable] a crossing SYN,ACK with another ACK',
      active,
      fromPeer('SA', { seq: 0, ack: 9 }),
      'SYN_RCVD; ack(challenge); dropped',
    ],
    ['[seq.unacceptable] the same SYN again', active, fromPeer('S', { seq: 0 }), 'SYN_RCVD; ack(challenge); dropped'],
    [
      '[syn.challenge] another SYN in the window',
      active,
      fromPeer('S', { seq: 5 }),
      'SYN_RCVD; ack(challenge); dropped',
    ],
    ['[rst.while-opening] refused', active, fromPeer('R', { seq: 1 }), 'CLOSED; tells refused'],
    ['[rst.in-window] challenge', active, fromPeer('R', { seq: 5 }), 'SYN_RCVD; ack(challenge); dropped'],
    [
      '[open.ack-with-fin] ACK,FIN',
      active,
      fromPeer('FA', { seq: 1, ack: 1 }),
      'CLOSE_WAIT; ack(fin); tells connected',
    ],
  )

  it('[open.crossing-synack] before our own SYN,ACK left: a plain ACK is owed instead', () => {
    const crossing = receive(tcbIn('SYN_SENT'), fromPeer('S', { seq: 0 }), at()).tcb
    const arrival = receive(crossing, fromPeer('SA', { seq: 0, ack: 1 }), at())
    expect(summary(arrival)).toBe('ESTABLISHED; ack(syn); tells connected')
    expect(arrival.tcb.owed.map((debt) => debt.kind)).toEqual(['ack'])
  })
})
