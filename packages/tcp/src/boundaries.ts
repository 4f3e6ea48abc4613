import { lt, type Seq } from './seq.ts'

/** So many are kept. Between acknowledgments there are seldom more than two (RFC 9293 §3.8.6.3). */
const MOST_BOUNDARIES = 8

/**
 * The boundaries with RCV.NXT as it stands behind one more segment. When there are too many, the second oldest goes: the
 * judge needs the first one, next to what was acknowledged, and the last ones, next to RCV.NXT.
 */
export const withBoundary = (known: readonly Seq[], rcvNxt: Seq): readonly Seq[] => {
  if (known.at(-1) === rcvNxt) return known
  const all = [...known, rcvNxt]
  return all.length > MOST_BOUNDARIES ? all.filter((_, i) => i !== 1) : all
}

/** The boundaries above what has been acknowledged. */
export const boundariesAbove = (known: readonly Seq[], acked: Seq): readonly Seq[] =>
  known.some((boundary) => !lt(acked, boundary)) ? known.filter((boundary) => lt(acked, boundary)) : known
