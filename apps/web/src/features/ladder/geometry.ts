import type { FlightId, LadderRow, SocketId, StateMark } from '@synposium/classroom'
import { type Flag, type SocketAddress, type State, sameAddress } from '@synposium/tcp'
import { hueOf } from '../../ui/phase.ts'

/** The measures of the ladder at one size, in px. */
export interface Metrics {
  /** From one segment to the next. */
  readonly pitch: number
  /** From a call or a timer to what follows it. */
  readonly note: number
  /** How far an arrow falls when nothing happens while it flies. */
  readonly slant: number
  readonly top: number
  readonly rail: number
  /** The least distance between the middles of two labels. */
  readonly label: number
}

export type Size = 'wide' | 'compact' | 'projector'

export const METRICS: Readonly<Record<Size, Metrics>> = {
  wide: { pitch: 56, note: 26, slant: 23.5, top: 26, rail: 22, label: 33 },
  compact: { pitch: 66, note: 26, slant: 27.5, top: 24, rail: 22, label: 31 },
  projector: { pitch: 84, note: 40, slant: 35, top: 34, rail: 28, label: 46 },
}

/** A row that is being drawn up and not sent yet. */
export interface DraftRow {
  readonly from: SocketId
  readonly source: SocketAddress
  readonly destination: SocketAddress
  readonly flags: readonly Flag[]
  readonly length: number
}

/** A column as the geometry sees it. */
export interface Rail {
  readonly id: string
  readonly sockets: readonly SocketId[]
  readonly side: 'left' | 'right'
  readonly local: SocketAddress | null
  readonly remote: SocketAddress | null
  readonly state: State | null
}

/** Where the rails stand: the client's on the left, the server's on the right (ux: 136, W−296, W−104). */
export function railPositions(rails: readonly Pick<Rail, 'side'>[], width: number, size: Size): readonly number[] {
  if (size === 'compact') return rails.map((rail) => (rail.side === 'left' ? 34 : width - 34))
  const [first, last, gap] = size === 'projector' ? [190, 130, 240] : [136, 104, 192]
  const right = rails.filter((rail) => rail.side === 'right').length
  const left = rails.length - right
  const room = (width - first - last) * 0.62
  const step = right > 1 ? Math.min(gap, room / (right - 1)) : 0
  const leftStep = left > 1 ? Math.min(gap, (width * 0.3) / (left - 1)) : 0
  let l = 0
  let r = 0
  return rails.map((rail) => (rail.side === 'left' ? first + leftStep * l++ : width - last - step * (right - 1 - r++)))
}

export interface PlacedSegment {
  readonly row: Extract<LadderRow, { kind: 'segment' }>
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
  /** 1: to the right. */
  readonly dir: 1 | -1
  readonly labelX: number
  readonly labelY: number
  readonly hue: Flag
}

export interface PlacedNote {
  readonly row: Extract<LadderRow, { kind: 'call' | 'timer' }>
  readonly x: number
  readonly y: number
  readonly side: 'left' | 'right'
}

export interface Band {
  readonly rail: number
  readonly state: State
  readonly y0: number
  readonly y1: number
  /** The first of its rail: it begins where the socket does, with square corners. */
  readonly first: boolean
}

export type PlacedDraft = Omit<PlacedSegment, 'row'>

export interface LadderLayout {
  readonly segments: readonly PlacedSegment[]
  readonly notes: readonly PlacedNote[]
  readonly bands: readonly Band[]
  readonly draft: PlacedDraft | null
  readonly height: number
}

export interface LadderInput {
  readonly rows: readonly LadderRow[]
  readonly before: readonly StateMark[]
  readonly rails: readonly Rail[]
  readonly xs: readonly number[]
  readonly draft: DraftRow | null
  readonly metrics: Metrics
  /** Where the middle of the labels stands. */
  readonly labelX: number
  readonly minHeight: number
}

const timeOf = (row: LadderRow): number => (row.kind === 'segment' ? row.sentAt : row.at)
const step = (row: LadderRow, m: Metrics) => (row.kind === 'segment' ? m.pitch : m.note)

