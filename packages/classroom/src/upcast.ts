import type { Recorded } from './events.ts'

/** The version that events are written in. */
export const EVENT_VERSION = 1

const isRecorded = (value: unknown): value is Recorded => {
  if (typeof value !== 'object' || value === null) return false
  const { seq, v, at, time, event } = value as Record<string, unknown>
  return (
    Number.isSafeInteger(seq) &&
    v === EVENT_VERSION &&
    typeof at === 'number' &&
    typeof time === 'number' &&
    typeof event === 'object' &&
    event !== null &&
    typeof (event as Record<string, unknown>).type === 'string'
  )
}

/**
 * Lifts an event as it was stored to the present shape. There is one version so far, so this only tells a stored event
 * from anything else; a later version adds its step here and a golden log of the old one to the tests.
 * Throws when the value is no event of a known version.
 */
export const upcast = (stored: unknown): Recorded => {
  if (!isRecorded(stored)) throw new Error(`not an event of version ${EVENT_VERSION}`)
  return stored
}
