import { classTime } from './clock.ts'
import type { ClassEvent, Recorded } from './events.ts'
import type { Classroom } from './state.ts'

/** Numbers the events of one decision from `state.seq + 1` without gaps and stamps them with wall time `now` and class time. */
export const record = (state: Classroom | null, events: readonly ClassEvent[], now: number): Recorded[] => {
  const first = (state?.seq ?? 0) + 1
  const time = state === null ? 0 : classTime(state.clock, now)
  return events.map((event, i) => ({ seq: first + i, v: 1, at: now, time, event }))
}
