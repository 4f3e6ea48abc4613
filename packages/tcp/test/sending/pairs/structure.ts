import { seq } from '../../../src/index.ts'
import { HERE, PEER } from '../../tcb-builder.ts'
import { endpoint, ours, type Pair } from './pair.ts'

const established = endpoint('ESTABLISHED')
const other = { ip: '10.0.0.9', port: 5000 }
const resetOwed = {
  kind: 'rst',
  form: 1,
  seq: seq(777),
  ack: seq(0),
  to: other,
  since: 0,
  rule: 'closed.ack',
} as const

/** Addresses and flags that no state excuses, and segments without a connection. */
export const STRUCTURE_PAIRS: readonly Pair[] = [
  {
    code: 'socket.not-yours',
    title: '[segment.addresses] another host as source',
    tcb: established,
    wrong: { ...ours('PA', { seq: 1, ack: 1, len: 5 }), source: { ip: '10.0.0.7', port: HERE.port } },
    field: 'segment',
    expected: null,
    near: ours('PA', { seq: 1, ack: 1, len: 5 }),
  },
  {
    code: 'address.wrong-source',
    title: '[segment.addresses] the accepted socket answers from a new port',
    tcb: endpoint('SYN_RCVD'),
    wrong: { ...ours('SA', { ack: 1, mss: 1024 }), source: { ...HERE, port: HERE.port + 1 } },
    field: 'sport',
    expected: HERE.port,
    near: ours('SA', { ack: 1, mss: 1024 }),
  },
  {
    code: 'address.wrong-destination',
    title: '[segment.addresses] data for another client',
    tcb: established,
    wrong: { ...ours('PA', { seq: 1, ack: 1, len: 5 }), destination: { ...PEER, port: PEER.port + 1 } },
    field: 'dport',
    expected: PEER.port,
    near: { ...ours('R', { seq: 0 }), seq: seq(777), destination: other },
    nearTcb: { ...established, owed: [resetOwed] },
  },
  {
    code: 'flags.none',
    title: '[segment.flags] a handshake ACK without any flag',
    tcb: endpoint(
      'ESTABLISHED',
      { passive: false },
      {
        owed: [{ kind: 'ack', reason: 'syn', since: 0, due: null, rule: 'syn-sent.synack' }],
      },
    ),
    wrong: ours('', { seq: 1 }),
    field: 'flags',
    expected: ['ACK'],
    near: ours('A', { seq: 1, ack: 1 }),
  },
  {
    code: 'flags.syn-with-fin',
    title: '[segment.flags] SYN and FIN together',
    tcb: { ...endpoint('CLOSED'), remote: PEER },
    wrong: ours('SF', { mss: 1024 }),
    field: 'flags',
    expected: ['SYN'],
    near: ours('S', { mss: 1024 }),
  },
  {
    code: 'flags.rst-with-syn-or-fin',
    title: '[segment.flags] RST and FIN together',
    tcb: established,
    wrong: ours('RFA', { seq: 1, ack: 1 }),
    field: 'flags',
    near: ours('RA', { seq: 1, ack: 1 }),
  },
  {
    code: 'flags.impossible',
    title: '[segment.flags] RST with URG',
    tcb: established,
    wrong: ours('RUA', { seq: 1, ack: 1, urgent: 1 }),
    field: 'flags',
    near: ours('RPA', { seq: 1, ack: 1 }),
  },
  {
    code: 'rst.to-rst',
    title: '[reset.never-answers-reset] a reset answers a reset',
    tcb: { ...endpoint('CLOSED'), lastWasRst: true },
    wrong: ours('R', { seq: 1 }),
    field: 'segment',
    expected: null,
    near: { ...ours('R'), seq: seq(777), destination: other },
    nearTcb: { ...endpoint('CLOSED'), lastWasRst: false, owed: [resetOwed] },
  },
  {
    code: 'connection.none',
    title: '[open.active] data without a connection',
    tcb: { ...endpoint('CLOSED'), remote: PEER },
    wrong: ours('PA', { seq: 1, ack: 1, len: 5 }),
    field: 'flags',
    near: { ...ours('S', { mss: 1024 }) },
  },
  {
    code: 'syn.carries-ack',
    title: '[open.active] the first SYN already acknowledges',
    tcb: { ...endpoint('CLOSED'), remote: PEER },
    wrong: ours('SA', { ack: 1, mss: 1024 }),
    field: 'flags',
    expected: ['SYN'],
    near: ours('S', { mss: 1024 }),
  },
]
