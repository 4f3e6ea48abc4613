import type { MistakeCode } from '@synposium/tcp'
import type { Explained } from '../explained.ts'
import { acknowledging } from './acknowledging.ts'
import { closing } from './closing.ts'
import { form } from './form.ts'
import { limits } from './limits.ts'
import { numbering } from './numbering.ts'
import { opening } from './opening.ts'
import { resets } from './resets.ts'

/** One set of sentences for every code of the judge; a code without them does not compile. */
export const mistake = {
  ...form,
  ...opening,
  ...resets,
  ...closing,
  ...acknowledging,
  ...numbering,
  ...limits,
} as const satisfies Record<MistakeCode, Explained>
