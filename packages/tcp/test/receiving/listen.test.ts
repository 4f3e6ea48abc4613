import { describe, expect, it } from 'vitest'
import { receive, seq } from '../../src/index.ts'
import { at, fromPeer, PEER, tcbIn } from '../tcb-builder.ts'
import { rows } from './arrivals.ts'

const listening = tcbIn('LISTEN')
const rfc = at(0, { policy: 'rfc9293' })

describe('LISTEN (§3.10.7.2)', () => {
  rows(
    ['[listen.rst] RST is ignored', listening, fromPeer('R', { seq: 5 }), 'LISTEN; dropped'],
    ['[listen.rst] even with SYN', listening, fromPeer('SR', { seq: 5 }), 'LISTEN; dropped'],
    ['[listen.rst] even with ACK', listening, fromPeer('RA', { seq: 5, ack: 1 }), 'LISTEN; dropped'],
    ['[listen.ack] ACK', listening, fromPeer('A', { seq: 5, ack: 9 }), 'LISTEN; rst seq=9; dropped'],
    ['[listen.ack] SYN,ACK', listening, fromPeer('SA', { seq: 5, ack: 9 }), 'LISTEN; rst seq=9; dropped'],
    ['[listen.ack] FIN,ACK', listening, fromPeer('FA', { seq: 5, ack: 9 }), 'LISTEN; rst seq=9; dropped'],
    ['[listen.ack] data', listening, fromPeer('PA', { seq: 5, ack: 9, len: 4 }), 'LISTEN; rst seq=9; dropped'],
    ['[listen.syn] SYN', listening, fromPeer('S', { seq: 5 }), 'SYN_RCVD; synack'],
    ['[listen.syn] with data: only the SYN counts', listening, fromPeer('S', { seq: 5, len: 10 }), 'SYN_RCVD; synack'],
    ['[listen.syn-fin] Linux drops SYN,FIN', listening, fromPeer('SF', { seq: 5 }), 'LISTEN; dropped'],
    ['[listen.syn-fin] the RFC takes it as SYN', listening, fromPeer('SF', { seq: 5 }), 'SYN_RCVD; synack', rfc],
    ['[listen.other] FIN', listening, fromPeer('F', { seq: 5 }), 'LISTEN; dropped'],
    ['[listen.other] null', listening, fromPeer('', { seq: 5 }), 'LISTEN; dropped'],
    ['[listen.other] data without ACK', listening, fromPeer('P', { seq: 5, len: 4 }), 'LISTEN; dropped'],
  )

  it('[listen.syn] takes the numbers, the window and the MSS of the SYN', () => {
    const { tcb, transitions } = receive(listening, fromPeer('S', { seq: 7, win: 900, mss: 512 }), {
      ...at(),
      iss: seq(70),
    })
    expect(tcb).toMatchObject({ passive: true, remote: PEER, irs: 7, rcvNxt: 8, rcvAdv: 8, advertised: false })
    expect(tcb).toMatchObject({ iss: 70, sndUna: 70, sndNxt: 70, sndWnd: 900, maxSndWnd: 900, sendMss: 512 })
    expect(transitions).toEqual([{ from: 'LISTEN', to: 'SYN_RCVD', rule: 'listen.syn' }])
  })

  it.each([
    ['absent', undefined],
    ['zero', 0],
  ])('[listen.syn] MSS option %s: 536', (_, mss) => {
    const segment = { ...fromPeer('S'), ...(mss === undefined ? {} : { mss }) }
    expect(receive(listening, segment, at()).tcb.sendMss).toBe(536)
  })

  it('[listen.syn-fin] the kept FIN is processed once the handshake is done', () => {
    const half = receive(listening, fromPeer('SF', { seq: 0 }), rfc).tcb
    const answered = { ...half, sndNxt: seq(1), advertised: true, rcvAdv: seq(4097), lastAckSent: seq(1), owed: [] }
    const arrival = receive(answered, fromPeer('A', { seq: 1, ack: 1 }), rfc)
    expect(arrival.tcb).toMatchObject({ state: 'CLOSE_WAIT', rcvNxt: 2, finReceived: true })
    expect(arrival.rules).toContain('open.ack-with-fin')
  })
})
