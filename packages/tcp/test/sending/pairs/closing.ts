import { seq } from '../../../src/index.ts'
import { app, EXPLICIT, endpoint, IMPLIED, ours, type Pair, SPACES } from './pair.ts'

const established = endpoint('ESTABLISHED')
const finWait1 = endpoint('FIN_WAIT_1')
const finWait2 = endpoint('FIN_WAIT_2')

/** FIN, what follows it, and the calls behind it. */
export const CLOSING_PAIRS: readonly Pair[] = [
  {
    code: 'fin.wrong-state',
    title: '[close.one-fin] an acknowledged FIN is repeated',
    tcb: finWait2,
    wrong: ours('FA', { seq: 1, ack: 1 }),
    field: 'flags',
    near: ours('FA', { seq: 1, ack: 1 }),
    nearTcb: finWait1,
  },
  {
    code: 'data.after-fin',
    title: '[close.nothing-after-fin] new data behind the own FIN',
    tcb: finWait2,
    wrong: ours('PA', { seq: 2, ack: 1, len: 4 }),
    field: 'length',
    expected: 0,
    near: ours('PA', { seq: 1, ack: 1, len: 4 }),
    nearTcb: endpoint('FIN_WAIT_1', { sent: 4 }),
  },
  {
    code: 'fin.second',
    title: '[close.one-fin] a second FIN with the next number',
    tcb: finWait1,
    wrong: ours('FA', { seq: 2, ack: 1 }),
    field: 'seq',
    expected: SPACES.iss + 1,
    near: ours('FA', { seq: 1, ack: 1 }),
  },
  {
    code: 'fin.second',
    title: '[close.one-fin] in CLOSING another FIN instead of the ACK that is owed',
    tcb: endpoint(
      'CLOSING',
      {},
      {
        owed: [{ kind: 'ack', reason: 'fin', since: 0, due: null, rule: 'fin.in-order' }],
        lastAckSent: seq(SPACES.irs + 1),
      },
    ),
    wrong: ours('FA', { seq: 2, ack: 2 }),
    field: 'flags',
    expected: ['ACK'],
    near: ours('A', { seq: 2, ack: 2 }),
  },
  {
    code: 'ack.flag-missing',
    title: '[segment.ack-flag] data without ACK',
    tcb: established,
    wrong: ours('P', { seq: 1, len: 5 }),
    field: 'flags',
    expected: ['PSH', 'ACK'],
    near: ours('PA', { seq: 1, ack: 1, len: 5 }),
  },
  {
    code: 'call.close-missing',
    title: '[call.close-first] a FIN that nobody asked for',
    tcb: established,
    wrong: ours('FA', { seq: 1, ack: 1 }),
    field: 'flags',
    near: ours('FA', { seq: 1, ack: 1 }),
    nearTcb: app(established, { closeRequested: true }),
    context: EXPLICIT,
  },
  {
    code: 'call.write-missing',
    title: '[call.write-first] more bytes than were written',
    tcb: app(established, { unsent: 5 }),
    wrong: ours('PA', { seq: 1, ack: 1, len: 6 }),
    field: 'length',
    expected: 5,
    near: ours('PA', { seq: 1, ack: 1, len: 6 }),
    context: EXPLICIT,
    nearContext: IMPLIED,
  },
  {
    code: 'call.write-missing',
    title: '[call.write-first] data that nobody can have written, after close()',
    tcb: app(established, { closeRequested: true }),
    wrong: ours('PA', { seq: 1, ack: 1, len: 6 }),
    field: 'length',
    expected: 0,
    near: ours('PA', { seq: 1, ack: 1, len: 6 }),
    nearTcb: app(established, { closeRequested: true, unsent: 6 }),
  },
  {
    code: 'fin.before-data',
    title: '[close.fin] FIN while written bytes wait',
    tcb: app(established, { unsent: 10, closeRequested: true }),
    wrong: ours('FA', { seq: 1, ack: 1 }),
    field: 'length',
    expected: 10,
    near: ours('FPA', { seq: 1, ack: 1, len: 10 }),
    context: EXPLICIT,
  },
  {
    code: 'fin.wrong-seq',
    title: '[close.fin-again] the FIN below what was sent',
    tcb: endpoint('CLOSE_WAIT', { sent: 3000, acked: 3000 }),
    wrong: ours('FA', { seq: 1, ack: 2 }),
    field: 'seq',
    expected: SPACES.iss + 3001,
    near: ours('FA', { seq: 3001, ack: 2 }),
  },
]
