import type { By, ClassEvent, Recorded, Seen } from '../events.ts'
import { unreachable } from '../unreachable.ts'
import type { Viewer } from '../viewer.ts'

/** Whether a player's verdict and attempts are for this viewer: the teacher sees everybody's, a student their own. */
export const maySeeJudgement = (by: By, viewer: Viewer): boolean => {
  if (viewer.kind === 'teacher') return true
  // The autopilot's segments are examples: why they are right is for everybody.
  if (typeof by === 'string') return true
  return viewer.kind === 'student' && by.student === viewer.id
}

const unjudged = (event: Extract<ClassEvent, { type: 'segment.sent' }>): ClassEvent => {
  const { judged: _, ...seen } = event
  return seen
}

/**
 * What a viewer gets of an event. Every number reaches everybody; what is not for them comes as `{seq, hidden: true}`.
 * Segments are seen by all, their verdicts by author and teacher; refused attempts and hints by author and teacher only.
 */
export const redact = (recorded: Recorded, viewer: Viewer): Seen => {
  const { event, seq } = recorded
  switch (event.type) {
    case 'segment.sent':
      return event.judged === undefined || maySeeJudgement(event.by, viewer)
        ? recorded
        : { ...recorded, event: unjudged(event) }
    case 'segment.refused':
      return maySeeJudgement(event.by, viewer) ? recorded : { seq, hidden: true }
    case 'hint.taken':
      return maySeeJudgement({ student: event.student }, viewer) ? recorded : { seq, hidden: true }
    case 'class.created':
    case 'class.configured':
    case 'class.planned':
    case 'class.locked':
    case 'class.ended':
    case 'student.joined':
    case 'student.removed':
    case 'student.restored':
    case 'student.admitted':
    case 'room.arranged':
    case 'seat.taken':
    case 'seat.left':
    case 'seat.autopilot':
    case 'lesson.chosen':
    case 'lesson.started':
    case 'lesson.stopped':
    case 'clock.paused':
    case 'clock.resumed':
    case 'segment.arrived':
    case 'call.made':
    case 'timer.expired':
    case 'goal.reached':
      return recorded
    default:
      return unreachable(event)
  }
}
