import { MISTAKES, type MistakeCode } from '../mistakes.ts'
import type { Flag, Segment } from '../segment.ts'
import type { Field, Mistake, Move } from '../verdict.ts'
import { ACKNOWLEDGMENT } from './checks/acknowledgment.ts'
import type { Check } from './checks/check.ts'
import { CLOSING } from './checks/closing.ts'
import { LIMITS } from './checks/limits.ts'
import { OPENING } from './checks/opening.ts'
import { SEQUENCE } from './checks/sequence.ts'
import { STRUCTURE } from './checks/structure.ts'
import { factsOf } from './facts.ts'
import type { Reading } from './reading.ts'
import { asMove, meant, nearestMove, onlyResets, type Repair, repairs } from './repair.ts'

/** The order in which mistakes are looked for: the first one that applies is told. */
export const CHECKS: readonly Check[] = [
  ...STRUCTURE,
  ...OPENING,
  ...CLOSING,
  ...ACKNOWLEDGMENT,
  ...SEQUENCE,
  ...LIMITS,
]

/** The code for a field that nothing in the list explains. Every wrong length is explained. */
const LEFT_OVER: Readonly<Partial<Record<Field, MistakeCode>>> = {
  sport: 'address.wrong-source',
  dport: 'address.wrong-destination',
  seq: 'seq.gap',
  ack: 'ack.not-received',
  window: 'window.too-big',
  data: 'retransmission.changed',
  options: 'mss.invalid',
  urgent: 'urgent.pointer',
}

/** The value of a field of a segment, as a mistake tells it; null for a field that is no number. */
const fieldValue = (segment: Segment, field: Field): number | readonly Flag[] | null => {
  switch (field) {
    case 'flags':
      return segment.flags
    case 'seq':
      return segment.seq
    case 'ack':
      return segment.ack
    case 'window':
      return segment.window
    case 'length':
      return segment.length
    case 'options':
      return segment.mss ?? null
    case 'urgent':
      return segment.urgent ?? null
    case 'sport':
      return segment.source.port
    case 'dport':
      return segment.destination.port
    case 'data':
    case 'checksum':
    case 'segment':
      return null
  }
}

interface Finding {
  readonly code: MistakeCode
  readonly field: Field
  readonly check: Check | null
  readonly repair: Repair | null
}

/** The codes that say: a reset is owed. Only that reset puts it right. */
const TELLS_OF_RESET: ReadonlySet<MistakeCode> = new Set<MistakeCode>(['reply.rst-expected', 'rst.wrong-numbers'])

/** The best repair of a field that the check can explain, its own field before others. */
const repairFor = (check: Check, known: readonly Repair[]): Repair | undefined => {
  const fits = (one: Repair): boolean => !TELLS_OF_RESET.has(check.code) || one.found.act === 'reset-reply'
  for (const field of check.fields) {
    const repair = known.find((one) => one.field === field && fits(one))
    if (repair !== undefined) return repair
  }
  return undefined
}

/**
 * The first check that applies. When the segment is one field away from a right one, that field is told (Rule 0): checks
 * that explain only other fields are passed over at first.
 */
const find = (reading: Reading, known: readonly Repair[]): Finding => {
  for (const check of known.length === 0 ? [] : CHECKS) {
    if (!check.when(reading)) continue
    const repair = repairFor(check, known)
    if (repair !== undefined) return { code: check.code, field: repair.field, check, repair }
  }
  const applies = CHECKS.find((check) => check.when(reading))
  if (applies !== undefined) {
    return { code: applies.code, field: MISTAKES[applies.code].field, check: applies, repair: null }
  }
  const [repair] = known
  const code = (repair === undefined ? undefined : LEFT_OVER[repair.field]) ?? 'flags.impossible'
  return { code, field: repair?.field ?? 'flags', check: null, repair: repair ?? null }
}

const expectedOf = (reading: Reading, finding: Finding, nearest: Move | null): Mistake['expected'] => {
  const { check, field, repair } = finding
  const told = check?.expected?.(reading, field)
  if (told !== undefined) return told
  if (check?.expected && field !== 'flags' && repair === null) return null
  const model = repair?.segment ?? nearest?.segment
  return model === undefined ? null : fieldValue(model, field)
}

/** The right segment nearest to what was sent: the one put right, or else one of those that may have been meant. */
const nearestOf = (reading: Reading, { code, repair }: Finding, possible: readonly Move[]): Move | null => {
  if (repair !== null) return asMove(repair)
  return nearestMove(reading, TELLS_OF_RESET.has(code) ? onlyResets(reading, possible) : possible)
}

/** Names the mistake of a segment that no correct TCP sends now: one code, one field, the value expected there. */
export const diagnose = (reading: Reading): Mistake => {
  const possible = meant(reading)
  const finding = find(reading, repairs(reading, possible))
  const nearest = nearestOf(reading, finding, possible)
  return {
    code: finding.code,
    field: finding.field,
    expected: expectedOf(reading, finding, nearest),
    got: fieldValue(reading.segment, finding.field),
    rule: MISTAKES[finding.code].rule,
    facts: factsOf(reading),
    nearest,
  }
}
