import type { Messages } from '../index.ts'
import { mistake } from './feedback/mistakes/index.ts'
import { obligation } from './feedback/obligations.ts'
import { accepted, errno, field, nothing, parts, reaction, signal, verdict } from './feedback/outcomes.ts'
import { refusal } from './feedback/refusals.ts'

export const feedback: Messages['feedback'] = {
  parts,
  verdict,
  field,
  mistake,
  nothing,
  reaction,
  accepted,
  obligation,
  signal,
  errno,
  refusal,
}
