import type { MistakeCode } from '../../mistakes.ts'
import type { Flag } from '../../segment.ts'
import type { Field } from '../../verdict.ts'
import type { Reading } from '../reading.ts'

/** One entry of the ordered diagnosis: when it applies, which fields it can explain, and the number it expects. */
export interface Check {
  readonly code: MistakeCode
  /** The fields that this mistake may show in, its own first. */
  readonly fields: readonly Field[]
  readonly when: (reading: Reading) => boolean
  /** The value that `field` should have had, where the rule knows it better than the nearest right segment. */
  readonly expected: ((reading: Reading, field: Field) => number | readonly Flag[] | undefined) | null
}

export const check = (
  code: MistakeCode,
  fields: readonly Field[],
  when: Check['when'],
  expected: Check['expected'] = null,
): Check => ({ code, fields, when, expected })
