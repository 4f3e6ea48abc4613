import type { LadderRow } from '@synposium/classroom'
import { type Flag, type SocketAddress, seq } from '@synposium/tcp'
import { describe, expect, it } from 'vitest'
import {
  arrivalTops,
  type LadderInput,
  layOut,
  METRICS,
  type Rail,
  railPositions,
  rowTops,
  targetRail,
} from './geometry.ts'

const A: SocketAddress = { ip: '10.0.1.2', port: 49152 }
const B: SocketAddress = { ip: '10.0.1.1', port: 80 }
const RAILS: readonly Rail[] = [
  { id: '1.client', sockets: ['1.client'], side: 'left', local: A, remote: B, state: 'ESTABLISHED' },
  { id: '1.listening', sockets: ['1.listening'], side: 'right', local: B, remote: null, state: 'LISTEN' },
  { id: '1.accepted', sockets: ['1.accepted'], side: 'right', local: B, remote: A, state: 'ESTABLISHED' },
]
type SegmentRow = Extract<LadderRow, { kind: 'segment' }>

const row = (
  n: number,
  from: 'A' | 'B',
  sentAt: number,
  arriveAt: number,
  more: Partial<SegmentRow> = {},
): SegmentRow => ({
  kind: 'segment',
  n,
  flight: n,
  from: from === 'A' ? '1.client' : '1.accepted',
  to: from === 'A' ? '1.accepted' : '1.client',
  by: 'autopilot',
  segment: {
    source: from === 'A' ? A : B,
    destination: from === 'A' ? B : A,
    flags: ['ACK'] as Flag[],
    seq: seq(1),
    ack: seq(1),
    window: 4096,
    length: 0,
  },
  base: { seq: seq(0), ack: seq(0) },
  sentAt,
  arriveAt,
  status: 'delivered',
  again: false,
  onSend: [],
  onArrive: [],
  ...more,
})

const m = METRICS.wide
const input = (rows: readonly LadderRow[], more: Partial<LadderInput> = {}): LadderInput => ({
  rows,
  before: [],
  rails: RAILS,
  xs: railPositions(RAILS, 869, 'wide'),
  draft: null,
  metrics: m,
  labelX: 358,
  minHeight: 0,
  ...more,
})

describe('rails', () => {
  it('stands where the design puts them', () => {
    expect(railPositions(RAILS, 869, 'wide')).toEqual([136, 573, 765])
    expect(railPositions(RAILS.slice(0, 2), 390, 'compact')).toEqual([34, 356])
  })
  it('keeps its order and its width with many children', () => {
    const many = [...RAILS, ...Array.from({ length: 5 }, (_, i) => ({ ...(RAILS[2] as Rail), id: `c${i}` }))]
    const xs = railPositions(many, 869, 'wide')
    expect([...xs].sort((a, b) => a - b)).toEqual(xs)
    expect(Math.max(...xs)).toBeLessThan(869)
  })
})

describe('where a segment goes', () => {
  it('prefers the exact pair, then the listener, then the host', () => {
    expect(targetRail(null, A, B, RAILS)).toBe(2)
    expect(targetRail(null, { ip: '10.0.1.2', port: 50_000 }, B, RAILS)).toBe(1)
    expect(targetRail(null, A, { ip: '10.0.1.1', port: 81 }, RAILS)).toBe(1)
    expect(targetRail(null, A, { ip: '10.9.9.9', port: 80 }, RAILS)).toBe(-1)
  })
})

describe('time runs downward', () => {
  it('lets an arrow fall by the slant when nothing happens while it flies', () => {
    const rows = [row(1, 'A', 0, 900), row(2, 'B', 5000, 5900)]
    const arrivals = arrivalTops(rows, rowTops(rows, m), m)
    expect(arrivals.get(1)).toBeCloseTo(m.top + m.slant)
    expect(arrivals.get(2)).toBeCloseTo(m.top + m.pitch + m.slant)
  })
  it('makes segments cross that crossed on the wire', () => {
    const { segments } = layOut(input([row(1, 'A', 0, 900), row(2, 'B', 400, 1300)]))
    const [a, b] = segments
    if (!a || !b) return expect.unreachable()
    // At each rail the one that was sent first is above: A leaves before B arrives there, B leaves before A arrives.
    expect(a.y1).toBeLessThan(b.y2)
    expect(b.y1).toBeLessThan(a.y2)
  })
  it('never lets an arrow arrive before it was sent, nor after the next row of its gap', () => {
    const rows = [row(1, 'A', 0, 3000), row(2, 'A', 100, 3100), row(3, 'A', 200, 3200), row(4, 'B', 9000, 9900)]
    const { segments } = layOut(input(rows))
    for (const s of segments) expect(s.y2).toBeGreaterThan(s.y1)
    const fourth = segments[3]?.y1 ?? 0
    for (const s of segments.slice(0, 3)) expect(s.y2).toBeLessThan(fourth)
  })
  it('keeps labels apart however many fly at once', () => {
    const rows = Array.from({ length: 6 }, (_, i) => row(i + 1, i % 2 ? 'B' : 'A', i * 100, 3000 + i * 100))
    const ys = layOut(input(rows)).segments.map((s) => s.labelY)
    for (const [i, y] of ys.slice(1).entries()) expect(y - (ys[i] ?? 0)).toBeGreaterThanOrEqual(m.label - 0.01)
  })
  it('gives calls and timers a smaller step', () => {
    const call: LadderRow = {
      kind: 'call',
      n: 1,
      from: '1.client',
      by: 'autopilot',
      call: { name: 'connect' },
      result: { ok: true, value: 0 },
      at: 0,
      marks: [],
    }
    expect(rowTops([call, row(2, 'A', 1, 2)], m)).toEqual([m.top, m.top + m.note, m.top + m.note + m.pitch])
    const { notes } = layOut(input([call]))
    expect(notes).toMatchObject([{ x: 136, side: 'left' }])
  })
})

describe('bands', () => {
  it('changes a rail at the send and at the arrival, and begins it where the socket does', () => {
    const syn = row(1, 'A', 0, 900, {
      to: '1.listening',
      onSend: [{ socket: '1.client', state: 'SYN_SENT' }],
      onArrive: [{ socket: '1.accepted', state: 'SYN_RCVD' }],
    })
    const { bands, segments, height } = layOut(
      input([syn], {
        before: [
          { socket: '1.client', state: 'CLOSED' },
          { socket: '1.listening', state: 'LISTEN' },
        ],
      }),
    )
    const first = segments[0]
    expect(bands.filter((b) => b.rail === 0).map((b) => [b.state, b.y0, b.y1])).toEqual([
      ['CLOSED', 0, first?.y1],
      ['SYN_SENT', first?.y1, height],
    ])
    expect(bands.filter((b) => b.rail === 2)).toMatchObject([{ state: 'SYN_RCVD', y0: first?.y2, first: true }])
  })
})

describe('the draft', () => {
  it('stands on the next row, from its socket to its peer', () => {
    const { draft } = layOut(
      input([row(1, 'A', 0, 900)], {
        draft: { from: '1.accepted', source: B, destination: A, flags: ['FIN', 'ACK'], length: 0 },
      }),
    )
    expect(draft).toMatchObject({ dir: -1, hue: 'FIN', y1: m.top + m.pitch })
  })
})
