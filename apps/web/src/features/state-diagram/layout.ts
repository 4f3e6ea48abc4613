import type { State } from '@synposium/tcp'

/** The canvas of the diagram. The places are canonical and never move: students learn them like a map. */
export const CANVAS = { width: 540, height: 372 } as const

export const NODE_HEIGHT = 30
export const nodeWidth = (state: State): number => (state === 'ESTABLISHED' ? 118 : 104)

/** The centre of each state's box. */
export const NODES: Readonly<Record<State, readonly [x: number, y: number]>> = {
  CLOSED: [270, 20],
  LISTEN: [270, 80],
  SYN_RCVD: [92, 118],
  SYN_SENT: [430, 118],
  ESTABLISHED: [270, 176],
  FIN_WAIT_1: [92, 232],
  CLOSING: [270, 272],
  CLOSE_WAIT: [430, 232],
  FIN_WAIT_2: [92, 338],
  TIME_WAIT: [270, 338],
  LAST_ACK: [430, 338],
}

export type Arrow = `${State}>${State}`
export const arrowOf = (step: { readonly from: State; readonly to: State }): Arrow => `${step.from}>${step.to}`

export interface Edge {
  /** Path of the arrow, absolute commands M L H V Q only. */
  readonly d: string
  /** Where its label stands, and which end of the text that is. */
  readonly x: number
  readonly y: number
  readonly anchor: 'start' | 'middle' | 'end'
  readonly dashed?: true
}

const edge = (d: string, x: number, y: number, anchor: Edge['anchor'] = 'middle'): Edge => ({ d, x, y, anchor })

/** The 17 arrows of the figure (RFC 9293 §3.3.2). */
export const FIGURE: Readonly<Partial<Record<Arrow, Edge>>> = {
  'CLOSED>LISTEN': edge('M270 35V65', 276, 54, 'start'),
  'CLOSED>SYN_SENT': edge('M322 20H400Q430 20 430 50V103', 336, 14, 'start'),
  'LISTEN>SYN_RCVD': edge('M218 80H122Q92 80 92 103', 168, 74),
  'SYN_SENT>SYN_RCVD': { ...edge('M378 122H144', 262, 117), dashed: true },
  'SYN_RCVD>ESTABLISHED': edge('M118 133Q136 168 211 173', 148, 151, 'start'),
  'SYN_SENT>ESTABLISHED': edge('M404 133Q390 166 329 173', 398, 166, 'start'),
  'SYN_RCVD>FIN_WAIT_1': edge('M78 133V217', 72, 178, 'end'),
  'ESTABLISHED>FIN_WAIT_1': edge('M211 181Q128 186 112 217', 162, 202, 'start'),
  'ESTABLISHED>CLOSE_WAIT': edge('M329 181Q404 186 416 217', 352, 202, 'start'),
  'FIN_WAIT_1>FIN_WAIT_2': edge('M92 247V323', 84, 290, 'end'),
  'FIN_WAIT_1>CLOSING': edge('M144 236Q200 240 218 262', 186, 236, 'start'),
  'FIN_WAIT_1>TIME_WAIT': edge('M124 247Q140 312 217 330', 140, 296, 'start'),
  'FIN_WAIT_2>TIME_WAIT': edge('M144 344H216', 180, 358),
  'CLOSING>TIME_WAIT': edge('M270 287V323', 278, 308, 'start'),
  'CLOSE_WAIT>LAST_ACK': edge('M430 247V323', 422, 290, 'end'),
  'TIME_WAIT>CLOSED': edge(
    'M322 338H340Q352 338 352 350V354Q352 366 364 366H504Q520 366 520 350V40Q520 28 508 28H324',
    326,
    332,
    'start',
  ),
  // Joins the way back of TIME_WAIT.
  'LAST_ACK>CLOSED': edge('M482 338H520', 500, 332),
}

/** Arrows that the figure leaves out: drawn with “all arrows”. */
export const BESIDE_THE_FIGURE: Readonly<Partial<Record<Arrow, Edge>>> = {
  'LISTEN>CLOSED': edge('M252 65V37', 248, 54, 'end'),
  'LISTEN>SYN_SENT': edge('M322 84Q372 86 392 102', 330, 98, 'start'),
  'SYN_SENT>CLOSED': edge('M446 103V46Q446 26 424 26H324', 452, 72, 'start'),
  'SYN_SENT>CLOSE_WAIT': edge('M440 133V216', 446, 190, 'start'),
  'SYN_RCVD>CLOSE_WAIT': edge('M144 127Q300 140 394 216', 300, 158, 'start'),
  'SYN_RCVD>LISTEN': edge('M140 103Q160 90 216 88', 150, 112, 'start'),
  'TIME_WAIT>SYN_RCVD': edge('M232 322Q60 300 40 250Q20 200 46 134', 38, 268, 'end'),
}

/** Arrows straight to CLOSED (RST, abort, a timeout): a stub at the state says so, because nine lines across the map would hide it. */
export const STUBS: ReadonlySet<State> = new Set([
  'SYN_RCVD',
  'ESTABLISHED',
  'FIN_WAIT_1',
  'FIN_WAIT_2',
  'CLOSE_WAIT',
  'CLOSING',
])

export const edgeOf = (arrow: Arrow): Edge | null => FIGURE[arrow] ?? BESIDE_THE_FIGURE[arrow] ?? null

/** Where a token rests while its reply is owed: half way along the arrow, or between the two boxes where no arrow is drawn. */
export function restingPlace(from: State, to: State): readonly [x: number, y: number] {
  const drawn = edgeOf(`${from}>${to}`)
  if (drawn) return midpoint(drawn.d)
  const [a, b] = [NODES[from], NODES[to]]
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]
}

type Point = readonly [number, number]

/** The point at half the length of a path of absolute M, L, H, V and Q commands. */
export function midpoint(d: string): Point {
  const points = flatten(d)
  const lengths = points.slice(1).map((p, i) => distance(points[i] ?? p, p))
  let rest = lengths.reduce((sum, l) => sum + l, 0) / 2
  for (const [i, length] of lengths.entries()) {
    const [a, b] = [points[i], points[i + 1]]
    if (!a || !b) break
    if (rest <= length && length > 0) {
      const k = rest / length
      return [a[0] + (b[0] - a[0]) * k, a[1] + (b[1] - a[1]) * k]
    }
    rest -= length
  }
  return points.at(-1) ?? [0, 0]
}

const distance = (a: Point, b: Point) => Math.hypot(a[0] - b[0], a[1] - b[1])
const CURVE_STEPS = 16

/** The path as a chain of points; a curve becomes CURVE_STEPS short lines. */
function flatten(d: string): Point[] {
  const points: Point[] = []
  for (const [, command = '', rest = ''] of d.matchAll(/([MLHVQ])([^MLHVQ]*)/g)) {
    const n = (rest.match(/-?[\d.]+/g) ?? []).map(Number)
    const [x, y] = points.at(-1) ?? [0, 0]
    const [a = 0, b = 0, c = 0, e = 0] = n
    if (command === 'H') points.push([a, y])
    else if (command === 'V') points.push([x, a])
    else if (command === 'Q') points.push(...curve([x, y], [a, b], [c, e]))
    else points.push([a, b])
  }
  return points
}

const curve = (from: Point, bend: Point, to: Point): Point[] =>
  Array.from({ length: CURVE_STEPS }, (_, i) => {
    const k = (i + 1) / CURVE_STEPS
    const at = (axis: 0 | 1) => (1 - k) ** 2 * from[axis] + 2 * (1 - k) * k * bend[axis] + k ** 2 * to[axis]
    return [at(0), at(1)]
  })
