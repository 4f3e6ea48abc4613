import type { Mistake, MistakeCode } from '@synposium/tcp'
import { mistake } from './en/feedback/mistakes/index.ts'
import { at } from './feedback-keys.ts'

/** `short` is the label of the dashboard; `where`, `why` and `show` are the three hints. */
export const mistakeKey = (code: MistakeCode, part: 'short' | 'where' | 'why' | 'show'): string =>
  at('mistake', code, part)

/** The third hint. Where it would name a value and there is none, since nothing at all can be sent, it says so. */
export const showKey = ({ code, expected }: Pick<Mistake, 'code' | 'expected'>): string =>
  expected === null && mistake[code].show.includes('{expected}') ? 'feedback.nothing' : mistakeKey(code, 'show')
