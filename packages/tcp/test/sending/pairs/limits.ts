import { seq, type Tcb } from '../../../src/index.ts'
import { PEER } from '../../tcb-builder.ts'
import { app, endpoint, ours, type Pair, SPACES } from './pair.ts'

const established = endpoint('ESTABLISHED')
const small = endpoint('ESTABLISHED', { window: 500 })
const closedWindow: Tcb = { ...endpoint('ESTABLISHED', { window: 0 }), maxSndWnd: 4096 }
const closed: Tcb = { ...endpoint('CLOSED'), remote: PEER }

/** Sizes, options, the window and the urgent pointer. */
export const LIMIT_PAIRS: readonly Pair[] = [
  {
    code: 'data.exceeds-mss',
    title: '[data.mss] more than the peer announced',
    tcb: established,
    wrong: ours('PA', { seq: 1, ack: 1, len: 1025 }),
    field: 'length',
    expected: 1024,
    near: ours('PA', { seq: 1, ack: 1, len: 1024 }),
  },
  {
    code: 'data.beyond-window',
    title: '[data.window] more than the peer has room for',
    tcb: small,
    wrong: ours('PA', { seq: 1, ack: 1, len: 501 }),
    field: 'length',
    expected: 500,
    near: ours('PA', { seq: 1, ack: 1, len: 500 }),
  },
  {
    code: 'data.zero-window',
    title: '[window.probe] data into a closed window',
    tcb: closedWindow,
    wrong: ours('PA', { seq: 1, ack: 1, len: 1000 }),
    field: 'length',
    expected: 1,
    near: ours('A', { seq: 1, ack: 1, len: 1 }),
  },
  {
    code: 'mss.without-syn',
    title: '[segment.mss-with-syn] the MSS option on data',
    tcb: established,
    wrong: ours('PA', { seq: 1, ack: 1, len: 5, mss: 512 }),
    field: 'options',
    expected: null,
    near: ours('PA', { seq: 1, ack: 1, len: 5 }),
  },
  {
    code: 'mss.invalid',
    title: '[segment.mss-value] an MSS that counts the headers',
    tcb: closed,
    wrong: ours('S', { mss: 1500 }),
    field: 'options',
    expected: 1024,
    near: ours('S', { mss: 1460 }),
  },
  {
    code: 'window.too-big',
    title: '[window.free-buffer] more window than free buffer',
    tcb: app({ ...endpoint('ESTABLISHED', { received: 96 }), rcvAdv: seq(SPACES.irs + 4097) }, { unread: 96 }),
    wrong: ours('PA', { seq: 1, ack: 97, len: 5, win: 4096 }),
    field: 'window',
    expected: 4000,
    near: ours('PA', { seq: 1, ack: 97, len: 5, win: 4000 }),
  },
  {
    code: 'urgent.without-data',
    title: '[segment.urgent-pointer] URG without data',
    tcb: established,
    wrong: ours('UA', { seq: 1, ack: 1, urgent: 1 }),
    field: 'flags',
    near: ours('UA', { seq: 1, ack: 1, urgent: 1, len: 1 }),
  },
  {
    code: 'urgent.pointer',
    title: '[segment.urgent-pointer] the pointer moves back',
    tcb: { ...established, sndUp: seq(SPACES.iss + 4) },
    wrong: ours('UPA', { seq: 1, ack: 1, urgent: 2, len: 5 }),
    field: 'urgent',
    expected: 3,
    near: ours('UPA', { seq: 1, ack: 1, urgent: 3, len: 5 }),
  },
]
