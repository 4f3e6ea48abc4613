import type { ActName, Mistake, MistakeCode, Obligation, Reaction } from '@synposium/tcp'
import { en } from './en/index.ts'

/** Codes carry dots, so they stand in brackets in the path of a message. */
const at = (group: keyof typeof en.feedback, code: string, part?: string): string =>
  `feedback.${group}['${code}']${part === undefined ? '' : `.${part}`}`

/** `short` is the label of the dashboard; `where`, `why` and `show` are the three hints. */
export const mistakeKey = (code: MistakeCode, part: 'short' | 'where' | 'why' | 'show'): string =>
  at('mistake', code, part)

/** The third hint. Where it would name a value and there is none, since nothing at all can be sent, it says so. */
export const showKey = ({ code, expected }: Pick<Mistake, 'code' | 'expected'>): string =>
  expected === null && en.feedback.mistake[code].show.includes('{expected}')
    ? 'feedback.nothing'
    : mistakeKey(code, 'show')

/** `did`: the segment travelled. `would`: it was explained and not sent. */
export const reactionKey = (reaction: Reaction, form: 'did' | 'would'): string => at('reaction', reaction, form)

/** The sentence after a segment that was no mistake. */
export const acceptedKey = (act: ActName): string => at('accepted', act)

type Owed = keyof typeof en.feedback.obligation

const owed = (debt: Obligation): Owed => {
  if (debt.kind === 'ack') return `ack-${debt.reason}`
  return debt.kind === 'rst' ? `rst-${debt.form}` : debt.kind
}

/** What a player owes, as a chip or as a sentence. */
export const obligationKey = (debt: Obligation, part: 'short' | 'sentence'): string =>
  at('obligation', owed(debt), part)

/** Why a command was not carried out. Takes any code, since a newer server may send one that this page does not know. */
export const refusalKey = (code: string): string =>
  at('refusal', Object.hasOwn(en.feedback.refusal, code) ? code : 'unknown')
