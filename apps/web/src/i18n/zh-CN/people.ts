import type { Messages } from '../index.ts'

export const people: Messages['people'] = {}
