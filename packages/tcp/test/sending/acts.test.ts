import { describe, expect, it } from 'vitest'
import {
  type ActName,
  type Context,
  judge,
  type Level,
  type Obligation,
  type RuleName,
  type Segment,
  seq,
  type Tcb,
} from '../../src/index.ts'
import { at, PEER } from '../tcb-builder.ts'
import { app, EXPLICIT, endpoint, IMPLIED, ours, SPACES } from './pairs/pair.ts'

const ack = (reason: 'syn' | 'data' | 'dup' | 'fin' | 'challenge', due: number | null = null): Obligation => ({
  kind: 'ack',
  reason,
  since: 0,
  due,
  rule: 'text.in-order',
})
const RETRANSMIT: Obligation = { kind: 'retransmit', since: 0, rule: 'timer.retransmission' }
const PROBE: Obligation = { kind: 'probe', since: 0, rule: 'timer.persist' }
const SYNACK: Obligation = { kind: 'synack', since: 0, rule: 'listen.syn' }
const rcv = (n: number) => seq(SPACES.irs + n)

const established = endpoint('ESTABLISHED')
const closed: Tcb = { ...endpoint('CLOSED'), remote: PEER }
const child = endpoint(
  'SYN_RCVD',
  {},
  { sndNxt: seq(SPACES.iss), owed: [SYNACK], lastAckSent: null, advertised: false },
)
const dataCame = endpoint(
  'ESTABLISHED',
  { received: 10 },
  { owed: [ack('data', 100)], lastAckSent: rcv(1), rcvAdv: rcv(4097) },
)
const noWindow = endpoint('ESTABLISHED', { window: 0 })
const sent = endpoint('ESTABLISHED', { sent: 1024 })
const asked: Tcb = { ...sent, owed: [RETRANSMIT] }
const stray = { kind: 'rst', form: 1, seq: seq(777), ack: seq(0), to: PEER, since: 0, rule: 'closed.ack' } as const
const keepAlive = at(0, { keepAlive: true })

type Row = readonly [
  title: string,
  tcb: Tcb,
  segment: Segment,
  act: ActName,
  level: Level,
  note?: RuleName,
  context?: Context,
]

const OPENING: readonly Row[] = [
  ['[open.active] the SYN of connect()', closed, ours('S', { mss: 1024 }), 'syn', 'right'],
  [
    '[open.announced-iss] a SYN with a number of one’s own',
    closed,
    ours('S', { seq: 7, mss: 1024 }),
    'syn',
    'unusual',
    'open.announced-iss',
  ],
  [
    '[open.active-from-listen] a listener connects',
    endpoint('LISTEN'),
    ours('S', { mss: 1024 }),
    'syn',
    'unusual',
    'open.active-from-listen',
  ],
  [
    '[open.syn-with-data] data on the SYN',
    closed,
    ours('SP', { mss: 1024, len: 5 }),
    'syn-with-data',
    'unusual',
    'open.syn-with-data',
  ],
  ['[segment.mss-announced] a SYN without MSS', closed, ours('S'), 'syn', 'poor', 'segment.mss-announced'],
  [
    '[segment.ack-noise] an acknowledgment number without ACK',
    closed,
    { ...ours('S', { mss: 1024 }), ack: seq(9) },
    'syn',
    'unusual',
    'segment.ack-noise',
  ],
  [
    '[open.syn-again] the SYN after its timer',
    { ...endpoint('SYN_SENT'), owed: [RETRANSMIT] },
    ours('S', { mss: 1024 }),
    'syn-again',
    'right',
  ],
  [
    '[data.early-retransmit] the SYN before its timer',
    endpoint('SYN_SENT'),
    ours('S', { mss: 1024 }),
    'syn-again',
    'unusual',
    'data.early-retransmit',
  ],
  ['[open.synack] SYN is answered', child, ours('SA', { ack: 1, mss: 1024 }), 'synack', 'right'],
  [
    '[open.synack] data on the SYN,ACK',
    child,
    ours('SA', { ack: 1, mss: 1024, len: 5 }),
    'synack',
    'unusual',
    'open.syn-with-data',
  ],
  [
    '[open.synack] the same SYN came again',
    endpoint('SYN_RCVD', {}, { owed: [SYNACK] }),
    ours('SA', { ack: 1, mss: 1024 }),
    'synack-again',
    'right',
  ],
  [
    '[open.synack-simultaneous] SYN,ACK with the ISS already used',
    endpoint('SYN_RCVD', { passive: false }, { owed: [SYNACK] }),
    ours('SA', { ack: 1, mss: 1024 }),
    'synack',
    'right',
  ],
  [
    '[open.synack] the SYN,ACK again after FIN left from SYN_RCVD',
    endpoint('FIN_WAIT_1', {}, { sndUna: seq(SPACES.iss), owed: [RETRANSMIT] }),
    ours('SA', { ack: 1, mss: 1024 }),
    'synack-again',
    'right',
  ],
  [
    '[open.handshake-ack] the third segment',
    endpoint('ESTABLISHED', {}, { owed: [ack('syn')] }),
    ours('A', { seq: 1, ack: 1 }),
    'handshake-ack',
    'right',
  ],
  [
    '[open.handshake-ack] the third segment with data',
    endpoint('ESTABLISHED', {}, { owed: [ack('syn')] }),
    ours('PA', { seq: 1, ack: 1, len: 5 }),
    'data',
    'right',
  ],
  [
    '[open.handshake-ack] the third segment with FIN',
    endpoint('ESTABLISHED', {}, { owed: [ack('syn')] }),
    ours('FA', { seq: 1, ack: 1 }),
    'fin',
    'right',
  ],
]

