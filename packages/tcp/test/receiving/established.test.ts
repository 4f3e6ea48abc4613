import { describe, expect, it } from 'vitest'
import { receive, receiveWindow, type Segment, seq, type Tcb } from '../../src/index.ts'
import { at, fromPeer, tcbIn } from '../tcb-builder.ts'
import { rows, summary } from './arrivals.ts'

const open = tcbIn('ESTABLISHED')
const inFlight = tcbIn('ESTABLISHED', { sent: 30, acked: 10 })
const rfc = at(0, { policy: 'rfc9293' })
const CHALLENGED = 'ESTABLISHED; ack(challenge); dropped'

/** Nothing may arrive: the buffer is full and a zero window was announced. */
const full: Tcb = { ...open, rcvAdv: open.rcvNxt, app: { ...open.app, unread: 4096 } }

const after = (tcb: Tcb, ...segments: readonly Segment[]): Tcb =>
  segments.reduce((was, segment) => receive(was, segment, at()).tcb, tcb)

describe('ESTABLISHED: sequence number', () => {
  rows(
    [
      '[seq.old] old data is acknowledged again',
      tcbIn('ESTABLISHED', { received: 10 }),
      fromPeer('PA', { seq: 1, ack: 1, len: 10 }),
      'ESTABLISHED; ack(dup); dropped',
    ],
    ['[seq.old] a keep-alive one below RCV.NXT', open, fromPeer('A', { seq: 0, ack: 1 }), CHALLENGED],
    ['[seq.unacceptable] data beyond the window', open, fromPeer('PA', { seq: 4097, ack: 1, len: 1 }), CHALLENGED],
    ['[seq.unacceptable] empty segment beyond the window', open, fromPeer('A', { seq: 4098, ack: 1 }), CHALLENGED],
    ['[seq.right-edge] empty segment at the edge: Linux', open, fromPeer('A', { seq: 4097, ack: 1 }), 'ESTABLISHED'],
    ['[seq.unacceptable] empty segment at the edge: RFC', open, fromPeer('A', { seq: 4097, ack: 1 }), CHALLENGED, rfc],
    ['[seq.zero-window] text is refused', full, fromPeer('PA', { seq: 1, ack: 1, len: 1 }), 'ESTABLISHED; ack(dup)'],
    ['[seq.zero-window] RST with text counts', full, fromPeer('RA', { seq: 1, ack: 1, len: 1 }), 'CLOSED; tells reset'],
    [
      '[seq.unacceptable] zero window, empty segment elsewhere',
      full,
      fromPeer('A', { seq: 2, ack: 1 }),
      CHALLENGED,
      rfc,
    ],
    [
      '[seq.fin-at-edge] FIN into a full window',
      full,
      fromPeer('FA', { seq: 1, ack: 1 }),
      'CLOSE_WAIT; ack(fin); tells end-of-stream',
    ],
    ['[ack.flag-clear] null segment', open, fromPeer('', { seq: 1 }), 'ESTABLISHED; dropped'],
    ['[ack.flag-clear] FIN without ACK', open, fromPeer('F', { seq: 1 }), 'ESTABLISHED; dropped'],
  )

  it('[seq.zero-window] the ACK of a refused segment counts', () => {
    const zero: Tcb = { ...inFlight, rcvAdv: inFlight.rcvNxt }
    const { tcb, rules } = receive(zero, fromPeer('PA', { seq: 1, ack: 31, len: 5 }), at())
    expect(tcb).toMatchObject({ sndUna: 31, rcvNxt: 1 })
    expect(rules).toContain('ack.new')
  })

  it('[seq.zero-window] the urgent pointer of a refused segment counts', () => {
    const { tcb, delivered } = receive(full, fromPeer('PAU', { seq: 1, ack: 1, len: 5, urgent: 5 }), at())
    expect(tcb.rcvUp).toBe(6)
    expect(delivered).toBe(0)
  })

  it('the window is what was promised, not what is free now', () => {
    const shrunk: Tcb = { ...open, app: { ...open.app, unread: 4000 } }
    expect(receiveWindow({ ...shrunk, advertised: false })).toBe(96)
    expect(receiveWindow(shrunk)).toBe(4096)
    expect(receive(shrunk, fromPeer('PA', { seq: 1, ack: 1, len: 1000 }), at()).delivered).toBe(1000)
    const promisedLess: Tcb = { ...open, rcvAdv: seq(101) }
    expect(receive(promisedLess, fromPeer('PA', { seq: 1, ack: 1, len: 1000 }), at()).delivered).toBe(100)
  })
})

