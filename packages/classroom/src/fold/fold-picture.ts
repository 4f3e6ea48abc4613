import type { ClassEvent, Judged, Recorded, Seen } from '../events.ts'
import { evolve } from '../evolve/evolve.ts'
import { without } from '../evolve/patch.ts'
import type { Ladder, Picture } from '../picture.ts'
import type { Classroom } from '../state.ts'
import { unreachable } from '../unreachable.ts'
import { counted, explained, forgotten, hinted, NO_MISTAKES } from './explanations.ts'
import { arrivedRow, callRow, emptyLadder, grounded, sentRow, timerRow } from './ladder.ts'

type Of<T extends ClassEvent['type']> = Extract<ClassEvent, { type: T }>

/** The picture of a class in which nothing has been played. */
const firstPicture = (classroom: Classroom): Picture => ({
  classroom,
  ladders: {},
  attempts: {},
  mistakes: NO_MISTAKES,
  progress: {},
})

const mistaken = (picture: Picture, event: Of<'segment.sent' | 'segment.refused'>, judged: Judged, r: Recorded) => ({
  attempts: explained(picture.attempts, event, judged, r),
  mistakes: counted(picture.mistakes, event, judged, picture.classroom),
})

const sent = (picture: Picture, event: Of<'segment.sent'>, next: Classroom, recorded: Recorded): Partial<Picture> => {
  const ladders = sentRow(picture.ladders, event, { before: picture.classroom, after: next, recorded })
  if (event.judged?.verdict.level === 'mistake') return { ladders, ...mistaken(picture, event, event.judged, recorded) }
  return { ladders, attempts: event.from === null ? picture.attempts : without(picture.attempts, [event.from]) }
}

const freshLadders = (state: Classroom): Record<string, Ladder> =>
  Object.fromEntries(Object.values(state.tables).map((t) => [String(t.no), emptyLadder(state, t.no)]))

const arranged = (
  picture: Picture,
  { tables, gone, sockets }: Of<'room.arranged'>,
  next: Classroom,
): Partial<Picture> => {
  const goneTables = gone.tables.map(String)
  const playing = sockets.length === 0 ? [] : tables.filter((t) => !(String(t.no) in picture.ladders))
  return {
    ladders: {
      ...without(picture.ladders, goneTables),
      ...Object.fromEntries(playing.map((t) => [String(t.no), emptyLadder(next, t.no)])),
    },
    progress: without(picture.progress, goneTables),
    attempts: gone.seats.reduce((all, seat) => forgotten(all, picture.classroom, seat), picture.attempts),
  }
}

const progressed = (picture: Picture, { table, goal }: Of<'goal.reached'>, at: number): Partial<Picture> => {
  const tries = (picture.classroom.tables[table]?.misses ?? 0) + 1
  return { progress: { ...picture.progress, [table]: { ...picture.progress[table], [goal]: { tries, at } } } }
}

const changes = (picture: Picture, recorded: Recorded, next: Classroom): Partial<Picture> => {
  const { event } = recorded
  const change = { before: picture.classroom, after: next, recorded }
  switch (event.type) {
    case 'lesson.started':
      return { ladders: freshLadders(next), attempts: {}, mistakes: NO_MISTAKES, progress: {} }
    case 'lesson.stopped':
    case 'class.ended':
      return { ladders: grounded(picture.ladders), attempts: {} }
    case 'room.arranged':
      return arranged(picture, event, next)
    case 'segment.sent':
      return sent(picture, event, next, recorded)
    case 'segment.refused':
      return mistaken(picture, event, event.judged, recorded)
    case 'segment.arrived':
      return { ladders: arrivedRow(picture.ladders, event, change) }
    case 'call.made':
      return { ladders: callRow(picture.ladders, event, change) }
    case 'timer.expired':
      return { ladders: timerRow(picture.ladders, event, change) }
    case 'goal.reached':
      return progressed(picture, event, recorded.time)
    case 'hint.taken':
      return { attempts: hinted(picture.attempts, event.socket, event.tier) }
    case 'student.removed':
    case 'seat.left':
      return { attempts: forgotten(picture.attempts, picture.classroom, event.seat) }
    case 'seat.taken':
      return { attempts: forgotten(picture.attempts, picture.classroom, event.left) }
    case 'class.created':
    case 'class.configured':
    case 'class.planned':
    case 'class.locked':
    case 'student.joined':
    case 'student.restored':
    case 'student.admitted':
    case 'seat.autopilot':
    case 'lesson.chosen':
    case 'clock.paused':
    case 'clock.resumed':
      return {}
    default:
      return unreachable(event)
  }
}

/**
 * The picture after one more event as a viewer sees it: the class, and the bounded folds over its log that screens show
 * (at most LADDER_ROWS rows per table, one explanation per socket, counts per code and state, one record per goal).
 * A hidden event only moves the number on. Throws when the first event is not a class's first.
 */
export const foldPicture = (picture: Picture | null, seen: Seen): Picture => {
  if ('hidden' in seen) {
    if (picture === null) throw new Error('the first event of a class is hidden from nobody')
    return { ...picture, classroom: { ...picture.classroom, seq: seen.seq } }
  }
  const classroom = evolve(picture?.classroom ?? null, seen)
  return picture === null ? firstPicture(classroom) : { ...picture, ...changes(picture, seen, classroom), classroom }
}