const ACKNOWLEDGING: readonly Row[] = [
  ['[ack.owed] data is acknowledged early', dataCame, ours('A', { seq: 1, ack: 11 }), 'ack', 'right'],
  [
    '[ack.owed] in LAST_ACK the FIN of the peer came again',
    endpoint('LAST_ACK', {}, { owed: [ack('challenge')] }),
    ours('A', { seq: 2, ack: 2 }),
    'ack',
    'right',
  ],
  [
    '[ack.challenge-reply] in SYN_RCVD',
    endpoint('SYN_RCVD', {}, { owed: [ack('challenge')] }),
    ours('A', { seq: 1, ack: 1 }),
    'ack',
    'right',
  ],
  [
    '[ack.challenge-reply] data first, the challenge may be rate limited',
    endpoint('ESTABLISHED', {}, { owed: [ack('challenge')] }),
    ours('PA', { seq: 1, ack: 1, len: 5 }),
    'data',
    'right',
  ],
  [
    '[ack.challenge-reply] an implied abort instead',
    endpoint('ESTABLISHED', {}, { owed: [ack('challenge')] }),
    ours('R', { seq: 1 }),
    'abort',
    'unusual',
    'ack.challenge-reply',
  ],
  [
    '[ack.unnecessary] nothing is owed',
    established,
    ours('A', { seq: 1, ack: 1 }),
    'ack',
    'unusual',
    'ack.unnecessary',
  ],
  ['[ack.stale] less than has come', dataCame, ours('A', { seq: 1, ack: 5 }), 'ack', 'unusual', 'ack.stale'],
  [
    '[ack.stale] data with the last acknowledgment',
    dataCame,
    ours('PA', { seq: 1, ack: 1, len: 5 }),
    'data',
    'unusual',
    'ack.stale',
  ],
  [
    '[ack.window-edge] the peer has shrunk its window',
    { ...sent, sndWnd: 100 },
    ours('A', { seq: 101, ack: 1 }),
    'ack',
    'unusual',
    'ack.window-edge',
  ],
  [
    '[window.update] a large read',
    { ...established, rcvAdv: rcv(1) },
    ours('A', { seq: 1, ack: 1 }),
    'window-update',
    'right',
  ],
  [
    '[window.silly] a window opened byte by byte',
    { ...established, rcvAdv: rcv(4096) },
    ours('A', { seq: 1, ack: 1 }),
    'window-update',
    'poor',
    'window.silly',
  ],
  [
    '[window.no-shrink] the right edge moves left',
    established,
    ours('PA', { seq: 1, ack: 1, len: 5, win: 4000 }),
    'data',
    'poor',
    'window.no-shrink',
  ],
  [
    '[window.free-buffer] the last ACK of TIME_WAIT may say anything',
    endpoint('TIME_WAIT', {}, { owed: [ack('dup')] }),
    ours('A', { seq: 2, ack: 2, win: 65_535 }),
    'ack',
    'right',
  ],
  [
    '[window.probe] the empty probe',
    { ...noWindow, owed: [PROBE] },
    ours('A', { seq: 0, ack: 1 }),
    'window-probe',
    'right',
  ],
  [
    '[window.probe] the probe with a byte',
    { ...noWindow, owed: [PROBE] },
    ours('A', { seq: 1, ack: 1, len: 1 }),
    'window-probe',
    'right',
  ],
  [
    '[window.probe] the probe with an old byte',
    { ...noWindow, owed: [PROBE] },
    ours('A', { seq: 0, ack: 1, len: 1 }),
    'window-probe',
    'right',
  ],
  [
    '[window.early-probe] before the persist timer',
    noWindow,
    ours('A', { seq: 0, ack: 1 }),
    'window-probe',
    'unusual',
    'window.early-probe',
  ],
  [
    '[keepalive.probe] when switched on',
    established,
    ours('A', { seq: 0, ack: 1 }),
    'keep-alive',
    'unusual',
    'keepalive.probe',
    keepAlive,
  ],
  [
    '[keepalive.probe] with a byte of garbage',
    established,
    ours('A', { seq: 0, ack: 1, len: 1 }),
    'keep-alive',
    'unusual',
    'keepalive.probe',
    keepAlive,
  ],
]

