import type { Recorded } from '../events.ts'
import type { Classroom } from '../state.ts'
import { unreachable } from '../unreachable.ts'
import { patchSockets } from './patch.ts'
import { admitted, autopilotSet, joined, removed, restored, seatLeft, seatTaken } from './people.ts'
import { goalReached, hintTaken, segmentArrived, segmentRefused, segmentSent } from './play.ts'
import { arranged, clockAt, configured, created, lessonStarted, lessonStopped } from './room.ts'

const applied = (state: Classroom, recorded: Recorded): Classroom => {
  const { event } = recorded
  switch (event.type) {
    case 'class.created':
      return state
    case 'class.configured':
      return configured(state, event)
    case 'class.planned':
      return { ...state, plan: event.plan }
    case 'class.locked':
      return { ...state, locked: event.locked }
    case 'class.ended':
      return { ...state, phase: 'ended', clock: clockAt(state, recorded, false), wire: [] }
    case 'student.joined':
      return joined(state, event)
    case 'student.removed':
      return removed(state, event)
    case 'student.restored':
      return restored(state, event)
    case 'student.admitted':
      return admitted(state, event)
    case 'room.arranged':
      return arranged(state, event)
    case 'seat.taken':
      return seatTaken(state, event)
    case 'seat.left':
      return seatLeft(state, event)
    case 'seat.autopilot':
      return autopilotSet(state, event)
    case 'lesson.chosen':
      return { ...state, nextLesson: event.lesson }
    case 'lesson.started':
      return lessonStarted(state, event, recorded)
    case 'lesson.stopped':
      return lessonStopped(state, recorded)
    case 'clock.paused':
      return { ...state, clock: clockAt(state, recorded, false) }
    case 'clock.resumed':
      return { ...state, clock: clockAt(state, recorded, true) }
    case 'segment.sent':
      return segmentSent(state, event, recorded)
    case 'segment.refused':
      return segmentRefused(state, event)
    case 'segment.arrived':
      return segmentArrived(state, event)
    case 'call.made':
    case 'timer.expired':
      return { ...state, sockets: patchSockets(state.sockets, event.sockets) }
    case 'goal.reached':
      return goalReached(state, event, recorded)
    case 'hint.taken':
      return hintTaken(state, event)
    default:
      return unreachable(event)
  }
}

/**
 * The class after one more event. It only assigns: every outcome stands in the event, so the server, a browser and a
 * replay years later come to the same state. Work per event does not depend on how long the log is; untouched parts stay
 * the same objects. Throws when the log does not begin with `class.created`.
 */
export const evolve = (state: Classroom | null, recorded: Recorded): Classroom => {
  const { event, seq } = recorded
  if (state === null) {
    if (event.type !== 'class.created') throw new Error(`a log begins with class.created, not ${event.type}`)
    return created(event, recorded)
  }
  return { ...applied(state, recorded), seq }
}
