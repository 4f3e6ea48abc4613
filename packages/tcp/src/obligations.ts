import type { Obligation } from './tcb.ts'

/** A flood of stray segments must not let the list of owed resets grow without end (RFC 5961 §7 allows silence). */
const MOST_RESETS = 8

const same = (a: Obligation, b: Obligation): boolean => {
  if (a.kind === 'ack') return b.kind === 'ack' && a.reason === b.reason
  if (a.kind !== 'rst') return a.kind === b.kind
  return (
    b.kind === 'rst' &&
    a.seq === b.seq &&
    a.ack === b.ack &&
    a.form === b.form &&
    a.to.port === b.to.port &&
    a.to.ip === b.to.ip
  )
}

const earlier = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? null : Math.min(a, b)

/** One debt of each kind (and reason) is enough: a repeated one keeps its age and the more urgent due time. */
const merged = (old: Obligation, fresh: Obligation): Obligation =>
  old.kind === 'ack' && fresh.kind === 'ack'
    ? { ...fresh, since: old.since, due: earlier(old.due, fresh.due) }
    : { ...fresh, since: old.since }

/** The debts with one more; at most eight resets are remembered, the oldest is forgiven. */
export const withDebt = (owed: readonly Obligation[], fresh: Obligation): readonly Obligation[] => {
  if (owed.length === 0) return [fresh]
  const known = owed.findIndex((debt) => same(debt, fresh))
  if (known >= 0) return owed.map((debt, i) => (i === known ? merged(debt, fresh) : debt))
  const resets = owed.filter((debt) => debt.kind === 'rst')
  const kept = fresh.kind === 'rst' && resets.length >= MOST_RESETS ? owed.filter((debt) => debt !== resets[0]) : owed
  return [...kept, fresh]
}

/** The debts without those of the given kinds. */
export const withoutDebts = (owed: readonly Obligation[], ...kinds: Obligation['kind'][]): readonly Obligation[] =>
  owed.some((debt) => kinds.includes(debt.kind)) ? owed.filter((debt) => !kinds.includes(debt.kind)) : owed
