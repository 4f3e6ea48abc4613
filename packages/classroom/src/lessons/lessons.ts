import type { Goal, Lesson } from '../lesson.ts'
import type { LessonId } from '../names.ts'
import type { Classroom } from '../state.ts'
import { CLOSE } from './close.ts'
import { HALF_CLOSE } from './half-close.ts'
import { HANDSHAKE } from './handshake.ts'
import { TALK } from './talk.ts'
import { WHOLE_STORY } from './whole-story.ts'

/** The lessons in the order in which they are taught. */
export const LESSONS: readonly Lesson[] = [HANDSHAKE, TALK, CLOSE, HALF_CLOSE, WHOLE_STORY]

export const lessonById = (id: LessonId): Lesson | null => LESSONS.find((lesson) => lesson.id === id) ?? null

/** The lesson whose network stands at the tables, running or stopped; null before the first. */
export const lessonOf = (state: Pick<Classroom, 'lesson'>): Lesson | null =>
  state.lesson === null ? null : lessonById(state.lesson.lesson)

/** Every goal of a lesson, stage by stage. */
export const goalsOf = (lesson: Lesson): readonly Goal[] => lesson.stages.flatMap((stage) => stage.goals)