/** The y at which each row begins, and after the last the y of the next. */
export function rowTops(rows: readonly LadderRow[], m: Metrics): readonly number[] {
  const tops = [m.top]
  for (const row of rows) tops.push((tops.at(-1) ?? m.top) + step(row, m))
  return tops
}

/**
 * The y at which each segment arrives. Rows follow each other in order of sending; a segment that arrives after a later one was
 * sent ends below the start of that one, so segments that cross on the wire cross in the picture.
 */
export function arrivalTops(
  rows: readonly LadderRow[],
  tops: readonly number[],
  m: Metrics,
): ReadonlyMap<FlightId, number> {
  const gaps = new Map<number, Extract<LadderRow, { kind: 'segment' }>[]>()
  for (const [i, row] of rows.entries()) {
    if (row.kind !== 'segment') continue
    let gap = i
    while (gap + 1 < rows.length && timeOf(rows[gap + 1] ?? row) < row.arriveAt) gap++
    gaps.set(gap, [...(gaps.get(gap) ?? []), row])
  }
  const arrivals = new Map<FlightId, number>()
  for (const [gap, landing] of gaps) {
    const row = rows[gap]
    if (!row) continue
    const room = step(row, m)
    const spread = Math.min(8, (room * 0.5) / landing.length)
    const inOrder = [...landing].sort((a, b) => a.arriveAt - b.arriveAt || a.n - b.n)
    for (const [k, segment] of inOrder.entries())
      arrivals.set(segment.flight, (tops[gap] ?? m.top) + (room * m.slant) / m.pitch + k * spread)
  }
  return arrivals
}

/** The column a segment goes to: where it arrived, else the socket that its addresses name (exact pair, listener, host). */
export function targetRail(
  to: SocketId | null,
  source: SocketAddress,
  destination: SocketAddress,
  rails: readonly Rail[],
): number {
  const by = (test: (rail: Rail) => boolean) => rails.findIndex(test)
  const arrived = to === null ? -1 : by((rail) => rail.sockets.includes(to))
  if (arrived >= 0) return arrived
  const bound = (rail: Rail) => rail.local !== null && sameAddress(rail.local, destination)
  const exact = by((rail) => bound(rail) && rail.remote !== null && sameAddress(rail.remote, source))
  if (exact >= 0) return exact
  const local = by(bound)
  return local >= 0 ? local : by((rail) => rail.local !== null && rail.local.ip === destination.ip)
}

function sourceRail(from: SocketId | null, source: SocketAddress, destination: SocketAddress, rails: readonly Rail[]) {
  return targetRail(from, destination, source, rails)
}

interface Ends {
  readonly from: number
  readonly to: number
  readonly y1: number
  readonly y2: number
}

function line(ends: Ends, input: LadderInput, flags: readonly Flag[]): PlacedDraft {
  const { xs, metrics: m, labelX } = input
  const a = xs[ends.from] ?? 0
  const b = xs[ends.to] ?? 0
  const dir = b >= a ? 1 : -1
  const x1 = a + (dir * m.rail) / 2
  const x2 = b - dir * (m.rail / 2 + 1)
  const inside = Math.min(Math.max(labelX, Math.min(x1, x2)), Math.max(x1, x2))
  const labelY = ends.y1 + ((ends.y2 - ends.y1) * (inside - x1)) / (x2 - x1 || 1)
  return { x1, y1: ends.y1, x2, y2: ends.y2, dir, labelX: inside, labelY, hue: hueOf(flags) }
}

/** Labels of segments that fly at once keep their distance: each moves up along its own line. */
function partLabels(segments: readonly PlacedSegment[], apart: number): PlacedSegment[] {
  let below = Number.POSITIVE_INFINITY
  return [...segments]
    .reverse()
    .map((segment) => {
      const labelY = Math.min(segment.labelY, below - apart)
      below = labelY
      if (labelY === segment.labelY || segment.y2 === segment.y1) return segment
      const k = Math.max(0, (labelY - segment.y1) / (segment.y2 - segment.y1))
      const labelX = segment.x1 + k * (segment.x2 - segment.x1)
      return {
        ...segment,
        labelY,
        labelX: segment.dir > 0 ? Math.max(labelX, segment.x1) : Math.min(labelX, segment.x1),
      }
    })
    .reverse()
}

