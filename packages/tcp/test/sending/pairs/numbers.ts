import { type Obligation, seq, type Tcb } from '../../../src/index.ts'
import { endpoint, ours, type Pair, SPACES } from './pair.ts'

const ACK_SYN: Obligation = { kind: 'ack', reason: 'syn', since: 0, due: null, rule: 'syn-sent.synack' }
const ACK_DATA: Obligation = { kind: 'ack', reason: 'data', since: 0, due: 100, rule: 'text.in-order' }
const ACK_FIN: Obligation = { kind: 'ack', reason: 'fin', since: 0, due: null, rule: 'fin.in-order' }

const rcv = (n: number) => seq(SPACES.irs + n)

/** The client right after the SYN,ACK. */
const synchronized: Tcb = endpoint(
  'ESTABLISHED',
  { passive: false },
  {
    owed: [ACK_SYN],
    lastAckSent: null,
    advertised: false,
    rcvAdv: rcv(1),
  },
)
/** Bytes 1 to 10 of the peer have arrived and are not acknowledged. */
const tenBytes: Tcb = endpoint(
  'ESTABLISHED',
  { received: 10 },
  { owed: [ACK_DATA], lastAckSent: rcv(1), rcvAdv: rcv(4097) },
)
/** Bytes 11 to 20 have arrived above a hole of ten. */
const hole: Tcb = endpoint(
  'ESTABLISHED',
  {},
  {
    owed: [{ kind: 'ack', reason: 'dup', since: 0, due: null, rule: 'text.out-of-order' }],
    held: [{ seq: rcv(11), length: 10, fin: false }],
  },
)
const finArrived: Tcb = endpoint('CLOSE_WAIT', {}, { owed: [ACK_FIN], lastAckSent: rcv(1) })
const sentFive: Tcb = endpoint('ESTABLISHED', { sent: 5 })
const sentHello: Tcb = { ...sentFive, sent: [{ seq: seq(SPACES.iss + 1), length: 5, data: 'hello' }] }

