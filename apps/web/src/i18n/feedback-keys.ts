import type { ActName, Obligation, Reaction } from '@synposium/tcp'
import { refusal } from './en/feedback/refusals.ts'
import type { Messages } from './index.ts'

/** Codes carry dots, so they stand in brackets in the path of a message. */
export const at = (group: keyof Messages['feedback'], code: string, part?: string): string =>
  `feedback.${group}['${code}']${part === undefined ? '' : `.${part}`}`

/** `did`: the segment travelled. `would`: it was explained and not sent. */
export const reactionKey = (reaction: Reaction, form: 'did' | 'would'): string => at('reaction', reaction, form)

/** The sentence after a segment that was no mistake. */
export const acceptedKey = (act: ActName): string => at('accepted', act)

type Owed = keyof Messages['feedback']['obligation']

const owed = (debt: Obligation): Owed => {
  if (debt.kind === 'ack') return `ack-${debt.reason}`
  return debt.kind === 'rst' ? `rst-${debt.form}` : debt.kind
}

/** What a player owes, as a chip or as a sentence. */
export const obligationKey = (debt: Obligation, part: 'short' | 'sentence'): string =>
  at('obligation', owed(debt), part)

/** Why a command was not carried out. Takes any code, since a newer server may send one that this page does not know. */
export const refusalKey = (code: string): string => at('refusal', Object.hasOwn(refusal, code) ? code : 'unknown')
