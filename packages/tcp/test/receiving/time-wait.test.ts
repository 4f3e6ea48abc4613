import { describe, expect, it } from 'vitest'
import { receive, seq } from '../../src/index.ts'
import { at, fromPeer, PEER, tcbIn } from '../tcb-builder.ts'
import { rows } from './arrivals.ts'

const waiting = tcbIn('TIME_WAIT')
const listening = at(0, {}, { listening: true })

describe('TIME_WAIT', () => {
  rows(
    ['[timewait.restart] the FIN again', waiting, fromPeer('FA', { seq: 1, ack: 2 }), 'TIME_WAIT; ack(dup); dropped'],
    [
      '[timewait.restart] old data',
      waiting,
      fromPeer('PA', { seq: 0, ack: 2, len: 1 }),
      'TIME_WAIT; ack(dup); dropped',
    ],
    ['[ack.duplicate] pure ACK', waiting, fromPeer('A', { seq: 2, ack: 2 }), 'TIME_WAIT'],
    [
      '[timewait.text] text beyond the FIN',
      waiting,
      fromPeer('PA', { seq: 2, ack: 2, len: 10 }),
      'TIME_WAIT; ack(dup)',
    ],
    [
      '[timewait.ack-unsent] ACK of something never sent',
      waiting,
      fromPeer('A', { seq: 2, ack: 9 }),
      'TIME_WAIT; dropped',
    ],
    [
      '[seq.unacceptable] beyond the window',
      waiting,
      fromPeer('A', { seq: 50_000, ack: 2 }),
      'TIME_WAIT; ack(challenge); dropped',
    ],
    ['[rst.while-closing] exact RST (assassination, RFC 1337)', waiting, fromPeer('R', { seq: 2 }), 'CLOSED'],
    ['[timewait.rst-in-window] RST in the window', waiting, fromPeer('R', { seq: 3 }), 'TIME_WAIT; dropped'],
    ['[rst.outside] RST outside', waiting, fromPeer('R', { seq: 0 }), 'TIME_WAIT; dropped'],
    ['[ack.flag-clear] no ACK', waiting, fromPeer('P', { seq: 2, len: 1 }), 'TIME_WAIT; dropped'],
    [
      '[syn.challenge] SYN above RCV.NXT, nobody listens',
      waiting,
      fromPeer('S', { seq: 3 }),
      'TIME_WAIT; ack(challenge); dropped',
    ],
    [
      '[timewait.reopen] SYN above RCV.NXT, somebody listens',
      waiting,
      fromPeer('S', { seq: 3 }),
      'SYN_RCVD; synack',
      listening,
    ],
    ['[timewait.reopen] far above', waiting, fromPeer('S', { seq: 900_000 }), 'SYN_RCVD; synack', listening],
    [
      '[syn.challenge] SYN at RCV.NXT',
      waiting,
      fromPeer('S', { seq: 2 }),
      'TIME_WAIT; ack(challenge); dropped',
      listening,
    ],
    [
      '[seq.unacceptable] SYN below RCV.NXT',
      waiting,
      fromPeer('S', { seq: 0 }),
      'TIME_WAIT; ack(challenge); dropped',
      listening,
    ],
    [
      '[syn.challenge] SYN,ACK above RCV.NXT',
      waiting,
      fromPeer('SA', { seq: 3, ack: 2 }),
      'TIME_WAIT; ack(challenge); dropped',
      listening,
    ],
  )

  it('[timewait.restart] waits 2 MSL anew; nothing else does', () => {
    expect(receive(waiting, fromPeer('FA', { seq: 1, ack: 2 }), at(500)).tcb.timers.timeWait).toBe(30_500)
    for (const segment of [
      fromPeer('A', { seq: 2, ack: 2 }),
      fromPeer('S', { seq: 0 }),
      fromPeer('A', { seq: 50_000, ack: 2 }),
    ]) {
      expect(receive(waiting, segment, at(500)).tcb.timers.timeWait).toBe(30_000)
    }
  })

  it('[timewait.reopen] a new incarnation with an ISS above the old SND.NXT', () => {
    const fresh = receive(waiting, fromPeer('S', { seq: 700, win: 99, mss: 800 }), { ...listening, iss: seq(5000) })
    expect(fresh.reopen).toBe(true)
    expect(fresh.tcb).toMatchObject({
      state: 'SYN_RCVD',
      passive: true,
      remote: PEER,
      irs: 700,
      rcvNxt: 701,
      iss: 5000,
    })
    expect(fresh.tcb).toMatchObject({ finSeq: null, finReceived: false, sndWnd: 99, sendMss: 800, app: { over: null } })
    expect(fresh.transitions).toEqual([{ from: 'TIME_WAIT', to: 'SYN_RCVD', rule: 'timewait.reopen' }])
    const low = receive(waiting, fromPeer('S', { seq: 700 }), { ...listening, iss: seq(1) })
    expect(low.tcb.iss).toBe(2 + 65_537)
  })
})
