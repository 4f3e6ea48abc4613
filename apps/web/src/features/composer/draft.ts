import type { Draft } from '@synposium/classroom'
import { FLAGS, type Flag, flagsOf } from '@synposium/tcp'
import { type Numbers, type Origins, shownNumber, typedNumber } from '../table/numbers.ts'
import { evaluate } from './expression.ts'

/** The number fields in the order of the header. */
export const NUMBER_FIELDS = ['seq', 'ack', 'window', 'length', 'mss', 'urgent'] as const
export type NumberField = (typeof NUMBER_FIELDS)[number]

/** A segment as it is being typed. An absent value is untouched: what the assist level fills in stands there. */
export interface TypedDraft {
  readonly flags: readonly Flag[]
  readonly values: Readonly<Partial<Record<NumberField, string>>>
  /** What had arrived (RCV.NXT) when the player last changed it; null: untouched. */
  readonly seen: number | null
}

export const EMPTY_DRAFT: TypedDraft = { flags: [], values: {}, seen: null }

/** Values filled in for the player, absolute. */
export type Prefill = Readonly<Partial<Record<NumberField, number>>>

export const isEmpty = (draft: TypedDraft): boolean =>
  draft.flags.length === 0 && Object.values(draft.values).every((value) => value === undefined || value === '')

export const toggled = (draft: TypedDraft, flag: Flag): TypedDraft => ({
  ...draft,
  flags: draft.flags.includes(flag) ? draft.flags.filter((f) => f !== flag) : flagsOf(...draft.flags, flag),
})

/** MSS travels only with SYN and the urgent pointer only counts with URG, so their fields open with the flag. */
export const isOpen = (field: NumberField, flags: readonly Flag[]): boolean =>
  field === 'mss' ? flags.includes('SYN') : field === 'urgent' ? flags.includes('URG') : true

const originOf = (field: NumberField, origins: Origins): number | null =>
  field === 'seq' ? origins.seq : field === 'ack' ? origins.ack : null

/** The text of a field: what was typed, else what is filled in. */
export function fieldText(
  field: NumberField,
  draft: TypedDraft,
  prefill: Prefill,
  origins: Origins,
  numbers: Numbers,
): string {
  const typed = draft.values[field]
  if (typed !== undefined) return typed
  const filled = field === 'ack' && !draft.flags.includes('ACK') ? undefined : prefill[field]
  if (filled === undefined) return field === 'length' && !isEmpty(draft) ? '0' : ''
  return String(shownNumber(filled, originOf(field, origins), numbers))
}

/** A field's value as it travels (absolute for seq and ack), or null when it is empty or no number. */
export function fieldValue(
  field: NumberField,
  draft: TypedDraft,
  prefill: Prefill,
  origins: Origins,
  numbers: Numbers,
): number | null {
  if (draft.values[field] === undefined && !(field === 'ack' && !draft.flags.includes('ACK'))) {
    const filled = prefill[field]
    if (filled !== undefined) return filled
  }
  const typed = evaluate(fieldText(field, draft, prefill, origins, numbers))
  if (typed === null) return null
  return field === 'seq' || field === 'ack' ? typedNumber(typed, originOf(field, origins), numbers) : typed
}

/** The draft ready to travel, or the first field that still needs a number. */
export function complete(
  draft: TypedDraft,
  prefill: Prefill,
  origins: Origins,
  numbers: Numbers,
): { readonly ok: true; readonly draft: Draft } | { readonly ok: false; readonly field: NumberField | 'flags' } {
  if (draft.flags.length === 0) return { ok: false, field: 'flags' }
  const value = (field: NumberField) => fieldValue(field, draft, prefill, origins, numbers)
  const blank = (field: NumberField) => fieldText(field, draft, prefill, origins, numbers).trim() === ''
  const needed: NumberField[] = draft.flags.includes('ACK') ? ['seq', 'ack', 'window'] : ['seq', 'window']
  for (const field of NUMBER_FIELDS) {
    if (!isOpen(field, draft.flags)) continue
    if (value(field) === null && (needed.includes(field) || !blank(field))) return { ok: false, field }
  }
  const mss = isOpen('mss', draft.flags) ? value('mss') : null
  const urgent = isOpen('urgent', draft.flags) ? value('urgent') : null
  return {
    ok: true,
    draft: {
      flags: flagsOf(...draft.flags),
      seq: value('seq') ?? 0,
      ack: value('ack') ?? 0,
      window: value('window') ?? 0,
      length: value('length') ?? 0,
      ...(mss === null ? {} : { mss }),
      ...(urgent === null ? {} : { urgent }),
    },
  }
}

/** The same draft with its sequence numbers written in the other base. */
export function rebased(draft: TypedDraft, origins: Origins, from: Numbers, to: Numbers): TypedDraft {
  const values = { ...draft.values }
  for (const field of ['seq', 'ack'] as const) {
    const typed = evaluate(values[field] ?? '')
    if (typed === null) continue
    const origin = originOf(field, origins)
    values[field] = String(shownNumber(typedNumber(typed, origin, from), origin, to))
  }
  return { ...draft, values }
}

export const draftKey = (classId: string, run: number, socket: string): string =>
  `synposium.draft.${classId}.${run}.${socket}`

/** Reads a draft that an earlier page left; foreign or broken content counts as an empty one. */
export function readDraft(stored: string | null): TypedDraft {
  try {
    const value: unknown = JSON.parse(stored ?? 'null')
    if (typeof value !== 'object' || value === null) return EMPTY_DRAFT
    const { flags, values, seen } = value as Partial<Record<keyof TypedDraft, unknown>>
    const kept: Partial<Record<NumberField, string>> = {}
    for (const field of NUMBER_FIELDS) {
      const text = (values as Partial<Record<NumberField, unknown>> | undefined)?.[field]
      if (typeof text === 'string') kept[field] = text
    }
    return {
      flags: Array.isArray(flags) ? FLAGS.filter((flag) => flags.includes(flag)) : [],
      values: kept,
      seen: typeof seen === 'number' ? seen : null,
    }
  } catch {
    return EMPTY_DRAFT
  }
}
