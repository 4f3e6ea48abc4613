import { type Call, diff, judge, type Segment } from '../../src/index.ts'
import { A, across, B, dice, Play, type PlayOptions, type Side } from './play.ts'

/** A segment that should have been right and was not, with all that is needed to see it again. */
export interface Fault {
  readonly what: 'autopilot' | 'move' | 'level' | 'snd.nxt'
  readonly side: Side
  readonly state: string
  readonly segment: Segment
  readonly told: unknown
}

/** What the application may do; `abort` is rare, since it ends everything. */
const someCall = (roll: () => number, side: Side): Call => {
  const pick = roll()
  if (pick < 0.3) return { name: 'connect', to: side === 'a' ? B : A }
  if (pick < 0.6) return { name: 'write', length: 1 + Math.floor(roll() * 3000) }
  if (pick < 0.85) return { name: 'read', length: 1 + Math.floor(roll() * 5000) }
  if (pick < 0.93) return { name: 'shutdown', how: 'SHUT_WR' }
  return roll() < 0.7 ? { name: 'close' } : { name: 'abort' }
}

const checkMoves = (play: Play, side: Side): Fault | null => {
  const tcb = play.tcb[side]
  for (const move of play.moves(side)) {
    const verdict = judge(tcb, move.segment, play.context(side))
    if (verdict.level !== 'right' || verdict.act !== move.act) {
      return { what: 'move', side, state: tcb.state, segment: move.segment, told: { ...verdict, listed: move.act } }
    }
  }
  return null
}

const sendChecked = (play: Play, side: Side, segment: Segment, what: Fault['what']): Fault | null => {
  const before = play.tcb[side]
  const verdict = play.send(side, segment)
  if (verdict.level === 'mistake') return { what, side, state: before.state, segment, told: verdict.mistake }
  const after = play.tcb[side]
  const begins = before.sndNxt === before.iss || after.state === 'CLOSED'
  const backward = !begins && diff(after.sndNxt, before.sndNxt) < 0
  return backward ? { what: 'snd.nxt', side, state: before.state, segment, told: after.sndNxt } : null
}

/** The network's turn: deliver in order or not, lose, double. */
const happen = (play: Play, side: Side, roll: () => number): void => {
  const waiting = play.wire[side]
  if (waiting.length === 0) return
  const index = roll() < 0.7 ? 0 : Math.floor(roll() * waiting.length)
  const fate = roll()
  const [segment] = waiting.slice(index, index + 1)
  if (fate < 0.12) waiting.splice(index, 1)
  else if (fate < 0.24 && segment !== undefined) waiting.push(segment)
  else play.deliver(side, index)
}

const turn = (play: Play, roll: () => number): Fault | null => {
  const side: Side = roll() < 0.5 ? 'a' : 'b'
  const fault = checkMoves(play, side)
  if (fault !== null) return fault
  const pick = roll()
  if (pick < 0.12) play.call(side, someCall(roll, side))
  else if (pick < 0.35) {
    const segment = play.autopilot(side)
    if (segment !== null) return sendChecked(play, side, segment, 'autopilot')
  } else if (pick < 0.45) {
    const all = play.moves(side).filter((move) => move.act !== 'abort' || roll() < 0.1)
    const move = all[Math.floor(roll() * all.length)]
    if (move !== undefined) return sendChecked(play, side, move.segment, 'move')
  } else if (pick < 0.95) happen(play, roll() < 0.5 ? side : across(side), roll)
  else play.wait()
  return null
}

/** Both ends in random legal play over a bad network; null when nothing was wrong. */
export const playRandomly = (seed: number, turns: number, options: PlayOptions): Fault | null => {
  const roll = dice(seed)
  const play = new Play({ issA: roll() * 2 ** 32, issB: roll() * 2 ** 32, ...options })
  for (let i = 0; i < turns; i += 1) {
    const fault = turn(play, roll)
    if (fault !== null) return fault
  }
  return null
}

export interface Errand {
  readonly bytesA: number
  readonly bytesB: number
  /** The share of segments the network loses. */
  readonly loss: number
}

/** Everything that can be sent is sent and everything that arrives is read, until both sides have nothing to say. */
const exchange = (play: Play, roll: () => number, loss: number): Fault | null => {
  for (let busy = true; busy; ) {
    busy = false
    for (const side of ['a', 'b'] as const) {
      while (play.wire[side].length > 0) {
        if (roll() < loss) play.wire[side].shift()
        else play.deliver(side)
        busy = true
      }
      if (play.tcb[side].app.unread > 0) play.call(side, { name: 'read', length: 100_000 })
      const segment = play.autopilot(side)
      if (segment === null) continue
      const fault = sendChecked(play, side, segment, 'autopilot')
      if (fault !== null) return fault
      busy = true
    }
  }
  return null
}

/** Connects; without a listener both SYNs are on the wire before either arrives. */
const open = (play: Play, both: boolean): void => {
  play.call('a', { name: 'connect', to: B })
  if (both) play.call('b', { name: 'connect', to: A })
  for (const side of both ? (['a', 'b'] as const) : (['a'] as const)) {
    const syn = play.autopilot(side)
    if (syn !== null) play.send(side, syn)
  }
}

/** An open side writes what it has to write, B after it has heard A out, and closes; true when it did so now. */
const finish = (play: Play, side: Side, errand: Errand): boolean => {
  const { state } = play.tcb[side]
  if (state !== 'ESTABLISHED' && state !== 'CLOSE_WAIT') return false
  if (play.tcb[side].app.closeRequested) return false
  if (side === 'b' && play.delivered.b < errand.bytesA) return false
  play.call(side, { name: 'write', length: side === 'a' ? errand.bytesA : errand.bytesB })
  play.call(side, { name: 'shutdown', how: 'SHUT_WR' })
  return true
}

/** Connects, carries the bytes both ways, closes both ends; returns the play when it has come to rest. */
export const runErrand = (seed: number, errand: Errand, options: PlayOptions): { play: Play; fault: Fault | null } => {
  const roll = dice(seed)
  const play = new Play({ issA: roll() * 2 ** 32, issB: roll() * 2 ** 32, ...options })
  open(play, options.listening === false)
  for (let rounds = 0; rounds < 400; rounds += 1) {
    const fault = exchange(play, roll, errand.loss)
    if (fault !== null) return { play, fault }
    const finished = [finish(play, 'a', errand), finish(play, 'b', errand)]
    if (!finished.includes(true) && !play.wait()) break
  }
  return { play, fault: null }
}
