import type { Messages } from '../index.ts'

export const teach: Messages['teach'] = {}
