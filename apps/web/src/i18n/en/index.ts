import { feedback } from './feedback.ts'
import { people } from './people.ts'
import { table } from './table.ts'
import { teach } from './teach.ts'
import { ui } from './ui.ts'

export const en = { ui, people, table, feedback, teach } as const
