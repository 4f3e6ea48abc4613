import type { Messages } from '../../index.ts'
import { obligation } from './obligations.ts'
import { accepted, errno, field, nothing, parts, reaction, signal, verdict } from './outcomes.ts'
import { refusal } from './refusals.ts'

export const answers: Omit<Messages['feedback'], 'mistake'> = {
  parts,
  verdict,
  field,
  nothing,
  reaction,
  accepted,
  obligation,
  signal,
  errno,
  refusal,
}