/** Acknowledgment and sequence numbers. */
export const NUMBER_PAIRS: readonly Pair[] = [
  {
    code: 'ack.syn-not-counted',
    title: '[ack.syn-counts] the handshake ACK repeats the peer ISS',
    tcb: synchronized,
    wrong: ours('A', { seq: 1, ack: 0 }),
    field: 'ack',
    expected: SPACES.irs + 1,
    near: ours('A', { seq: 1, ack: 1 }),
  },
  {
    code: 'ack.fin-not-counted',
    title: '[ack.fin-counts] the FIN is acknowledged with its own number',
    tcb: finArrived,
    wrong: ours('A', { seq: 1, ack: 1 }),
    field: 'ack',
    expected: SPACES.irs + 2,
    near: ours('FA', { seq: 1, ack: 2 }),
  },
  {
    code: 'ack.counts-segment',
    title: '[ack.next-expected] ack = seq + 1 for ten bytes',
    tcb: tenBytes,
    wrong: ours('A', { seq: 1, ack: 2 }),
    field: 'ack',
    expected: SPACES.irs + 11,
    near: ours('A', { seq: 1, ack: 6 }),
  },
  {
    code: 'ack.last-byte',
    title: '[ack.next-expected] ack = the last byte received',
    tcb: tenBytes,
    wrong: ours('A', { seq: 1, ack: 10 }),
    field: 'ack',
    expected: SPACES.irs + 11,
    near: ours('PA', { seq: 1, ack: 11, len: 5 }),
  },
  {
    code: 'ack.above-hole',
    title: '[ack.cumulative] data above a hole is acknowledged',
    tcb: hole,
    wrong: ours('A', { seq: 1, ack: 21 }),
    field: 'ack',
    expected: SPACES.irs + 1,
    near: ours('A', { seq: 1, ack: 1 }),
  },
  {
    code: 'ack.own-number',
    title: '[ack.next-expected] the own number as acknowledgment',
    tcb: endpoint('ESTABLISHED', { sent: 5 }, { owed: [ACK_DATA] }),
    wrong: { ...ours('A', { seq: 6 }), ack: seq(SPACES.iss + 6) },
    field: 'ack',
    expected: SPACES.irs + 1,
    near: ours('A', { seq: 6, ack: 1 }),
  },
  {
    code: 'ack.not-received',
    title: '[ack.next-expected] what never arrived is acknowledged',
    tcb: endpoint('ESTABLISHED'),
    wrong: ours('A', { seq: 1, ack: 6 }),
    field: 'ack',
    expected: SPACES.irs + 1,
    near: ours('A', { seq: 1, ack: 6 }),
    nearTcb: endpoint('ESTABLISHED', { received: 5 }, { owed: [ACK_DATA], lastAckSent: rcv(1), rcvAdv: rcv(4097) }),
  },
  {
    code: 'ack.went-back',
    title: '[ack.never-back] less than was acknowledged before',
    tcb: endpoint('ESTABLISHED', { received: 10 }),
    wrong: ours('A', { seq: 1, ack: 5 }),
    field: 'ack',
    expected: SPACES.irs + 11,
    near: ours('A', { seq: 1, ack: 5 }),
    nearTcb: tenBytes,
  },
  {
    code: 'numbers.swapped',
    title: '[seq.next] seq and ack exchanged',
    tcb: synchronized,
    wrong: { ...ours('A'), seq: rcv(1), ack: seq(SPACES.iss + 1) },
    field: 'seq',
    expected: SPACES.iss + 1,
    near: ours('A', { seq: 1, ack: 1 }),
  },
  {
    code: 'seq.syn-not-counted',
    title: '[seq.syn-counts] the third segment reuses the ISS',
    tcb: synchronized,
    wrong: ours('A', { seq: 0, ack: 1 }),
    field: 'seq',
    expected: SPACES.iss + 1,
    near: ours('PA', { seq: 1, ack: 1, len: 5 }),
  },
  {
    code: 'seq.fin-not-counted',
    title: '[seq.fin-counts] an ACK with the number of the own FIN',
    tcb: { ...endpoint('TIME_WAIT'), owed: [ACK_FIN], lastAckSent: rcv(1) },
    wrong: ours('A', { seq: 1, ack: 2 }),
    field: 'seq',
    expected: SPACES.iss + 2,
    near: ours('A', { seq: 2, ack: 2 }),
  },
  {
    code: 'seq.advanced-by-ack',
    title: '[seq.ack-counts-nothing] the pure ACK is counted',
    tcb: endpoint('ESTABLISHED'),
    wrong: ours('PA', { seq: 2, ack: 1, len: 5 }),
    field: 'seq',
    expected: SPACES.iss + 1,
    near: ours('PA', { seq: 1, ack: 1, len: 5 }),
  },
  {
    code: 'seq.not-advanced',
    title: '[seq.next] segments are counted and not bytes',
    tcb: endpoint('ESTABLISHED', { sent: 5, acked: 5 }),
    wrong: ours('PA', { seq: 2, ack: 1, len: 5 }),
    field: 'seq',
    expected: SPACES.iss + 6,
    near: ours('PA', { seq: 6, ack: 1, len: 5 }),
  },
  {
    code: 'seq.already-acked',
    title: '[data.acked-is-done] acknowledged bytes are sent again',
    tcb: endpoint('ESTABLISHED', { sent: 5, acked: 5 }),
    wrong: ours('PA', { seq: 1, ack: 1, len: 5 }),
    field: 'seq',
    expected: SPACES.iss + 6,
    near: ours('PA', { seq: 1, ack: 1, len: 5 }),
    nearTcb: sentFive,
  },
  {
    code: 'seq.gap',
    title: '[seq.next] a number is skipped',
    tcb: sentFive,
    wrong: ours('PA', { seq: 7, ack: 1, len: 5 }),
    field: 'seq',
    expected: SPACES.iss + 6,
    near: ours('PA', { seq: 6, ack: 1, len: 5 }),
  },
  {
    code: 'retransmission.changed',
    title: '[data.binding] a retransmission with other bytes',
    tcb: sentHello,
    wrong: { ...ours('PA', { seq: 1, ack: 1, len: 5 }), data: 'jello' },
    field: 'data',
    expected: null,
    near: { ...ours('PA', { seq: 1, ack: 1, len: 5 }), data: 'hello' },
  },
  {
    code: 'retransmission.changed',
    title: '[data.binding] the same bytes one number too high',
    tcb: {
      ...endpoint('ESTABLISHED', { sent: 10 }),
      sent: [{ seq: seq(SPACES.iss + 1), length: 10, data: 'hello you!' }],
    },
    wrong: { ...ours('A', { seq: 2, ack: 1, len: 5 }), data: 'hello' },
    field: 'seq',
    near: { ...ours('A', { seq: 2, ack: 1, len: 5 }), data: 'ello ' },
  },
]
