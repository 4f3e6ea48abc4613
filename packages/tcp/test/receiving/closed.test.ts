import { describe, expect, it } from 'vitest'
import { receive } from '../../src/index.ts'
import { at, fromPeer, HERE, PEER, tcbIn } from '../tcb-builder.ts'
import { rows } from './arrivals.ts'

const closed = tcbIn('CLOSED')

describe('CLOSED: a segment that fits no connection (§3.10.7.1)', () => {
  rows(
    ['[closed.rst] RST is never answered', closed, fromPeer('R', { seq: 5 }), 'CLOSED; dropped'],
    ['[closed.rst] RST,ACK is never answered', closed, fromPeer('RA', { seq: 5, ack: 9 }), 'CLOSED; dropped'],
    ['[closed.rst] RST with SYN is never answered', closed, fromPeer('RS', { seq: 5 }), 'CLOSED; dropped'],
    ['[closed.ack] ACK', closed, fromPeer('A', { seq: 5, ack: 9 }), 'CLOSED; rst seq=9; dropped'],
    ['[closed.ack] data', closed, fromPeer('PA', { seq: 5, ack: 9, len: 10 }), 'CLOSED; rst seq=9; dropped'],
    ['[closed.ack] FIN,ACK', closed, fromPeer('FA', { seq: 5, ack: 9 }), 'CLOSED; rst seq=9; dropped'],
    ['[closed.ack] SYN,ACK', closed, fromPeer('SA', { seq: 5, ack: 9 }), 'CLOSED; rst seq=9; dropped'],
    ['[closed.no-ack] SYN counts one', closed, fromPeer('S', { seq: 5 }), 'CLOSED; rst,ack ack=6; dropped'],
    ['[closed.no-ack] FIN counts one', closed, fromPeer('F', { seq: 5 }), 'CLOSED; rst,ack ack=6; dropped'],
    ['[closed.no-ack] SYN,FIN counts two', closed, fromPeer('SF', { seq: 5 }), 'CLOSED; rst,ack ack=7; dropped'],
    ['[closed.no-ack] SYN with data', closed, fromPeer('S', { seq: 5, len: 10 }), 'CLOSED; rst,ack ack=16; dropped'],
    [
      '[closed.no-ack] SYN, FIN and data',
      closed,
      fromPeer('SF', { seq: 5, len: 10 }),
      'CLOSED; rst,ack ack=17; dropped',
    ],
    ['[closed.no-ack] FIN with data', closed, fromPeer('F', { seq: 5, len: 3 }), 'CLOSED; rst,ack ack=9; dropped'],
    ['[closed.no-ack] data without ACK', closed, fromPeer('P', { seq: 5, len: 3 }), 'CLOSED; rst,ack ack=8; dropped'],
    ['[closed.no-ack] null segment', closed, fromPeer('', { seq: 5 }), 'CLOSED; rst,ack ack=5; dropped'],
    ['[closed.no-ack] wraps round', closed, fromPeer('S', { seq: 4_294_967_295 }), 'CLOSED; rst,ack ack=0; dropped'],
  )

  it('[closed.no-ack] answers to where the segment came from', () => {
    const stranger = { ip: '192.0.2.7', port: 7 }
    const [owed] = receive(closed, fromPeer('S', { source: stranger }), at(3)).owed
    expect(owed).toEqual({ kind: 'rst', form: 2, seq: 0, ack: 1, to: stranger, since: 3, rule: 'closed.no-ack' })
  })

  it('[closed.ack] keeps at most eight resets; the same one twice counts once', () => {
    let tcb = closed
    for (const ack of [1, 1, 2, 3, 4, 5, 6, 7, 8, 9]) tcb = receive(tcb, fromPeer('A', { ack }), at()).tcb
    expect(tcb.owed.map((debt) => (debt.kind === 'rst' ? debt.seq : -1))).toEqual([2, 3, 4, 5, 6, 7, 8, 9])
  })

  it('remembers that the last segment was a RST', () => {
    const after = receive(closed, fromPeer('R'), at()).tcb
    expect(after.lastWasRst).toBe(true)
    expect(receive(after, fromPeer('A'), at()).tcb.lastWasRst).toBe(false)
  })
})

describe('a connected TCB', () => {
  const established = tcbIn('ESTABLISHED')
  const stranger = { ip: PEER.ip, port: PEER.port + 1 }
  rows(
    [
      '[connection.other-peer] another port of the same host fits no connection',
      established,
      fromPeer('A', { seq: 1, ack: 1, source: stranger }),
      'ESTABLISHED; rst seq=1; dropped',
    ],
    [
      '[connection.other-peer] a RST from elsewhere is harmless',
      established,
      fromPeer('R', { seq: 1, source: { ip: '10.9.9.9', port: PEER.port } }),
      'ESTABLISHED; dropped',
    ],
    [
      '[connection.other-peer] in SYN_SENT too',
      tcbIn('SYN_SENT'),
      fromPeer('SA', { seq: 0, ack: 1, source: HERE }),
      'SYN_SENT; rst seq=1; dropped',
    ],
  )
})
