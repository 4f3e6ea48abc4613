import { NO_MISTAKES } from '../fold/explanations.ts'
import type { Ladder, LadderRow, Picture } from '../picture.ts'
import type { Classroom } from '../state.ts'
import type { Viewer } from '../viewer.ts'
import { maySeeJudgement } from './redact.ts'

const mapped = <T>(record: Readonly<Record<string, T>>, change: (value: T) => T): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))

const filtered = <T>(record: Readonly<Record<string, T>>, keep: (value: T) => boolean): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => keep(value)))

const seenRow = (row: LadderRow, viewer: Viewer): LadderRow => {
  if (row.kind !== 'segment' || maySeeJudgement(row.by, viewer)) return row
  const { verdict: _verdict, reaction: _reaction, ...rest } = row
  return rest
}

const seenLadder = (ladder: Ladder, viewer: Viewer): Ladder => ({
  ...ladder,
  rows: ladder.rows.map((row) => seenRow(row, viewer)),
})

const seenClassroom = (classroom: Classroom, viewer: Viewer): Classroom => ({
  ...classroom,
  tables: mapped(classroom.tables, (table) => ({ ...table, misses: 0 })),
  openAttempts: filtered(classroom.openAttempts, (open) => viewer.kind === 'student' && open.student === viewer.id),
})

/**
 * The picture as a viewer may have it. The teacher gets all of it. Others lose what they could not have folded from
 * their own events: other players' verdicts, explanations and open hints, the class's mistakes, and how many tries a
 * goal took (it would tell of a table mate's refused attempts).
 */
export const redactPicture = (picture: Picture, viewer: Viewer): Picture => {
  if (viewer.kind === 'teacher') return picture
  return {
    classroom: seenClassroom(picture.classroom, viewer),
    ladders: mapped(picture.ladders, (ladder) => seenLadder(ladder, viewer)),
    attempts: filtered(picture.attempts, (attempt) => maySeeJudgement(attempt.by, viewer)),
    mistakes: NO_MISTAKES,
    progress: mapped(picture.progress, (goals) => mapped(goals, (record) => ({ ...record, tries: 1 }))),
  }
}
