import { describe, expect, it } from 'vitest'
import { judge, moves, receive, receiveWindow, seq, type Tcb, transmit, windowToAnnounce } from '../../src/index.ts'
import { at, fromPeer } from '../tcb-builder.ts'
import { app, endpoint, IMPLIED, ours, SPACES } from './pairs/pair.ts'

const open = endpoint('ESTABLISHED')
const text = (start: number, len: number) => fromPeer('PA', { seq: start, ack: 1, len }, SPACES)

describe('the window that may be announced', () => {
  it('[window.no-shrink] text above a hole takes nothing from it', () => {
    const hole = receive(open, text(101, 1000), at()).tcb
    expect(hole.held).toMatchObject([{ length: 1000 }])
    expect([receiveWindow(hole), windowToAnnounce(hole)]).toEqual([4096, 4096])
    const answer = moves(hole, IMPLIED).find((move) => move.required)?.segment
    expect(answer?.window).toBe(4096)
    expect(judge(hole, ours('A', { seq: 1, ack: 1, win: 3096 }), IMPLIED)).toMatchObject({ level: 'poor' })
    const answered = transmit(hole, ours('A', { seq: 1, ack: 1 }), IMPLIED).tcb
    expect(answered.rcvAdv).toBe(open.rcvAdv)
    const filled = receive(answered, text(1, 100), at()).tcb
    expect([receiveWindow(filled), windowToAnnounce(filled)]).toEqual([2996, 2996])
  })

  it('[window.free-buffer] is what the judge takes as the limit, and what is announced never passes it', () => {
    const read: Tcb = app({ ...open, rcvAdv: seq(SPACES.irs + 1001) }, { unread: 2096 })
    expect(receiveWindow(read)).toBe(2000)
    expect(windowToAnnounce(read)).toBe(1000)
    for (const [win, level] of [[2000, 'poor'] as const, [2001, 'mistake'] as const]) {
      expect(judge(read, ours('A', { seq: 1, ack: 1, win }), IMPLIED).level).toBe(level)
    }
    expect(judge(read, ours('A', { seq: 1, ack: 1, win: 2001 }), IMPLIED).mistake).toMatchObject({ expected: 2000 })
  })

  it('[window.free-buffer] counts from the acknowledgment number: a late one moves no edge', () => {
    const came = receive(receive(open, text(1, 100), at()).tcb, text(101, 100), at()).tcb
    const late = (win: number) => judge(came, ours('A', { seq: 1, ack: 101, win }), IMPLIED)
    expect(late(3996)).toMatchObject({ level: 'unusual', notes: ['ack.stale'] })
    expect(late(3997).mistake).toMatchObject({ code: 'window.too-big', expected: 3996 })
    expect(judge(came, ours('A', { seq: 1, ack: 201, win: 3897 }), IMPLIED).mistake).toMatchObject({ expected: 3896 })
  })

  it('[window.free-buffer] what was promised may be promised again, and the field ends at 65535', () => {
    expect(receiveWindow(app(open, { unread: 4000 }))).toBe(4096)
    const large: Tcb = { ...open, rcvBuffer: 100_000, advertised: false }
    expect([receiveWindow(large), windowToAnnounce(large)]).toEqual([100_000, 65_535])
  })
})
