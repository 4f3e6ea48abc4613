import { CLOSING_PAIRS } from './closing.ts'
import { LIMIT_PAIRS } from './limits.ts'
import { NUMBER_PAIRS } from './numbers.ts'
import { OPENING_PAIRS } from './opening.ts'
import type { Pair } from './pair.ts'
import { STRUCTURE_PAIRS } from './structure.ts'

/** One pair for every code of the judge. */
export const PAIRS: readonly Pair[] = [
  ...STRUCTURE_PAIRS,
  ...OPENING_PAIRS,
  ...CLOSING_PAIRS,
  ...NUMBER_PAIRS,
  ...LIMIT_PAIRS,
]
