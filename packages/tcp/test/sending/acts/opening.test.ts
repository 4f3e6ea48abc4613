import { describe } from 'vitest'
import { seq } from '../../../src/index.ts'
import { endpoint, ours, SPACES } from '../pairs/pair.ts'
import { ack, child, closed, expectRows, RETRANSMIT, type Row, SYNACK } from './row.ts'

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

describe('opening', () => expectRows(OPENING))