describe('ESTABLISHED: RST and SYN', () => {
  rows(
    ['[rst.exact] resets', open, fromPeer('R', { seq: 1 }), 'CLOSED; tells reset'],
    ['[rst.exact] whatever it acknowledges', open, fromPeer('RA', { seq: 1, ack: 9999 }), 'CLOSED; tells reset'],
    ['[rst.exact] with data', open, fromPeer('RA', { seq: 1, ack: 1, len: 10 }), 'CLOSED; tells reset'],
    ['[rst.in-window] challenge', open, fromPeer('R', { seq: 2 }), CHALLENGED],
    ['[rst.outside] below', open, fromPeer('R', { seq: 0 }), 'ESTABLISHED; dropped'],
    ['[rst.outside] above', open, fromPeer('R', { seq: 9000 }), 'ESTABLISHED; dropped'],
    ['[syn.challenge] in the window', open, fromPeer('S', { seq: 5 }), CHALLENGED],
    ['[seq.unacceptable] the handshake SYN again', open, fromPeer('S', { seq: 0 }), CHALLENGED],
    ['[seq.unacceptable] the SYN,ACK again', open, fromPeer('SA', { seq: 0, ack: 1 }), CHALLENGED],
    ['[seq.unacceptable] a SYN far away (fig 9)', open, fromPeer('S', { seq: 40_000 }), CHALLENGED],
  )

  it('[rst.exact] leaves what was received to be read', () => {
    const unread = { ...open, app: { ...open.app, unread: 7 } }
    expect(receive(unread, fromPeer('R', { seq: 1 }), at()).tcb.app).toMatchObject({ unread: 7, over: 'ECONNRESET' })
    const orphan = { ...unread, app: { ...unread.app, fullyClosed: true } }
    expect(receive(orphan, fromPeer('R', { seq: 1 }), at()).tcb.app.unread).toBe(0)
  })
})

describe('ESTABLISHED: ACK number', () => {
  rows(
    ['[ack.new] all', inFlight, fromPeer('A', { seq: 1, ack: 31 }), 'ESTABLISHED'],
    ['[ack.duplicate] at SND.UNA', inFlight, fromPeer('A', { seq: 1, ack: 11 }), 'ESTABLISHED'],
    ['[ack.duplicate] below SND.UNA', inFlight, fromPeer('A', { seq: 1, ack: 5 }), 'ESTABLISHED'],
    ['[ack.unsent-data] above SND.NXT', inFlight, fromPeer('A', { seq: 1, ack: 32 }), CHALLENGED],
    ['[ack.unsent-data] the text is dropped too', inFlight, fromPeer('PA', { seq: 1, ack: 32, len: 5 }), CHALLENGED],
    [
      '[ack.too-old] more than the largest window back',
      inFlight,
      fromPeer('A', { seq: 1, ack: 11 - 4097 }),
      CHALLENGED,
    ],
    [
      '[ack.duplicate] exactly the largest window back',
      inFlight,
      fromPeer('A', { seq: 1, ack: 11 - 4096 }),
      'ESTABLISHED',
    ],
    [
      '[text.in-order] the text of an old ACK counts',
      inFlight,
      fromPeer('PA', { seq: 1, ack: 5, len: 4 }),
      'ESTABLISHED; ack(data by 20000); delivers 4',
    ],
  )

  it('[ack.new] takes what is acknowledged off the queue and starts the timer anew', () => {
    const tcb: Tcb = {
      ...inFlight,
      sent: [
        { seq: seq(11), length: 10, data: 'abcdefghij' },
        { seq: seq(21), length: 10 },
      ],
      timers: { ...inFlight.timers, retransmit: 50, retries: 3 },
      owed: [{ kind: 'retransmit', since: 1, rule: 'timer.retransmission' }],
    }
    const partly = receive(tcb, fromPeer('A', { seq: 1, ack: 15 }), at(1000)).tcb
    expect(partly.sent).toEqual([
      { seq: 15, length: 6, data: 'efghij' },
      { seq: 21, length: 10 },
    ])
    expect(partly.owed).toEqual([])
    expect(partly.timers).toMatchObject({ retransmit: 31_000, retries: 0 })
    const wholly = receive(partly, fromPeer('A', { seq: 1, ack: 31 }), at(1000)).tcb
    expect(wholly.sent).toEqual([])
    expect(wholly.timers.retransmit).toBeNull()
  })

  it('[ack.window] takes the window of the newest segment only', () => {
    const tcb = after(inFlight, fromPeer('A', { seq: 1, ack: 21, win: 500 }))
    expect(tcb).toMatchObject({ sndWnd: 500, sndWl1: 1, sndWl2: 21, maxSndWnd: 4096 })
    expect(receive(tcb, fromPeer('A', { seq: 1, ack: 15, win: 9 }), at()).tcb.sndWnd).toBe(500)
    const newer = { ...tcb, sndWl1: seq(50) }
    expect(receive(newer, fromPeer('A', { seq: 1, ack: 21, win: 9 }), at()).tcb.sndWnd).toBe(500)
    expect(receive(tcb, fromPeer('A', { seq: 1, ack: 21, win: 9 }), at()).rules).toContain('ack.window')
  })

  it('[ack.window] a window of its own voids the probe and stops the persist timer', () => {
    const waiting: Tcb = {
      ...open,
      sndWnd: 0,
      app: { ...open.app, unsent: 5 },
      timers: { ...open.timers, persist: 9 },
      owed: [{ kind: 'probe', since: 1, rule: 'timer.persist' }],
    }
    const { tcb } = receive(waiting, fromPeer('A', { seq: 1, ack: 1, win: 1000 }), at())
    expect(tcb.owed).toEqual([])
    expect(tcb.timers.persist).toBeNull()
  })

  it('[ack.third-duplicate] asks for a retransmission, once', () => {
    const duplicate = fromPeer('A', { seq: 1, ack: 11 })
    const two = after(inFlight, duplicate, duplicate)
    expect(two.owed).toEqual([])
    const third = receive(two, duplicate, at(9))
    expect(summary(third)).toBe('ESTABLISHED; retransmit')
    expect(third.rules).toContain('ack.third-duplicate')
    expect(summary(receive(third.tcb, duplicate, at(9)))).toBe('ESTABLISHED')
    expect(after(third.tcb, fromPeer('A', { seq: 1, ack: 21 })).dupAcks).toBe(0)
  })

  it.each([
    ['a changed window', fromPeer('A', { seq: 1, ack: 11, win: 5 })],
    ['text', fromPeer('PA', { seq: 1, ack: 11, len: 1 })],
    ['an old number', fromPeer('A', { seq: 1, ack: 10 })],
  ])('[ack.third-duplicate] %s is not a duplicate', (_, segment) => {
    expect(receive(inFlight, segment, at()).tcb.dupAcks).toBe(0)
  })
})

