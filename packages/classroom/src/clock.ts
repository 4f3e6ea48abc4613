import type { Clock } from './state.ts'

/** Class time in ms at wall time `now`. It stands still while the clock is stopped, and never runs back when the wall clock is set back. */
export const classTime = (clock: Clock, now: number): number =>
  clock.running ? clock.time + Math.max(0, now - clock.asOf) * clock.rate : clock.time

/** The wall time at which class time reaches `time`; Infinity while the clock is stopped and that moment still lies ahead. */
export const wallTime = (clock: Clock, time: number): number => {
  if (time <= clock.time) return clock.asOf
  return clock.running ? clock.asOf + (time - clock.time) / clock.rate : Number.POSITIVE_INFINITY
}
