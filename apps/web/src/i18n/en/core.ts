import { answers } from './feedback/answers.ts'
import { people } from './people.ts'
import { table } from './table.ts'
import { ui } from './ui.ts'

/** What every page needs, and a play table from its first moment. */
export const sentences = { ui, people, table, feedback: answers }