describe('ESTABLISHED: URG, text, FIN', () => {
  rows(
    [
      '[urg.pointer] moves RCV.UP',
      open,
      fromPeer('PAU', { seq: 1, ack: 1, len: 2, urgent: 2 }),
      'ESTABLISHED; ack(data by 20000); delivers 2',
    ],
    [
      '[text.in-order] text',
      open,
      fromPeer('PA', { seq: 1, ack: 1, len: 10 }),
      'ESTABLISHED; ack(data by 20000); delivers 10',
    ],
    [
      '[text.every-second] two full-sized segments',
      open,
      fromPeer('A', { seq: 1, ack: 1, len: 2048 }),
      'ESTABLISHED; ack(data); delivers 2048',
    ],
    ['[text.out-of-order] above a hole', open, fromPeer('PA', { seq: 11, ack: 1, len: 10 }), 'ESTABLISHED; ack(dup)'],
    [
      '[text.trimmed] all old but the last byte',
      tcbIn('ESTABLISHED', { received: 5 }),
      fromPeer('PA', { seq: 1, ack: 1, len: 6 }),
      'ESTABLISHED; ack(data by 20000); delivers 1',
    ],
    [
      '[text.trimmed] partly old',
      tcbIn('ESTABLISHED', { received: 5 }),
      fromPeer('PA', { seq: 1, ack: 1, len: 8 }),
      'ESTABLISHED; ack(data by 20000); delivers 3',
    ],
    [
      '[text.trimmed] partly beyond the window, FIN and all',
      open,
      fromPeer('FA', { seq: 1, ack: 1, len: 5000 }),
      'ESTABLISHED; ack(data); delivers 4096',
    ],
    ['[fin.in-order] FIN', open, fromPeer('FA', { seq: 1, ack: 1 }), 'CLOSE_WAIT; ack(fin); tells end-of-stream'],
    [
      '[close.peer-first] FIN with text',
      open,
      fromPeer('FPA', { seq: 1, ack: 1, len: 5 }),
      'CLOSE_WAIT; ack(fin); delivers 5; tells end-of-stream',
    ],
    [
      '[seq.fin-at-edge] text that fills the window, FIN one past it',
      open,
      fromPeer('FA', { seq: 4097, ack: 1 }),
      'ESTABLISHED; ack(dup)',
    ],
    ['[fin.held] FIN above a hole', open, fromPeer('FA', { seq: 11, ack: 1 }), 'ESTABLISHED; ack(dup)'],
    [
      '[text.after-close] new text after close()',
      { ...open, app: { ...open.app, fullyClosed: true } },
      fromPeer('PA', { seq: 1, ack: 1, len: 1 }),
      'CLOSED; rst seq=1',
    ],
  )

  it('[urg.pointer] never moves back', () => {
    const far = after(open, fromPeer('PAU', { seq: 1, ack: 1, len: 1, urgent: 100 }))
    expect(far.rcvUp).toBe(101)
    expect(after(far, fromPeer('PAU', { seq: 2, ack: 1, len: 1, urgent: 1 })).rcvUp).toBe(101)
  })

  it('[text.fills-hole] delivers what was held and acknowledges at once', () => {
    const hole = after(open, fromPeer('PA', { seq: 11, ack: 1, len: 10 }))
    expect(hole.held).toEqual([{ seq: 11, length: 10, fin: false }])
    const arrival = receive(hole, fromPeer('PA', { seq: 1, ack: 1, len: 10 }), at())
    expect(summary(arrival)).toBe('ESTABLISHED; ack(data); delivers 20')
    expect(arrival.rules).toContain('text.fills-hole')
    expect(arrival.tcb).toMatchObject({ rcvNxt: 21, held: [], app: { unread: 20 } })
  })

  it('[text.fills-hole] a part of the hole is acknowledged at once too', () => {
    const hole = after(open, fromPeer('PA', { seq: 11, ack: 1, len: 10 }))
    expect(summary(receive(hole, fromPeer('PA', { seq: 1, ack: 1, len: 5 }), at()))).toBe(
      'ESTABLISHED; ack(data); delivers 5',
    )
  })

  it('[text.out-of-order] overlapping runs become one', () => {
    const tcb = after(
      open,
      fromPeer('PA', { seq: 31, ack: 1, len: 10 }),
      fromPeer('PA', { seq: 11, ack: 1, len: 10 }),
      fromPeer('PA', { seq: 15, ack: 1, len: 20 }),
      fromPeer('PA', { seq: 51, ack: 1, len: 5 }),
    )
    expect(tcb.held).toEqual([
      { seq: 11, length: 30, fin: false },
      { seq: 51, length: 5, fin: false },
    ])
  })

  it('[text.out-of-order] runs that touch become one', () => {
    const tcb = after(open, fromPeer('PA', { seq: 11, ack: 1, len: 10 }), fromPeer('PA', { seq: 21, ack: 1, len: 5 }))
    expect(tcb.held).toEqual([{ seq: 11, length: 15, fin: false }])
  })

  it('[fin.held] a FIN that later text contradicts is forgotten', () => {
    const early = after(open, fromPeer('FA', { seq: 11, ack: 1 }))
    const late = receive(early, fromPeer('PA', { seq: 1, ack: 1, len: 20 }), at())
    expect(late.tcb).toMatchObject({ state: 'ESTABLISHED', rcvNxt: 21, finReceived: false, held: [] })
  })

  it('[fin.held] a FIN ahead of its data waits for it', () => {
    const early = receive(open, fromPeer('FA', { seq: 11, ack: 1 }), at())
    expect(early.tcb).toMatchObject({ state: 'ESTABLISHED', rcvNxt: 1, finReceived: false })
    const late = receive(early.tcb, fromPeer('PA', { seq: 1, ack: 1, len: 10 }), at())
    expect(summary(late)).toBe('CLOSE_WAIT; ack(fin); delivers 10; tells end-of-stream')
    expect(late.tcb).toMatchObject({ rcvNxt: 12, finReceived: true, held: [] })
  })

  it('[text.every-second] the second segment makes a delayed ACK urgent and keeps its age', () => {
    const one = receive(open, fromPeer('A', { seq: 1, ack: 1, len: 1024 }), at(100)).tcb
    expect(one.owed).toMatchObject([{ reason: 'data', since: 100, due: 20_100 }])
    const two = receive(one, fromPeer('A', { seq: 1025, ack: 1, len: 1024 }), at(200)).tcb
    expect(two.owed).toMatchObject([{ reason: 'data', since: 100, due: null, rule: 'text.every-second' }])
  })
})
