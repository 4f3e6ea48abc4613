import { nextDue as timerDue } from '@synposium/tcp'
import type { Classroom } from './state.ts'

/**
 * Class time in ms of the next arrival, timer or act of an autopilot: when `tick` has something to do. null: nothing is
 * due, or the clock stands still. Costs a look at every socket and every segment on the wire.
 */
export const nextDue = (state: Classroom): number | null => {
  if (state.phase !== 'running' || !state.clock.running) return null
  let next = Number.POSITIVE_INFINITY
  for (const flight of state.wire) next = Math.min(next, flight.dueAt)
  for (const { tcb, autopilotDue } of Object.values(state.sockets)) {
    next = Math.min(next, autopilotDue ?? next, timerDue(tcb) ?? next)
  }
  return Number.isFinite(next) ? next : null
}
