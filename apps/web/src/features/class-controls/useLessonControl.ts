import { type Classroom, type Language, LESSONS, type Lesson, lessonOf } from '@synposium/classroom'
import { computed } from 'vue'
import { useI18n } from '../../i18n/index.ts'
import { useCommands } from './useCommands.ts'

/** Starting, changing and stopping lessons. A running lesson is stopped before another one starts. */
export function useLessonControl(classroom: () => Classroom | null) {
  const { locale } = useI18n()
  const send = useCommands()
  const running = computed(() => classroom()?.phase === 'running')
  const current = computed(() => {
    const state = classroom()
    return state ? lessonOf(state) : null
  })
  const titleOf = (lesson: Lesson) => lesson.title[locale.value as Language]
  /** What comes after the current lesson; before the first one, the lesson chosen for the start. */
  const next = computed<Lesson | null>(() => {
    const state = classroom()
    if (!state) return null
    if (!current.value) return LESSONS.find((l) => l.id === state.nextLesson) ?? null
    return LESSONS[LESSONS.findIndex((l) => l.id === current.value?.id) + 1] ?? null
  })

  async function start(lesson: string) {
    if (running.value && !(await send({ type: 'lesson.stop' }))) return
    await send({ type: 'lesson.start', lesson })
  }

  return { running, current, next, titleOf, start, stop: () => send({ type: 'lesson.stop' }) }
}
