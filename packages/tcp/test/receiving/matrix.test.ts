import { describe, expect, it } from 'vitest'
import { add, receive, type Segment, type Settings, type State, type Tcb } from '../../src/index.ts'
import { at, fromPeer, PEER, tcbIn } from '../tcb-builder.ts'
import { debt } from './arrivals.ts'

type Kind =
  | 'RST exact'
  | 'RST in win'
  | 'RST out'
  | 'SYN any'
  | 'ACK new'
  | 'ACK of FIN'
  | 'ACK>NXT'
  | 'no-A'
  | 'old seq'
  | 'future>win'
  | 'in-order data'
  | 'FIN'

/** A segment of each class for this endpoint. Nothing new can be acknowledged where there is nothing in flight. */
const segmentOf = (kind: Kind, tcb: Tcb): Segment => {
  const base = { ...fromPeer('A', {}), source: tcb.remote ?? PEER, seq: tcb.rcvNxt, ack: tcb.sndUna }
  const unsynced = tcb.state === 'SYN_RCVD' ? { ack: tcb.sndNxt } : {}
  const by = (bytes: number) => add(tcb.rcvNxt, bytes)
  const table: Record<Kind, Partial<Segment>> = {
    'RST exact': { flags: ['RST'] },
    'RST in win': { flags: ['RST'], seq: by(1) },
    'RST out': { flags: ['RST'], seq: by(-100) },
    'SYN any': { flags: ['SYN'], seq: by(10) },
    'ACK new': { ack: tcb.finSeq !== null && tcb.sndUna !== tcb.sndNxt ? tcb.finSeq : tcb.sndNxt },
    'ACK of FIN': { ack: tcb.sndNxt },
    'ACK>NXT': { ack: add(tcb.sndNxt, 1) },
    'no-A': { flags: ['PSH'], length: 1 },
    'old seq': { seq: by(-2), length: 1 },
    'future>win': { seq: by(60_000), length: 1 },
    'in-order data': { length: 5, ...unsynced },
    FIN: { flags: ['FIN', 'ACK'], ...unsynced, ...(tcb.finReceived ? { seq: by(-1) } : {}) },
  }
  return { ...base, ...table[kind] }
}

/** State after it (`=` unchanged) and what is owed. C: any ACK that answers a bad segment. */
const cell = (tcb: Tcb, kind: Kind, settings: Partial<Settings>): string => {
  const arrival = receive(tcb, segmentOf(kind, tcb), at(0, settings))
  const debts = arrival.owed
    .map(debt)
    .map((text) => (/^ack\((challenge|dup)/.test(text) ? 'C' : text.replace(/[ (].*/, '')))
  const state: State | '=' = arrival.tcb.state === tcb.state ? '=' : arrival.tcb.state
  return [state, ...debts].join(' ')
}

const KINDS: readonly Kind[] = [
  'RST exact',
  'RST in win',
  'RST out',
  'SYN any',
  'ACK new',
  'ACK of FIN',
  'ACK>NXT',
  'no-A',
  'old seq',
  'future>win',
  'in-order data',
  'FIN',
]

const active = tcbIn('SYN_RCVD', { passive: false })
const half = (state: State): Tcb => tcbIn(state, { sent: 10 })

/** One row for each state, one column for each class of segment. A space means that the class does not exist there. */
const MATRIX: readonly (readonly [name: string, tcb: Tcb, cells: readonly string[]])[] = [
  [
    'SYN_RCVD passive',
    tcbIn('SYN_RCVD'),
    [
      'LISTEN',
      '= C',
      '=',
      'LISTEN rst,ack',
      'ESTABLISHED',
      ' ',
      '= rst',
      '=',
      '= C',
      '= C',
      'ESTABLISHED ack',
      'CLOSE_WAIT ack',
    ],
  ],
  [
    'SYN_RCVD active',
    active,
    ['CLOSED', '= C', '=', '= C', 'ESTABLISHED', ' ', '= rst', '=', '= C', '= C', 'ESTABLISHED ack', 'CLOSE_WAIT ack'],
  ],
  [
    'ESTABLISHED',
    half('ESTABLISHED'),
    ['CLOSED', '= C', '=', '= C', '=', ' ', '= C', '=', '= C', '= C', '= ack', 'CLOSE_WAIT ack'],
  ],
  [
    'FIN_WAIT_1',
    half('FIN_WAIT_1'),
    ['CLOSED', '= C', '=', '= C', '=', 'FIN_WAIT_2', '= C', '=', '= C', '= C', '= ack', 'CLOSING ack'],
  ],
  [
    'FIN_WAIT_2',
    half('FIN_WAIT_2'),
    ['CLOSED', '= C', '=', '= C', '=', '=', '= C', '=', '= C', '= C', '= ack', 'TIME_WAIT ack'],
  ],
  ['CLOSE_WAIT', half('CLOSE_WAIT'), ['CLOSED', '= C', '=', '= C', '=', ' ', '= C', '=', '= C', '= C', '=', '= C']],
  ['CLOSING', half('CLOSING'), ['CLOSED', '= C', '=', '= C', '=', 'TIME_WAIT', '= C', '=', '= C', '= C', '=', '= C']],
  ['LAST_ACK', half('LAST_ACK'), ['CLOSED', '= C', '=', '= C', '=', 'CLOSED', '= C', '=', '= C', '= C', '=', '= C']],
  ['TIME_WAIT', half('TIME_WAIT'), ['CLOSED', '=', '=', '= C', '=', '=', '=', '=', '= C', '= C', '= C', '= C']],
]

describe.each(['linux', 'rfc9293'] as const)('every state and every class of segment, policy %s', (policy) => {
  describe.each(MATRIX)('%s', (_name, tcb, cells) => {
    it.each(KINDS.map((kind, i) => [kind, cells[i] ?? ''] as const).filter(([, text]) => text !== ' '))(
      '%s → %s',
      (kind, text) => {
        expect(cell(tcb, kind, { policy })).toBe(text)
      },
    )
  })
})
