import { describe, expect, it } from 'vitest'
import { receive, type State, type Tcb } from '../../src/index.ts'
import { at, fromPeer, tcbIn } from '../tcb-builder.ts'
import { rows, summary } from './arrivals.ts'

const wait1 = tcbIn('FIN_WAIT_1')
const wait2 = tcbIn('FIN_WAIT_2')
const closeWait = tcbIn('CLOSE_WAIT')
const closing = tcbIn('CLOSING')
const lastAck = tcbIn('LAST_ACK')
const rfc = at(0, { policy: 'rfc9293' })

/** close() by the last holder, not just shutdown(SHUT_WR). */
const orphan = (tcb: Tcb): Tcb => ({ ...tcb, app: { ...tcb.app, fullyClosed: true } })

describe('FIN_WAIT_1', () => {
  rows(
    ['[close.fin-acked] ACK of our FIN', wait1, fromPeer('A', { seq: 1, ack: 2 }), 'FIN_WAIT_2'],
    ['[ack.duplicate] ACK that does not cover it', wait1, fromPeer('A', { seq: 1, ack: 1 }), 'FIN_WAIT_1'],
    [
      '[close.simultaneous] FIN that does not acknowledge ours',
      wait1,
      fromPeer('FA', { seq: 1, ack: 1 }),
      'CLOSING; ack(fin); tells end-of-stream',
    ],
    [
      '[close.fin-with-ack] FIN that does',
      wait1,
      fromPeer('FA', { seq: 1, ack: 2 }),
      'TIME_WAIT; ack(fin); tells end-of-stream',
    ],
    [
      '[text.in-order] data after shutdown(SHUT_WR)',
      wait1,
      fromPeer('PA', { seq: 1, ack: 1, len: 5 }),
      'FIN_WAIT_1; ack(data by 20000); delivers 5',
    ],
    [
      '[text.after-close] data after close()',
      orphan(wait1),
      fromPeer('PA', { seq: 1, ack: 1, len: 5 }),
      'CLOSED; rst seq=1',
    ],
    [
      '[text.after-close] with the ACK of our FIN',
      orphan(wait1),
      fromPeer('PA', { seq: 1, ack: 2, len: 5 }),
      'CLOSED; rst seq=2',
    ],
    [
      '[ack.unsent-data] ACK beyond our FIN',
      wait1,
      fromPeer('A', { seq: 1, ack: 3 }),
      'FIN_WAIT_1; ack(challenge); dropped',
    ],
    ['[rst.exact] reset', wait1, fromPeer('R', { seq: 1 }), 'CLOSED; tells reset'],
  )

  it('[close.fin-with-ack] is one arrow, not two', () => {
    const { transitions } = receive(wait1, fromPeer('FA', { seq: 1, ack: 2 }), at(7))
    expect(transitions).toEqual([{ from: 'FIN_WAIT_1', to: 'TIME_WAIT', rule: 'close.fin-with-ack' }])
  })

  it('[close.simultaneous] with unacknowledged data before our FIN', () => {
    const tcb = tcbIn('FIN_WAIT_1', { sent: 100 })
    expect(summary(receive(tcb, fromPeer('FA', { seq: 1, ack: 101 }), at()))).toBe(
      'CLOSING; ack(fin); tells end-of-stream',
    )
  })

  it('[finwait2.timeout] starts to run where the application has closed', () => {
    const limited = at(5, { finWait2: 1000 })
    expect(receive(orphan(wait1), fromPeer('A', { seq: 1, ack: 2 }), limited).tcb.timers.timeWait).toBe(1005)
    expect(receive(wait1, fromPeer('A', { seq: 1, ack: 2 }), limited).tcb.timers.timeWait).toBeNull()
  })
})

