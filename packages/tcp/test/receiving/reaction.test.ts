import { describe, expect, it } from 'vitest'
import { type Reaction, reaction, type Segment, type Tcb } from '../../src/index.ts'
import { at, fromPeer, tcbIn } from '../tcb-builder.ts'

const open = tcbIn('ESTABLISHED')

describe('the answer in one word', () => {
  it.each<[Reaction, string, Tcb, Segment]>([
    ['accepts', 'an ACK of data', tcbIn('ESTABLISHED', { sent: 5 }), fromPeer('A', { seq: 1, ack: 6 })],
    ['accepts', 'the ACK of our FIN in FIN_WAIT_1', tcbIn('FIN_WAIT_1'), fromPeer('A', { seq: 1, ack: 2 })],
    ['acks', 'data', open, fromPeer('PA', { seq: 1, ack: 1, len: 5 })],
    ['acks', 'a FIN', open, fromPeer('FA', { seq: 1, ack: 1 })],
    ['acks', 'old data', tcbIn('ESTABLISHED', { received: 5 }), fromPeer('PA', { seq: 1, ack: 1, len: 5 })],
    ['synack', 'a SYN in LISTEN', tcbIn('LISTEN'), fromPeer('S')],
    ['challenge-ack', 'a SYN in ESTABLISHED', open, fromPeer('S', { seq: 9 })],
    ['rst', 'a segment in CLOSED', tcbIn('CLOSED'), fromPeer('A', { ack: 1 })],
    ['rst', 'another SYN in SYN_RCVD, although it ends the request', tcbIn('SYN_RCVD'), fromPeer('S', { seq: 9 })],
    ['silence', 'a segment without ACK', open, fromPeer('F', { seq: 1 })],
    ['silence', 'a RST in CLOSED', tcbIn('CLOSED'), fromPeer('R')],
    ['closes', 'an exact RST', open, fromPeer('R', { seq: 1 })],
    ['closes', 'the last ACK', tcbIn('LAST_ACK'), fromPeer('A', { seq: 2, ack: 2 })],
    ['closes', 'a RST that sends the request back to LISTEN', tcbIn('SYN_RCVD'), fromPeer('R', { seq: 1 })],
  ])('%s: %s', (word, _what, tcb, segment) => {
    const before = structuredClone(tcb)
    expect(reaction(tcb, segment, at())).toBe(word)
    expect(tcb).toEqual(before)
  })
})
