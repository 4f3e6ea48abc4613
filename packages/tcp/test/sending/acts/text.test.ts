import { describe, expect, it } from 'vitest'
import { judge } from '../../../src/index.ts'
import { app, endpoint, IMPLIED, ours } from '../pairs/pair.ts'
import { ack, asked, dataCame, established, expectRows, RETRANSMIT, type Row, sent } from './row.ts'

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

describe('data', () => expectRows(TEXT))

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
