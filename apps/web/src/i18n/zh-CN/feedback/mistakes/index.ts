import type { MistakeCode } from '@synposium/tcp'
import type { Explained } from '../../../en/feedback/explained.ts'
import { acknowledging } from './acknowledging.ts'
import { closing } from './closing.ts'
import { form } from './form.ts'
import { limits } from './limits.ts'
import { numbering } from './numbering.ts'
import { opening } from './opening.ts'
import { resets } from './resets.ts'

export const mistake = {
  ...form,
  ...opening,
  ...resets,
  ...closing,
  ...acknowledging,
  ...numbering,
  ...limits,
} as const satisfies Record<MistakeCode, Explained>
