import { describe } from 'vitest'
import { seq } from '../../../src/index.ts'
import { app, EXPLICIT, endpoint, ours } from '../pairs/pair.ts'
import { ack, child, established, expectRows, noWindow, RETRANSMIT, type Row, rcv, stray } from './row.ts'

const CLOSING: readonly Row[] = [
  ['[close.fin] close() with nothing left', established, ours('FA', { seq: 1, ack: 1 }), 'fin', 'right'],
  [
    '[close.fin] on the last data',
    app(established, { unsent: 5, closeRequested: true }),
    ours('FPA', { seq: 1, ack: 1, len: 5 }),
    'fin',
    'right',
    null,
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

describe('closing and resetting', () => expectRows(CLOSING))
