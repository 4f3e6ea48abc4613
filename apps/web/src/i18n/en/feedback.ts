import { answers } from './feedback/answers.ts'
import { mistake } from './feedback/mistakes/index.ts'

/** Everything the judge, the wire and the server say to a player. Numbers and flags come in as named parameters. */
export const feedback = { ...answers, mistake } as const
