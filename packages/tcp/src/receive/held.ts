import { add, diff, leq, lt } from '../seq.ts'
import type { HeldRun } from '../tcb.ts'

/** Two runs that touch or overlap as one. A FIN counts only at the end of everything. */
const joined = (a: HeldRun, b: HeldRun): HeldRun => {
  const aEnd = add(a.seq, a.length)
  const bEnd = add(b.seq, b.length)
  const end = lt(aEnd, bEnd) ? bEnd : aEnd
  return {
    seq: a.seq,
    length: diff(end, a.seq),
    fin: (a.fin && aEnd === end) || (b.fin && bEnd === end),
  }
}

/** The runs above the hole with one more: in order of their numbers, none touching another. */
export const withHeld = (held: readonly HeldRun[], run: HeldRun): readonly HeldRun[] => {
  const sorted = [...held, run].sort((a, b) => diff(a.seq, b.seq))
  const result: HeldRun[] = []
  for (const next of sorted) {
    const last = result.at(-1)
    if (last !== undefined && leq(next.seq, add(last.seq, last.length))) result[result.length - 1] = joined(last, next)
    else result.push(next)
  }
  return result
}
