import { moves } from '../moves.ts'
import { type Flag, flagsOf, type Segment, sameAddress } from '../segment.ts'
import { resetsOwed } from '../sending/debts.ts'
import { add, seq } from '../seq.ts'
import type { State } from '../tcb.ts'
import type { Field, Move } from '../verdict.ts'
import { addressesFit, flagsFit, leastPointer, windowFits, windowLimit } from './form.ts'
import type { Reading } from './reading.ts'
import { recognise } from './recognise.ts'
import type { Recognised } from './recognised.ts'
import { resetsOwedHere } from './resetting.ts'

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
const isMeant = (reading: Reading, move: Move, flag: Flag, wanted: boolean): boolean =>
  wanted || reading.segment.flags.includes(flag) || !move.segment.flags.includes(flag)

/** States in which only a reset or a SYN without ACK can leave. */
const UNOPENED: ReadonlySet<State> = new Set<State>(['CLOSED', 'LISTEN', 'SYN_SENT'])

/**
 * A reset is owed, and this was to be the answer: a reset, or where no connection is open anything but a SYN, which would
 * be a connect() of its own.
 */
const isMeantAsReset = (reading: Reading): boolean => {
  const { tcb, syn, ack, rst } = reading
  if (resetsOwed(tcb).length === 0 || (syn && !ack)) return false
  const here = resetsOwedHere(reading).length > 0
  return UNOPENED.has(tcb.state) ? rst || here : rst && here
}

/** The resets that are owed among these moves; those to where the segment goes, if there are any. */
export const onlyResets = ({ segment }: Reading, possible: readonly Move[]): readonly Move[] => {
  const resets = possible.filter((move) => move.act === 'reset-reply')
  const here = resets.filter((move) => sameAddress(move.segment.destination, segment.destination))
  return here.length > 0 ? here : resets
}

/** The segments that the sender may have meant: a reset or a FIN only where there is a sign of it. */
export const meant = (reading: Reading): readonly Move[] => {
  const all = moves(reading.tcb, reading.context)
  if (isMeantAsReset(reading)) return onlyResets(reading, all)
  return all.filter(
    (move) =>
      isMeant(reading, move, 'RST', move.required || resetsOwed(reading.tcb).length > 0) &&
      isMeant(reading, move, 'FIN', move.required),
  )
}

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

/** The segment as a retransmission: its FIN on the number of the FIN, or else its data from SND.UNA on; null: neither. */
const sentBeforeAt = ({ tcb, segment, fin, syn, rst }: Reading): Segment | null => {
  if (syn || rst || tcb.sndUna === tcb.sndNxt) return null
  if (fin) return tcb.finSeq === null ? null : { ...segment, seq: add(tcb.finSeq, -segment.length) }
  return segment.length === 0 ? null : { ...segment, seq: tcb.sndUna }
}

/** The bytes are those that were sent, at another number: not the bytes are wrong. */
const isShifted = ({ tcb, segment, context }: Reading, again: Segment | null): boolean =>
  again !== null && again.seq !== segment.seq && recognise(tcb, again, context)?.act === 'retransmission'

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
  const again = sentBeforeAt(reading)
  if (again !== null) changes.push(['seq', again])
  if (segment.data !== undefined && !isShifted(reading, again)) changes.push(['data', withoutData(segment)])
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

/** The fields that alone can help, when the form itself is broken; null: any. */
const helpful = (reading: Reading): ReadonlySet<Field> | null => {
  if (!flagsFit(reading)) return FLAGS_ONLY
  if (!addressesFit(reading)) return PORTS_ONLY
  return windowFits(reading) ? null : WINDOW_ONLY
}

const FLAGS_ONLY: ReadonlySet<Field> = new Set<Field>(['flags'])
const PORTS_ONLY: ReadonlySet<Field> = new Set<Field>(['sport', 'dport'])
const WINDOW_ONLY: ReadonlySet<Field> = new Set<Field>(['window'])

const sameFlags = (a: Segment, b: Segment): boolean =>
  a.flags.length === b.flags.length && a.flags.every((flag, i) => flag === b.flags[i])

/** Two moves often ask for the same change; one try is enough. */
const keyOf = ([field, segment]: Change): string => {
  const { source, destination, flags, seq: number, ack, window, length } = segment
  return `${field} ${source.port} ${destination.port} ${flags.join()} ${number} ${ack} ${window} ${length}`
}

const allChanges = (reading: Reading, possible: readonly Move[]): { change: Change; required: boolean }[] => {
  const fields = helpful(reading)
  const found = new Map<string, { change: Change; required: boolean }>()
  const note = (change: Change, required: boolean): void => {
    const [field, changed] = change
    if (fields !== null && !fields.has(field)) return
    if (field === 'flags' && sameFlags(changed, reading.segment)) return
    const key = keyOf(change)
    if (required || !found.has(key)) found.set(key, { change, required })
  }
  for (const move of possible) for (const change of changesFrom(reading.segment, move)) note(change, move.required)
  for (const change of changesOfItself(reading)) note(change, false)
  return [...found.values()]
}

/**
 * Every way to put the segment right by changing one field, the best first. When a segment that is owed or asked for is
 * one field away, only such repairs count: that is what the sender was about to send.
 */
export const repairs = (reading: Reading, possible: readonly Move[]): readonly Repair[] => {
  const all: Repair[] = []
  for (const { change, required } of allChanges(reading, possible)) {
    const repair = tried(reading, change, required)
    if (repair !== null) all.push(repair)
  }
  const required = all.filter((repair) => repair.required)
  return (required.length > 0 ? required : all).sort(better(reading.segment))
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
export const nearestMove = (reading: Reading, possible: readonly Move[]): Move | null => {
  const required = possible.filter((move) => move.required)
  const pool = required.length > 0 ? required : possible
  const ranked = pool.map((move) => ({ move, far: distance(reading.segment, move) })).sort((a, b) => a.far - b.far)
  return ranked[0]?.move ?? null
}
