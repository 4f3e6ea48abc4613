import { type Obligation, seq, type Tcb } from '../../../src/index.ts'
import { PEER } from '../../tcb-builder.ts'
import { app, EXPLICIT, endpoint, ours, type Pair, SPACES } from './pair.ts'

const SYNACK: Obligation = { kind: 'synack', since: 0, rule: 'listen.syn' }
const CHALLENGE: Obligation = { kind: 'ack', reason: 'challenge', since: 0, due: null, rule: 'seq.unacceptable' }
const RETRANSMIT: Obligation = { kind: 'retransmit', since: 0, rule: 'timer.retransmission' }

/** A child that has the peer's SYN and has not answered it. */
const child: Tcb = endpoint(
  'SYN_RCVD',
  {},
  {
    sndNxt: seq(SPACES.iss),
    owed: [SYNACK],
    lastAckSent: null,
    advertised: false,
    rcvAdv: seq(SPACES.irs + 1),
  },
)
const crossing: Tcb = endpoint(
  'SYN_RCVD',
  { passive: false },
  {
    owed: [SYNACK],
    lastAckSent: null,
    advertised: false,
    rcvAdv: seq(SPACES.irs + 1),
  },
)
const synSent = endpoint('SYN_SENT')
const reset = (form: 1 | 2, number: number, ack: number): Obligation => ({
  kind: 'rst',
  form,
  seq: seq(number),
  ack: seq(ack),
  to: PEER,
  since: 0,
  rule: 'closed.ack',
})
const badSynAck: Tcb = { ...synSent, owed: [reset(1, 91, 0)] }
const refusing: Tcb = { ...endpoint('CLOSED'), owed: [reset(2, 0, SPACES.irs + 1)] }
const established = endpoint('ESTABLISHED')

/** Opening, owed replies, resets, and SYNs out of place. */
export const OPENING_PAIRS: readonly Pair[] = [
  {
    code: 'synack.missing-ack',
    title: '[open.synack] a SYN is answered by a bare SYN',
    tcb: child,
    wrong: ours('S', { mss: 1024 }),
    field: 'flags',
    expected: ['SYN', 'ACK'],
    near: ours('SA', { ack: 1, mss: 1024 }),
  },
  {
    code: 'synack.missing-syn',
    title: '[open.synack] a SYN is answered by a bare ACK',
    tcb: child,
    wrong: ours('A', { ack: 1 }),
    field: 'flags',
    expected: ['SYN', 'ACK'],
    near: ours('A', { seq: 1, ack: 1 }),
    nearTcb: endpoint('SYN_RCVD', {}, { owed: [CHALLENGE] }),
  },
  {
    code: 'synack.without-syn',
    title: '[open.synack] SYN,ACK although no SYN has come',
    tcb: endpoint('LISTEN'),
    wrong: ours('SA', { ack: 1, mss: 1024 }),
    field: 'segment',
    near: ours('SA', { ack: 1, mss: 1024 }),
    nearTcb: child,
  },
  {
    code: 'reply.rst-expected',
    title: '[reset.reply] a closed port answers with ACK',
    tcb: refusing,
    wrong: ours('A', { seq: -SPACES.iss, ack: 1, win: 0 }),
    field: 'flags',
    expected: ['RST', 'ACK'],
    near: ours('RA', { seq: -SPACES.iss, ack: 1, win: 0 }),
  },
  {
    code: 'reply.challenge-expected',
    title: '[ack.challenge-reply] a segment outside the window is answered with RST',
    tcb: { ...established, owed: [CHALLENGE] },
    wrong: ours('R', { seq: 1 }),
    field: 'flags',
    expected: ['ACK'],
    near: ours('A', { seq: 1, ack: 1 }),
    context: EXPLICIT,
  },
  {
    code: 'rst.wrong-numbers',
    title: '[reset.reply] the reset of a wrong SYN,ACK takes SND.NXT',
    tcb: badSynAck,
    wrong: ours('R', { seq: 1 }),
    field: 'seq',
    expected: 91,
    near: { ...ours('R'), seq: seq(91) },
  },
  {
    code: 'rst.seq-not-next',
    title: '[reset.abort] an abort somewhere in the window',
    tcb: established,
    wrong: ours('RA', { seq: 2, ack: 1 }),
    field: 'seq',
    expected: SPACES.iss + 1,
    near: ours('R', { seq: 1 }),
  },
  {
    code: 'rst.not-asked',
    title: '[reset.not-asked] a reset instead of a close',
    tcb: established,
    wrong: ours('RA', { seq: 1, ack: 1 }),
    field: 'flags',
    near: ours('RA', { seq: 1, ack: 1 }),
    nearTcb: app(established, { abortRequested: true }),
    context: EXPLICIT,
  },
  {
    code: 'syn.in-synchronized',
    title: '[open.once] SYN to refresh an open connection',
    tcb: { ...established, owed: [CHALLENGE] },
    wrong: ours('SA', { seq: 1, ack: 1 }),
    field: 'flags',
    expected: ['ACK'],
    near: ours('A', { seq: 1, ack: 1 }),
  },
  {
    code: 'timewait.too-early',
    title: '[close.time-wait-holds] connecting again out of TIME_WAIT',
    tcb: endpoint('TIME_WAIT'),
    wrong: ours('S', { seq: 900, mss: 1024 }),
    field: 'flags',
    near: ours('A', { seq: 2, ack: 2 }),
  },
  {
    code: 'syn.iss-changed',
    title: '[open.syn-again] the SYN is repeated with another number',
    tcb: { ...synSent, owed: [RETRANSMIT] },
    wrong: ours('S', { seq: 5000, mss: 1024 }),
    field: 'seq',
    expected: SPACES.iss,
    near: ours('S', { mss: 1024 }),
  },
  {
    code: 'open.not-synchronized',
    title: '[open.data-waits] data between SYN and SYN,ACK',
    tcb: synSent,
    wrong: ours('PA', { seq: 1, ack: 1, len: 5 }),
    field: 'flags',
    near: ours('S', { mss: 1024 }),
  },
  {
    code: 'data.before-established',
    title: '[open.data-waits] data in SYN_RCVD',
    tcb: endpoint('SYN_RCVD'),
    wrong: ours('PA', { seq: 1, ack: 1, len: 6 }),
    field: 'length',
    expected: 0,
    near: ours('FA', { seq: 1, ack: 1 }),
  },
  {
    code: 'open.old-diagram-ack',
    title: '[open.synack-simultaneous] a crossing SYN is answered by a bare ACK',
    tcb: crossing,
    wrong: ours('A', { seq: 1, ack: 1 }),
    field: 'flags',
    expected: ['SYN', 'ACK'],
    near: ours('SA', { ack: 1, mss: 1024 }),
  },
  {
    code: 'call.connect-missing',
    title: '[call.connect-first] a SYN that nobody asked for',
    tcb: { ...endpoint('CLOSED'), remote: PEER },
    wrong: ours('S', { mss: 1024 }),
    field: 'flags',
    near: ours('S', { mss: 1024 }),
    nearTcb: app({ ...endpoint('CLOSED'), remote: PEER }, { connect: true }),
    context: EXPLICIT,
  },
]
