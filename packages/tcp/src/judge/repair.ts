import { moves } from '../moves.ts'
import { type Flag, flagsOf, type Segment } from '../segment.ts'
import { resetsOwed } from '../sending/debts.ts'
import { seq } from '../seq.ts'
import type { Field, Move } from '../verdict.ts'
import { leastPointer, windowLimit } from './form.ts'
import type { Reading } from './reading.ts'
import { recognise } from './recognise.ts'
import type { Recognised } from './recognised.ts'

/** The segment with one field put right, and what it is then. */
export interface Repair {
  readonly field: Field
  readonly segment: Segment
  readonly found: Recognised
  /** The field's value comes from a segment that is owed or asked for. */
  readonly required: boolean
}

type Change = readonly [Field, Segment]

const withoutData = ({ data: _data, ...rest }: Segment): Segment => rest
const withoutMss = ({ mss: _mss, ...rest }: Segment): Segment => rest

/**
 * The flags of `move` on the student's segment. PSH and URG stay as they are where there is data to speak of, and an
 * acknowledgment number is filled in where there was none before.
 */
const withFlagsOf = (segment: Segment, move: Move): Segment => {
  const riding = segment.length > 0 ? segment.flags.filter((flag) => flag === 'PSH' || flag === 'URG') : []
  const plain = move.segment.flags.filter((flag) => flag !== 'PSH')
  const flags = flagsOf(...plain, ...riding)
  if (!flags.includes('ACK')) return { ...segment, flags, ack: seq(0) }
  return { ...segment, flags, ack: segment.flags.includes('ACK') ? segment.ack : move.segment.ack }
}

/** A reset or a FIN is no repair for somebody who meant neither. */
const isMeant = (reading: Reading, move: Move, flag: Flag, meant: boolean): boolean =>
  meant || reading.segment.flags.includes(flag) || !move.segment.flags.includes(flag)

const candidates = (reading: Reading): Move[] =>
  moves(reading.tcb, reading.context).filter(
    (move) =>
      isMeant(reading, move, 'RST', move.required || resetsOwed(reading.tcb).length > 0) &&
      isMeant(reading, move, 'FIN', move.required),
  )

/** The student's segment with one field taken from `move`, for every field in which they differ. */
const changesFrom = (segment: Segment, move: Move): Change[] => {
  const other = move.segment
  const changes: Change[] = [['flags', withFlagsOf(segment, move)]]
  if (segment.seq !== other.seq) changes.push(['seq', { ...segment, seq: other.seq }])
  if (segment.ack !== other.ack) changes.push(['ack', { ...segment, ack: other.ack }])
  if (segment.length !== other.length) changes.push(['length', { ...withoutData(segment), length: other.length }])
  if (segment.source.port !== other.source.port) changes.push(['sport', { ...segment, source: other.source }])
  if (segment.destination.port !== other.destination.port) {
    changes.push(['dport', { ...segment, destination: other.destination }])
  }
  return changes
}

/** What can be put right whatever the segment is meant to be. */
const changesOfItself = (reading: Reading): Change[] => {
  const { tcb, segment } = reading
  const changes: Change[] = [
    ['window', { ...segment, window: Math.min(segment.window, windowLimit(reading)) }],
    ['length', { ...withoutData(segment), length: 0 }],
  ]
  if (reading.urg) {
    changes.push(['flags', { ...segment, flags: segment.flags.filter((flag) => flag !== 'URG') }])
    changes.push(['urgent', { ...segment, urgent: leastPointer(reading) }])
  }
  if (segment.data !== undefined) changes.push(['data', withoutData(segment)])
  if (segment.mss !== undefined) {
    changes.push(['options', reading.syn ? { ...segment, mss: tcb.ownMss } : withoutMss(segment)])
  }
  return changes
}

const tried = (reading: Reading, [field, segment]: Change, required: boolean): Repair | null => {
  const found = recognise(reading.tcb, segment, reading.context)
  return found === null ? null : { field, segment, found, required }
}

const weight = { right: 0, unusual: 1, poor: 1 } as const

const flagsApart = (a: Segment, b: Segment): number =>
  a.flags.filter((flag) => !b.flags.includes(flag)).length + b.flags.filter((flag) => !a.flags.includes(flag)).length

const better = (segment: Segment) => (a: Repair, b: Repair) =>
  Number(b.required) - Number(a.required) ||
  weight[a.found.level] - weight[b.found.level] ||
  flagsApart(a.segment, segment) - flagsApart(b.segment, segment)

/**
 * Every way to put the segment right by changing one field, the best first. When a segment that is owed or asked for is
 * one field away, only such repairs count: that is what the sender was about to send.
 */
export const repairs = (reading: Reading): readonly Repair[] => {
  const { segment } = reading
  const fromMoves = candidates(reading).flatMap((move) =>
    changesFrom(segment, move).map((change) => tried(reading, change, move.required)),
  )
  const fromItself = changesOfItself(reading).map((change) => tried(reading, change, false))
  const all = [...fromMoves, ...fromItself].filter((repair): repair is Repair => repair !== null)
  const required = all.filter((repair) => repair.required)
  return (required.length > 0 ? required : all).sort(better(segment))
}

/** A segment put right, as a move. */
export const asMove = (repair: Repair): Move => ({
  segment: repair.segment,
  act: repair.found.act,
  rule: repair.found.rule,
  required: repair.required,
})

const distance = (segment: Segment, { segment: other }: Move): number =>
  2 * flagsApart(segment, other) +
  Number(segment.seq !== other.seq) +
  Number(segment.ack !== other.ack) +
  2 * Number(segment.length > 0 !== other.length > 0)

/** The right segment nearest to this one: what is owed or asked for before what is merely possible. */
export const nearestMove = (reading: Reading): Move | null => {
  const all = candidates(reading)
  const required = all.filter((move) => move.required)
  const pool = required.length > 0 ? required : all
  const ranked = pool.map((move) => ({ move, far: distance(reading.segment, move) })).sort((a, b) => a.far - b.far)
  return ranked[0]?.move ?? null
}
