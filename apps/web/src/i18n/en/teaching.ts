import { teach } from './teach.ts'

/** The teacher's screens. */
export const sentences = { teach }
