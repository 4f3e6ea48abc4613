import {
  add,
  autopilot,
  type Call,
  type Context,
  call,
  closedTcb,
  DEFAULT_SETTINGS,
  expire,
  judge,
  moves,
  nextDue,
  receive,
  type Segment,
  type Settings,
  type SocketAddress,
  seq,
  type Tcb,
  transmit,
} from '../../src/index.ts'

export const A: SocketAddress = { ip: '10.0.0.1', port: 40_000 }
export const B: SocketAddress = { ip: '10.0.0.2', port: 80 }

export type Side = 'a' | 'b'
export const across = (side: Side): Side => (side === 'a' ? 'b' : 'a')

/** Small numbers that repeat for a seed (mulberry32); a failing seed can be named in a test. */
export const dice = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export interface PlayOptions {
  readonly settings?: Partial<Settings>
  readonly issA?: number
  readonly issB?: number
  readonly rcvBuffer?: number
  readonly mss?: number
  /** B listens; otherwise both are closed and know each other. */
  readonly listening?: boolean
}

/** Two endpoints and the wire between them; time moves only when it is told to. */
export class Play {
  now = 0
  readonly tcb: Record<Side, Tcb>
  /** Segments on their way to a side, oldest first. */
  readonly wire: Record<Side, Segment[]> = { a: [], b: [] }
  readonly delivered: Record<Side, number> = { a: 0, b: 0 }
  readonly #settings: Settings

  constructor(options: PlayOptions = {}) {
    this.#settings = { ...DEFAULT_SETTINGS, ...options.settings }
    const sizes = { rcvBuffer: options.rcvBuffer ?? 4096, ownMss: options.mss ?? 1024 }
    const listening = options.listening ?? true
    const b = closedTcb({ local: B, remote: listening ? null : A, iss: seq(options.issB ?? 900_000), ...sizes })
    this.tcb = {
      a: closedTcb({ local: A, remote: B, iss: seq(options.issA ?? 100), ...sizes }),
      b: listening ? { ...b, state: 'LISTEN' } : b,
    }
  }

  context(side: Side): Context {
    return { now: this.now, iss: add(this.tcb[side].iss, 64_001), settings: this.#settings }
  }

  call(side: Side, asked: Call): ReturnType<typeof call> {
    const called = call(this.tcb[side], asked, this.context(side))
    this.tcb[side] = called.tcb
    return called
  }

  /** Judges and sends: the verdict's level, with the segment on the wire unless it is a mistake. */
  send(side: Side, segment: Segment): ReturnType<typeof judge> {
    const verdict = judge(this.tcb[side], segment, this.context(side))
    if (verdict.level === 'mistake') return verdict
    this.tcb[side] = transmit(this.tcb[side], segment, this.context(side)).tcb
    this.wire[across(side)].push(segment)
    return verdict
  }

  /** The oldest (or the given) segment on its way to `side` arrives. */
  deliver(side: Side, index = 0): boolean {
    const [segment] = this.wire[side].splice(index, 1)
    if (segment === undefined) return false
    const arrival = receive(this.tcb[side], segment, this.context(side))
    this.tcb[side] = arrival.tcb
    this.delivered[side] += arrival.delivered
    return true
  }

  autopilot(side: Side): Segment | null {
    return autopilot(this.tcb[side], this.context(side))
  }

  moves(side: Side): ReturnType<typeof moves> {
    return moves(this.tcb[side], this.context(side))
  }

  /** Runs time on to the next timer of either side; false when none runs. */
  wait(): boolean {
    const due = [nextDue(this.tcb.a), nextDue(this.tcb.b)].filter((at) => at !== null)
    if (due.length === 0) return false
    this.now = Math.max(this.now, Math.min(...due))
    for (const side of ['a', 'b'] as const) this.tcb[side] = expire(this.tcb[side], this.context(side)).tcb
    return true
  }

  get states(): [Tcb['state'], Tcb['state']] {
    return [this.tcb.a.state, this.tcb.b.state]
  }
}