/** Places everything of the ladder. Pure: the same rows and sizes give the same picture. */
export function layOut(input: LadderInput): LadderLayout {
  const { rows, rails, metrics: m } = input
  const tops = rowTops(rows, m)
  const arrivals = arrivalTops(rows, tops, m)
  const end = tops.at(-1) ?? m.top
  const segments: PlacedSegment[] = []
  const notes: PlacedNote[] = []
  for (const [i, row] of rows.entries()) {
    const y1 = tops[i] ?? m.top
    if (row.kind === 'segment') {
      const { source, destination, flags } = row.segment
      const from = sourceRail(row.from, source, destination, rails)
      const to = targetRail(row.to, source, destination, rails)
      if (from < 0 && to < 0) continue
      const ends = { from: from < 0 ? opposite(to, rails) : from, to: to < 0 ? opposite(from, rails) : to }
      segments.push({ row, ...line({ ...ends, y1, y2: arrivals.get(row.flight) ?? y1 + m.slant }, input, flags) })
    } else {
      const socket = row.kind === 'call' ? row.from : row.socket
      const rail = rails.findIndex((r) => r.sockets.includes(socket))
      if (rail >= 0) notes.push({ row, x: input.xs[rail] ?? 0, y: y1, side: rails[rail]?.side ?? 'left' })
    }
  }
  const draft = input.draft ? placeDraft(input.draft, end, input) : null
  const height = Math.max(end + (input.draft ? m.pitch : 0) + 2, input.minHeight)
  return {
    segments: partLabels(segments, m.label),
    notes,
    draft,
    height,
    bands: bandsOf(input, tops, arrivals, height),
  }
}

const opposite = (rail: number, rails: readonly Rail[]): number => {
  const other = rails.findIndex((r) => r.side !== rails[rail]?.side)
  return other < 0 ? rail : other
}

function placeDraft(draft: DraftRow, y1: number, input: LadderInput): PlacedDraft | null {
  const from = sourceRail(draft.from, draft.source, draft.destination, input.rails)
  if (from < 0) return null
  const found = targetRail(null, draft.source, draft.destination, input.rails)
  const to = found < 0 || found === from ? opposite(from, input.rails) : found
  return line({ from, to, y1, y2: y1 + input.metrics.slant }, input, draft.flags)
}

/** The states of each rail from top to bottom. A rail begins where its socket does. */
function bandsOf(
  input: LadderInput,
  tops: readonly number[],
  arrivals: ReadonlyMap<FlightId, number>,
  height: number,
): Band[] {
  const marks = input.before.map((mark) => ({ ...mark, y: 0 }))
  for (const [i, row] of input.rows.entries()) {
    const top = tops[i] ?? 0
    if (row.kind === 'segment') {
      marks.push(...row.onSend.map((mark) => ({ ...mark, y: top })))
      marks.push(...row.onArrive.map((mark) => ({ ...mark, y: arrivals.get(row.flight) ?? top })))
    } else marks.push(...row.marks.map((mark) => ({ ...mark, y: top })))
  }
  marks.sort((a, b) => a.y - b.y)
  return input.rails.flatMap((rail, index) => {
    const own = marks.filter((mark) => rail.sockets.includes(mark.socket))
    const first = own[0]
    const states =
      first === undefined && rail.state !== null && rail.sockets.length > 0 ? [{ state: rail.state, y: 0 }] : own
    const distinct = states.filter((mark, i) => mark.state !== states[i - 1]?.state)
    return distinct.map((mark, i) => ({
      rail: index,
      state: mark.state,
      y0: mark.y,
      y1: distinct[i + 1]?.y ?? height,
      first: i === 0,
    }))
  })
}