const TEXT: readonly Row[] = [
  ['[data.send] new data', established, ours('PA', { seq: 1, ack: 1, len: 5 }), 'data', 'right'],
  ['[data.send] data without PSH is data', established, ours('A', { seq: 1, ack: 1, len: 5 }), 'data', 'right'],
  ['[data.send] data carries the acknowledgment', dataCame, ours('PA', { seq: 1, ack: 11, len: 5 }), 'data', 'right'],
  ['[data.send] in CLOSE_WAIT', endpoint('CLOSE_WAIT'), ours('PA', { seq: 1, ack: 2, len: 5 }), 'data', 'right'],
  [
    '[data.push-last] the last piece without PSH',
    app(established, { unsent: 5 }),
    ours('A', { seq: 1, ack: 1, len: 5 }),
    'data',
    'unusual',
    'data.push-last',
  ],
  [
    '[data.push-alone] PSH without data',
    endpoint('ESTABLISHED', {}, { owed: [ack('data')] }),
    ours('PA', { seq: 1, ack: 1 }),
    'ack',
    'unusual',
    'data.push-alone',
  ],
  [
    '[data.nagle] a small piece while one is in flight',
    sent,
    ours('PA', { seq: 1025, ack: 1, len: 5 }),
    'data',
    'unusual',
    'data.nagle',
  ],
  [
    '[segment.urgent-avoid] urgent data',
    established,
    ours('UPA', { seq: 1, ack: 1, len: 5, urgent: 5 }),
    'data',
    'poor',
    'segment.urgent-avoid',
  ],
  ['[data.retransmit] after the timer', asked, ours('PA', { seq: 1, ack: 1, len: 1024 }), 'retransmission', 'right'],
  ['[data.retransmit] cut in another place', asked, ours('A', { seq: 1, ack: 1, len: 500 }), 'retransmission', 'right'],
  [
    '[data.early-retransmit] before the timer',
    sent,
    ours('PA', { seq: 1, ack: 1, len: 1024 }),
    'retransmission',
    'unusual',
    'data.early-retransmit',
  ],
  [
    '[data.repackage] old and new bytes together',
    endpoint('ESTABLISHED', { sent: 5 }),
    ours('PA', { seq: 1, ack: 1, len: 10 }),
    'repacketised',
    'unusual',
    'data.repackage',
  ],
  [
    '[data.retransmit] data and FIN in one, lost in two',
    endpoint('FIN_WAIT_1', { sent: 5 }, { owed: [RETRANSMIT] }),
    ours('FPA', { seq: 1, ack: 1, len: 5 }),
    'fin-again',
    'right',
  ],
]

