import type { Goal, GoalRecord, Lesson, Picture } from '@synposium/classroom'

/** One column of the matrix. */
export interface Step {
  readonly goal: Goal
  /** The first step of its stage: a line is drawn before it. */
  readonly first: boolean
}

export const stepsOf = (lesson: Lesson): Step[] =>
  lesson.stages.flatMap((stage) => stage.goals.map((goal, i) => ({ goal, first: i === 0 })))

/** Only the records of goals that this run has reached: an earlier lesson's goals do not count. */
export function recordsOf(picture: Picture, table: number): ReadonlyMap<string, GoalRecord> {
  const reached = picture.classroom.tables[String(table)]?.reached ?? []
  const records = picture.progress[String(table)] ?? {}
  return new Map(reached.map((goal) => [goal, records[goal] ?? { tries: 1, at: 0 }]))
}

/** How long each step took at a table: class ms since the step before it was reached (the first: since the lesson began). */
export function durationsOf(picture: Picture, table: number): ReadonlyMap<string, number> {
  const began = picture.classroom.lesson?.startedAt ?? 0
  const inOrder = [...recordsOf(picture, table)].sort(([, a], [, b]) => a.at - b.at)
  return new Map(inOrder.map(([goal, record], i) => [goal, Math.max(0, record.at - (inOrder[i - 1]?.[1].at ?? began))]))
}

/** The middle value; of an even number the lower middle, so that it is a time somebody really took. Null of nothing. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null
}

/** The class median of each step, in class ms. */
export function stepMedians(picture: Picture): ReadonlyMap<string, number> {
  const all = new Map<string, number[]>()
  for (const table of Object.values(picture.classroom.tables))
    for (const [goal, ms] of durationsOf(picture, table.no)) all.set(goal, [...(all.get(goal) ?? []), ms])
  return new Map([...all].map(([goal, times]) => [goal, median(times) ?? 0]))
}
