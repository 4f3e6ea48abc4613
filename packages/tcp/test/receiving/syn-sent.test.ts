import { describe, expect, it } from 'vitest'
import { receive, seq } from '../../src/index.ts'
import { at, fromPeer, tcbIn } from '../tcb-builder.ts'
import { rows } from './arrivals.ts'

const sent = tcbIn('SYN_SENT')
const rfc = at(0, { policy: 'rfc9293' })

describe('SYN_SENT (§3.10.7.3)', () => {
  rows(
    ['[syn-sent.unacceptable-ack] ACK of ISS', sent, fromPeer('A', { ack: 0 }), 'SYN_SENT; rst seq=0; dropped'],
    [
      '[syn-sent.unacceptable-ack] ACK beyond SND.NXT',
      sent,
      fromPeer('SA', { ack: 2 }),
      'SYN_SENT; rst seq=2; dropped',
    ],
    [
      '[syn-sent.unacceptable-ack] below ISS',
      sent,
      fromPeer('A', { ack: -1 }),
      'SYN_SENT; rst seq=4294967295; dropped',
    ],
    ['[syn-sent.unacceptable-ack] with RST: nothing', sent, fromPeer('RA', { ack: 2 }), 'SYN_SENT; dropped'],
    [
      '[syn-sent.refused] RST that acknowledges the SYN',
      sent,
      fromPeer('RA', { seq: 77, ack: 1 }),
      'CLOSED; tells refused',
    ],
    ['[syn-sent.rst-without-ack] dropped', sent, fromPeer('R', { seq: 0 }), 'SYN_SENT; dropped'],
    ['[syn-sent.synack] SYN,ACK', sent, fromPeer('SA', { seq: 0, ack: 1 }), 'ESTABLISHED; ack(syn); tells connected'],
    ['[syn-sent.simultaneous] bare SYN', sent, fromPeer('S', { seq: 0 }), 'SYN_RCVD; synack'],
    ['[syn-sent.no-syn] good ACK without SYN', sent, fromPeer('A', { seq: 0, ack: 1 }), 'SYN_SENT; dropped'],
    ['[syn-sent.no-syn] FIN', sent, fromPeer('F'), 'SYN_SENT; dropped'],
    ['[syn-sent.no-syn] null', sent, fromPeer(''), 'SYN_SENT; dropped'],
    ['[syn-sent.no-syn] data', sent, fromPeer('PA', { seq: 1, ack: 1, len: 5 }), 'SYN_SENT; dropped'],
    [
      '[syn-sent.text] Linux ignores text and FIN of the SYN,ACK',
      sent,
      fromPeer('SFA', { seq: 0, ack: 1, len: 5 }),
      'ESTABLISHED; ack(syn); tells connected',
    ],
    [
      '[syn-sent.text] the RFC processes the text',
      sent,
      fromPeer('SA', { seq: 0, ack: 1, len: 5 }),
      'ESTABLISHED; ack(syn); ack(data by 20000); delivers 5; tells connected',
      rfc,
    ],
    [
      '[open.synack-with-fin] the RFC processes the FIN',
      sent,
      fromPeer('SFA', { seq: 0, ack: 1 }),
      'CLOSE_WAIT; ack(syn); ack(fin); tells connected',
      rfc,
    ],
    ['[syn-sent.text] FIN on a bare SYN: Linux', sent, fromPeer('SF', { seq: 0 }), 'SYN_RCVD; synack'],
    ['[syn-sent.text] FIN on a bare SYN: RFC', sent, fromPeer('SF', { seq: 0 }), 'SYN_RCVD; synack', rfc],
  )

  it('[syn-sent.synack] takes the numbers, stops the timer and forgets nothing of the application', () => {
    const { tcb, transitions } = receive(sent, fromPeer('SA', { seq: 0, ack: 1, win: 900, mss: 1024 }), at(5))
    expect(tcb).toMatchObject({
      irs: 0,
      rcvNxt: 1,
      sndUna: 1,
      sndNxt: 1,
      sndWnd: 900,
      sndWl1: 0,
      sndWl2: 1,
      sendMss: 1024,
    })
    expect(tcb.timers.retransmit).toBeNull()
    expect(tcb.app.connect).toBe(true)
    expect(transitions).toEqual([{ from: 'SYN_SENT', to: 'ESTABLISHED', rule: 'syn-sent.synack' }])
  })

  it('[syn-sent.simultaneous] keeps the ISS, is not passive, and goes on retransmitting', () => {
    const { tcb } = receive(tcbIn('SYN_SENT', { iss: 500 }), fromPeer('S', { seq: 0 }), { ...at(), iss: seq(9) })
    expect(tcb).toMatchObject({ iss: 500, sndUna: 500, sndNxt: 501, passive: false, irs: 0, rcvNxt: 1 })
    expect(tcb.timers.retransmit).toBe(30_000)
  })

  it('[syn-sent.text] a SYN,ACK may acknowledge the SYN without the data that was on ours', () => {
    const withData = { ...sent, sndNxt: seq(6), sent: [{ seq: seq(1), length: 5, data: 'hello' }] }
    const { tcb } = receive(withData, fromPeer('SA', { seq: 0, ack: 1 }), at(7))
    expect(tcb).toMatchObject({
      state: 'ESTABLISHED',
      sndUna: 1,
      sndNxt: 6,
      sent: [{ seq: 1, length: 5, data: 'hello' }],
    })
    expect(tcb.timers.retransmit).toBe(30_007)
  })

  it('[syn-sent.refused] the application finds ECONNREFUSED', () => {
    const { tcb, transitions } = receive(sent, fromPeer('RA', { ack: 1 }), at())
    expect(tcb.app).toMatchObject({ over: 'ECONNREFUSED', connect: false })
    expect(tcb.remote).toBeNull()
    expect(transitions).toEqual([{ from: 'SYN_SENT', to: 'CLOSED', rule: 'syn-sent.refused' }])
  })
})
