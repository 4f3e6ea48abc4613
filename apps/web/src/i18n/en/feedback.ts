import { mistake } from './feedback/mistakes/index.ts'
import { obligation } from './feedback/obligations.ts'
import { accepted, errno, field, nothing, parts, reaction, signal, verdict } from './feedback/outcomes.ts'
import { refusal } from './feedback/refusals.ts'

/** Everything the judge, the wire and the server say to a player. Numbers and flags come in as named parameters. */
export const feedback = {
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
} as const
