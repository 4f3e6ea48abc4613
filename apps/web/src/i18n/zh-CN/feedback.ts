import type { Messages } from '../index.ts'

export const feedback: Messages['feedback'] = {}
