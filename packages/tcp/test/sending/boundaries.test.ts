import { describe, expect, it } from 'vitest'
import { diff, judge, receive, type Segment, seq, type Tcb, transmit } from '../../src/index.ts'
import { at, fromPeer } from '../tcb-builder.ts'
import { endpoint, IMPLIED, ours, SPACES } from './pairs/pair.ts'

const rcv = (n: number) => seq(SPACES.irs + n)
const open = endpoint('ESTABLISHED')
const theirs = (letters: string, fields: Parameters<typeof fromPeer>[1]): Segment => fromPeer(letters, fields, SPACES)
const after = (tcb: Tcb, ...segments: Segment[]): Tcb =>
  segments.reduce((known, segment) => receive(known, segment, at()).tcb, tcb)
const text = (start: number, len: number): Segment => theirs('PA', { seq: start, ack: 1, len })
/** The verdict on a bare ACK that leaves the right edge of the window where it was promised. */
const told = (tcb: Tcb, ack: number, win = diff(tcb.rcvAdv, rcv(ack))) => {
  const { level, notes, mistake } = judge(tcb, ours('A', { seq: 1, ack, win }), IMPLIED)
  return mistake?.code ?? `${level} ${notes.join()}`.trim()
}

describe('where segments of the peer ended', () => {
  it('[ack.stale] a byte and then nine: the acknowledgment of the first is late, not wrong', () => {
    const tcb = after(open, text(1, 1), text(2, 9))
    expect(tcb.boundaries).toEqual([rcv(2), rcv(11)])
    expect(told(tcb, 2)).toBe('unusual ack.stale')
    expect(told(tcb, 10)).toBe('ack.last-byte')
    expect(told(after(open, text(1, 10)), 2)).toBe('ack.counts-segment')
  })

  it('[ack.stale] nine bytes and then one: one short of RCV.NXT is where the first ended', () => {
    const tcb = after(open, text(1, 9), text(10, 1))
    expect(told(tcb, 10)).toBe('unusual ack.stale')
    expect(told(tcb, 2)).toBe('ack.counts-segment')
  })

  it('[ack.stale] a FIN of its own: the data before it may be acknowledged, and the FIN stays owed', () => {
    const tcb = after(open, text(1, 10), theirs('FA', { seq: 11, ack: 1 }))
    expect(tcb.boundaries).toEqual([rcv(11), rcv(12)])
    expect(told(tcb, 11)).toBe('unusual ack.stale')
    const late = transmit(tcb, ours('A', { seq: 1, ack: 11 }), IMPLIED).tcb
    expect(late.owed).toMatchObject([{ reason: 'data' }, { reason: 'fin' }])
    expect(told(late, 11)).toBe('ack.fin-not-counted')
  })

  it('[ack.fin-counts] a FIN that came with the data has no boundary before it', () => {
    const tcb = after(open, theirs('FPA', { seq: 1, ack: 1, len: 10 }))
    expect(tcb.boundaries).toEqual([rcv(12)])
    expect(told(tcb, 11)).toBe('ack.fin-not-counted')
  })

  it('[ack.stale] a hole that is filled ends where the filling segment ends, then where the held text ends', () => {
    expect(after(open, text(11, 1), text(1, 10)).boundaries).toEqual([rcv(11), rcv(12)])
    expect(after(open, theirs('FA', { seq: 11, ack: 1 }), text(1, 10)).boundaries).toEqual([rcv(11), rcv(12)])
    expect(after(open, text(11, 1)).boundaries).toEqual([])
  })

  it('[ack.stale] old text that comes again ends nowhere new', () => {
    expect(after(open, text(1, 5), text(1, 5), text(1, 3)).boundaries).toEqual([rcv(6)])
  })

  it('[ack.never-back] an acknowledgment leaves only the boundaries above it', () => {
    const tcb = after(open, text(1, 1), text(2, 4), text(6, 1))
    const part = transmit(tcb, ours('A', { seq: 1, ack: 2 }), IMPLIED).tcb
    expect(part.boundaries).toEqual([rcv(6), rcv(7)])
    expect(told(part, 6)).toBe('unusual ack.stale')
    expect(transmit(part, ours('A', { seq: 1, ack: 7 }), IMPLIED).tcb.boundaries).toEqual([])
    expect(told(transmit(part, ours('A', { seq: 1, ack: 7 }), IMPLIED).tcb, 2, 4000)).toBe('ack.went-back')
  })

  it('[ack.stale] at most eight are kept: the first and the last ones', () => {
    const tcb = after(open, ...Array.from({ length: 20 }, (_, i) => text(i + 1, 1)))
    expect(tcb.boundaries).toEqual([2, 15, 16, 17, 18, 19, 20, 21].map(rcv))
    expect([told(tcb, 2), told(tcb, 20)]).toEqual(['unusual ack.stale', 'unusual ack.stale'])
  })

  it('[ack.stale] a TCB that was stored without them is judged by the numbers alone', () => {
    const { boundaries: _, ...stored } = after(open, text(1, 1), text(2, 9))
    expect(told(stored, 2)).toBe('ack.counts-segment')
    expect(after(stored, text(11, 5)).boundaries).toEqual([rcv(16)])
    expect(transmit(stored, ours('A', { seq: 1, ack: 11 }), IMPLIED).tcb.boundaries).toEqual([])
  })
})
