import type { Goal, Stage } from '../lesson.ts'
import { goalsOf, lessonOf } from '../lessons/lessons.ts'
import type { TableNo } from '../names.ts'
import type { Classroom } from '../state.ts'

/** How far a table has come in one stage of the lesson. */
export interface StageProgress {
  readonly stage: Stage
  readonly done: number
  readonly total: number
}

/** The stages of the lesson at this table; none before the first lesson. */
export const stageView = (state: Classroom, table: TableNo): StageProgress[] => {
  const reached = state.tables[table]?.reached ?? []
  return (lessonOf(state)?.stages ?? []).map((stage) => ({
    stage,
    done: stage.goals.filter((goal) => reached.includes(goal.id)).length,
    total: stage.goals.length,
  }))
}

/** The first goal that the table has not reached; null when the lesson is done, or none was started. */
export const nextGoal = (state: Classroom, table: TableNo): Goal | null => {
  const lesson = lessonOf(state)
  const reached = state.tables[table]?.reached ?? []
  return lesson === null ? null : (goalsOf(lesson).find((goal) => !reached.includes(goal.id)) ?? null)
}
