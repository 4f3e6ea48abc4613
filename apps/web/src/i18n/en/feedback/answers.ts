import { obligation } from './obligations.ts'
import { accepted, errno, field, nothing, parts, reaction, signal, verdict } from './outcomes.ts'
import { refusal } from './refusals.ts'

/** What is said of every segment, of debts, of calls and of the server's refusals. */
export const answers = {
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
} as const
