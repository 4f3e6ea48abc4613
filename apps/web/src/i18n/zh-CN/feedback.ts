import type { Messages } from '../index.ts'
import { answers } from './feedback/answers.ts'
import { mistake } from './feedback/mistakes/index.ts'

export const feedback: Messages['feedback'] = { ...answers, mistake }