const CLOSING: readonly Row[] = [
  ['[close.fin] close() with nothing left', established, ours('FA', { seq: 1, ack: 1 }), 'fin', 'right'],
  [
    '[close.fin] on the last data',
    app(established, { unsent: 5, closeRequested: true }),
    ours('FPA', { seq: 1, ack: 1, len: 5 }),
    'fin',
    'right',
    undefined,
    EXPLICIT,
  ],
  [
    '[close.fin] FIN,ACK answers FIN: the close in three segments',
    endpoint('CLOSE_WAIT', {}, { owed: [ack('fin')], lastAckSent: rcv(1) }),
    ours('FA', { seq: 1, ack: 2 }),
    'fin',
    'right',
  ],
  ['[close.fin] in SYN_RCVD', endpoint('SYN_RCVD'), ours('FA', { seq: 1, ack: 1 }), 'fin', 'right'],
  [
    '[close.fin-again] the FIN after its timer',
    endpoint('LAST_ACK', {}, { owed: [RETRANSMIT] }),
    ours('FA', { seq: 1, ack: 2 }),
    'fin-again',
    'right',
  ],
  [
    '[close.fin-beyond-window] a FIN into a closed window',
    noWindow,
    ours('FA', { seq: 1, ack: 1 }),
    'fin',
    'unusual',
    'close.fin-beyond-window',
  ],
  ['[reset.abort] the RFC form', established, ours('R', { seq: 1 }), 'abort', 'right'],
  ['[reset.abort] the Linux form', established, ours('RA', { seq: 1, ack: 1 }), 'abort', 'right'],
  ['[reset.late] in TIME_WAIT', endpoint('TIME_WAIT'), ours('R', { seq: 2 }), 'abort', 'unusual', 'reset.late'],
  ['[reset.late] in SYN_SENT', endpoint('SYN_SENT'), ours('R', { seq: 1 }), 'abort', 'unusual', 'reset.late'],
  [
    '[reset.refusal] a SYN is refused',
    child,
    { ...ours('RA', { ack: 1 }), seq: seq(0) },
    'abort',
    'unusual',
    'reset.refusal',
  ],
  [
    '[reset.with-data] a reset that explains itself',
    established,
    ours('R', { seq: 1, len: 8 }),
    'abort',
    'unusual',
    'reset.with-data',
  ],
  [
    '[reset.reply] form 1',
    { ...endpoint('LISTEN'), owed: [stray] },
    { ...ours('R'), seq: seq(777) },
    'reset-reply',
    'right',
  ],
  [
    '[reset.reply] form 2',
    { ...endpoint('CLOSED'), owed: [{ ...stray, form: 2, seq: seq(0), ack: seq(9) }] },
    { ...ours('RA'), seq: seq(0), ack: seq(9) },
    'reset-reply',
    'right',
  ],
  [
    '[reset.never-answers-reset] an implied abort after a reset',
    { ...established, lastWasRst: true },
    ours('R', { seq: 1 }),
    'abort',
    'unusual',
    'reset.never-answers-reset',
  ],
]

const expectRow = (
  _title: string,
  tcb: Tcb,
  segment: Segment,
  act: ActName,
  level: Level,
  note?: RuleName,
  context = IMPLIED,
) => {
  const verdict = judge(tcb, segment, context)
  expect(verdict.mistake).toBeNull()
  expect(verdict).toMatchObject({ act, level })
  if (note === undefined) expect(verdict.level).not.toBe('mistake')
  else expect(verdict.notes).toContain(note)
}

describe('opening', () => void it.each(OPENING)('%s', expectRow))
describe('acknowledging', () => void it.each(ACKNOWLEDGING)('%s', expectRow))
describe('data', () => void it.each(TEXT)('%s', expectRow))
describe('closing and resetting', () => void it.each(CLOSING)('%s', expectRow))

describe('what never matters', () => {
  it('judges neither window, urgent pointer nor PSH of a reset', () => {
    const odd = { ...ours('RPA', { seq: 1, ack: 1, win: 65_535 }), urgent: 9 }
    expect(judge(established, odd, IMPLIED).level).toBe('right')
  })

  it('lets options it does not know pass, and counts them against the MSS', () => {
    const options = [
      { kind: 8, hex: '0'.repeat(16) },
      { kind: 1, hex: '' },
      { kind: 1, hex: '' },
    ]
    expect(judge(established, { ...ours('PA', { seq: 1, ack: 1, len: 1012 }), options }, IMPLIED).level).toBe('right')
    const full = judge(established, { ...ours('PA', { seq: 1, ack: 1, len: 1024 }), options }, IMPLIED)
    expect(full.mistake).toMatchObject({ code: 'data.exceeds-mss', expected: 1012 })
  })
})
