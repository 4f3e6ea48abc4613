import { describe, expect, it } from 'vitest'
import {
  type Called,
  type Context,
  call,
  expire,
  receive,
  type Segment,
  type State,
  type Tcb,
} from '../../src/index.ts'
import { transmit } from '../../src/transmit.ts'
import { at, type BuilderOptions, fromPeer, tcbIn, toPeer } from '../tcb-builder.ts'

type Move = (tcb: Tcb, context: Context) => Tcb
const hear =
  (segment: Segment): Move =>
  (tcb, context) =>
    receive(tcb, segment, context).tcb
const say =
  (segment: Segment): Move =>
  (tcb, context) =>
    transmit(tcb, segment, context).tcb
const ask =
  (...asked: Parameters<typeof call>[1][]): Move =>
  (tcb, context) =>
    asked.reduce<Tcb>((was, one): Tcb => (call(was, one, context) satisfies Called).tcb, tcb)

describe.each([
  { iss: 0, irs: 0 },
  { iss: 4_294_967_295, irs: 4_294_967_294 },
])('a TCB built by hand equals the one that was played, ISS $iss and IRS $irs', (numbers: BuilderOptions) => {
  const iss = numbers.iss ?? 0
  const context: Context = { ...at(), iss: tcbIn('CLOSED', { iss }).iss }
  const them = (letters: string, f: Parameters<typeof fromPeer>[1]): Move => hear(fromPeer(letters, f, numbers))
  const us = (letters: string, f: Parameters<typeof fromPeer>[1]): Move => say(toPeer(letters, f, numbers))
  const play = (moves: readonly Move[]): Tcb =>
    moves.reduce((tcb, move) => move(tcb, context), tcbIn('CLOSED', { iss }))

  const passiveOpen = [
    ask({ name: 'listen', backlog: 1 }),
    them('S', { seq: 0, mss: 1024 }),
    us('SA', { seq: 0, ack: 1, mss: 1024 }),
  ]
  const passive = [...passiveOpen, them('A', { seq: 1, ack: 1 })]
  const active = [
    ask({ name: 'connect', to: { ip: '10.0.0.2', port: 40_000 } }),
    us('S', { seq: 0, mss: 1024 }),
    them('SA', { seq: 0, ack: 1, mss: 1024 }),
    us('A', { seq: 1, ack: 1 }),
  ]
  const ourFin = us('FA', { seq: 1, ack: 1 })
  const table: [State, string, Move[], BuilderOptions][] = [
    ['LISTEN', 'listen', passiveOpen.slice(0, 1), {}],
    ['SYN_SENT', 'connect', active.slice(0, 2), {}],
    ['SYN_RCVD', 'passive', passiveOpen, {}],
    ['ESTABLISHED', 'passive', passive, {}],
    ['ESTABLISHED', 'active', active, { passive: false }],
    ['FIN_WAIT_1', 'passive', [...passive, ourFin], {}],
    ['FIN_WAIT_1', 'active', [...active, ourFin], { passive: false }],
    ['FIN_WAIT_2', 'active', [...active, ourFin, them('A', { seq: 1, ack: 2 })], { passive: false }],
    ['CLOSE_WAIT', 'passive', [...passive, them('FA', { seq: 1, ack: 1 }), us('A', { seq: 1, ack: 2 })], {}],
    [
      'CLOSING',
      'active',
      [...active, ourFin, them('FA', { seq: 1, ack: 1 }), us('A', { seq: 2, ack: 2 })],
      { passive: false },
    ],
    ['LAST_ACK', 'passive', [...passive, them('FA', { seq: 1, ack: 1 }), us('FA', { seq: 1, ack: 2 })], {}],
    [
      'TIME_WAIT',
      'active',
      [...active, ourFin, them('FA', { seq: 1, ack: 2 }), us('A', { seq: 2, ack: 2 })],
      { passive: false },
    ],
  ]

  it.each(table)('%s, %s', (state, _how, moves, options) => {
    expect(play(moves)).toEqual(tcbIn(state, { ...numbers, ...options }))
  })

  it('ESTABLISHED with ten bytes each way', () => {
    const moves = [
      ...passive,
      us('PA', { seq: 1, ack: 1, len: 10 }),
      them('PA', { seq: 1, ack: 1, len: 10 }),
      us('A', { seq: 11, ack: 11, win: 4086 }),
      ask({ name: 'read', length: 10 }),
      us('A', { seq: 11, ack: 11 }),
      them('A', { seq: 11, ack: 11 }),
    ]
    expect(play(moves)).toEqual(tcbIn('ESTABLISHED', { ...numbers, sent: 10, acked: 10, received: 10 }))
  })

  it('CLOSED after TIME_WAIT forgets everything but the socket', () => {
    const timeWait = tcbIn('TIME_WAIT', { ...numbers })
    const later = { ...context, now: 30_000 }
    const closed = tcbIn('CLOSED', { iss })
    expect(expire(timeWait, later).tcb).toEqual({ ...closed, app: { ...closed.app, over: 'ended' } })
  })
})