describe('FIN_WAIT_2', () => {
  rows(
    ['[close.second-fin] FIN', wait2, fromPeer('FA', { seq: 1, ack: 2 }), 'TIME_WAIT; ack(fin); tells end-of-stream'],
    [
      '[close.second-fin] FIN with text',
      wait2,
      fromPeer('FA', { seq: 1, ack: 2, len: 5 }),
      'TIME_WAIT; ack(fin); delivers 5; tells end-of-stream',
    ],
    [
      '[text.in-order] data after shutdown(SHUT_WR)',
      wait2,
      fromPeer('PA', { seq: 1, ack: 2, len: 5 }),
      'FIN_WAIT_2; ack(data by 20000); delivers 5',
    ],
    [
      '[text.after-close] data and FIN after close()',
      orphan(wait2),
      fromPeer('FPA', { seq: 1, ack: 2, len: 10 }),
      'CLOSED; rst seq=2',
    ],
    [
      '[text.after-close] data above a hole after close()',
      orphan(wait2),
      fromPeer('PA', { seq: 9, ack: 2, len: 1 }),
      'CLOSED; rst seq=2',
    ],
    [
      '[close.second-fin] a FIN without text after close()',
      orphan(wait2),
      fromPeer('FA', { seq: 1, ack: 2 }),
      'TIME_WAIT; ack(fin); tells end-of-stream',
    ],
    ['[syn.challenge] SYN', wait2, fromPeer('S', { seq: 9 }), 'FIN_WAIT_2; ack(challenge); dropped'],
    ['[rst.exact] reset', wait2, fromPeer('R', { seq: 1 }), 'CLOSED; tells reset'],
    [
      '[text.after-close] data after shutdown(SHUT_RDWR)',
      { ...wait2, app: { ...wait2.app, readShutdown: true } },
      fromPeer('PA', { seq: 1, ack: 2, len: 1 }),
      'CLOSED; rst seq=2; tells reset',
    ],
  )

  it('[close.second-fin] starts 2 MSL', () => {
    expect(receive(wait2, fromPeer('FA', { seq: 1, ack: 2 }), at(100)).tcb.timers.timeWait).toBe(30_100)
  })
})

describe('CLOSE_WAIT, CLOSING, LAST_ACK', () => {
  rows(
    ['[text.after-fin] text beyond the FIN', closeWait, fromPeer('PA', { seq: 2, ack: 1, len: 10 }), 'CLOSE_WAIT'],
    ['[text.after-fin] another FIN beyond it', closeWait, fromPeer('FA', { seq: 2, ack: 1 }), 'CLOSE_WAIT'],
    ['[seq.old] the FIN again', closeWait, fromPeer('FA', { seq: 1, ack: 1 }), 'CLOSE_WAIT; ack(dup); dropped'],
    ['[ack.new] ACK of our data', tcbIn('CLOSE_WAIT', { sent: 10 }), fromPeer('A', { seq: 2, ack: 11 }), 'CLOSE_WAIT'],
    ['[rst.exact] reset in CLOSE_WAIT', closeWait, fromPeer('R', { seq: 2 }), 'CLOSED; tells reset'],
    ['[text.after-fin] text in CLOSING', closing, fromPeer('PA', { seq: 2, ack: 1, len: 10 }), 'CLOSING'],
    ['[close.crossing-acked] ACK of our FIN', closing, fromPeer('A', { seq: 2, ack: 2 }), 'TIME_WAIT'],
    ['[seq.old] the FIN again in CLOSING', closing, fromPeer('FA', { seq: 1, ack: 1 }), 'CLOSING; ack(dup); dropped'],
    ['[rst.while-closing] RST in CLOSING', closing, fromPeer('R', { seq: 2 }), 'CLOSED'],
    ['[close.last-ack] ACK of our FIN', lastAck, fromPeer('A', { seq: 2, ack: 2 }), 'CLOSED'],
    ['[ack.duplicate] ACK that does not cover it: silence', lastAck, fromPeer('A', { seq: 2, ack: 1 }), 'LAST_ACK'],
    ['[seq.old] the FIN again in LAST_ACK', lastAck, fromPeer('FA', { seq: 1, ack: 1 }), 'LAST_ACK; ack(dup); dropped'],
    ['[rst.while-closing] RST in LAST_ACK', lastAck, fromPeer('R', { seq: 2 }), 'CLOSED'],
    ['[rst.before-fin] Linux: RST where the FIN was', closeWait, fromPeer('R', { seq: 1 }), 'CLOSED; tells reset'],
    ['[rst.before-fin] in CLOSING', closing, fromPeer('R', { seq: 1 }), 'CLOSED'],
    ['[rst.before-fin] in LAST_ACK', lastAck, fromPeer('R', { seq: 1 }), 'CLOSED'],
    ['[rst.outside] RFC: RST where the FIN was', closeWait, fromPeer('R', { seq: 1 }), 'CLOSE_WAIT; dropped', rfc],
    ['[rst.outside] never in TIME_WAIT', tcbIn('TIME_WAIT'), fromPeer('R', { seq: 1 }), 'TIME_WAIT; dropped'],
  )

  it.each<[State, string | null]>([
    ['ESTABLISHED', 'ECONNRESET'],
    ['FIN_WAIT_1', 'ECONNRESET'],
    ['FIN_WAIT_2', 'ECONNRESET'],
    ['CLOSE_WAIT', 'EPIPE'],
    ['CLOSING', 'ended'],
    ['LAST_ACK', 'ended'],
    ['TIME_WAIT', 'ended'],
  ])('[rst.exact] in %s the application finds %s', (state, over) => {
    const tcb = tcbIn(state)
    const { app } = receive(tcb, { ...fromPeer('R'), seq: tcb.rcvNxt }, at()).tcb
    expect(app.over).toBe(over)
  })
})
