import type { Messages } from '../index.ts'
import { feedback } from './feedback.ts'
import { people } from './people.ts'
import { table } from './table.ts'
import { teach } from './teach.ts'
import { ui } from './ui.ts'

export { rules } from './rules.ts'

export const zhCN: Messages = { ui, people, table, feedback, teach }
