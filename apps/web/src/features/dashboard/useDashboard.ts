import { type Lesson, lessonById, lessonOf } from '@synposium/classroom'
import { computed } from 'vue'
import { useSession } from '../../session/session.ts'
import { useTicker } from '../../ui/useTicker.ts'
import { attendance, tableCards } from '../roster/seating.ts'
import { kpis, matrixRows } from './matrix.ts'
import { heatNodes, mistakeBars } from './mistake-bars.ts'
import { needYou } from './need-you.ts'
import { durationsOf, median, stepMedians, stepsOf } from './steps.ts'
import { stuckTables } from './stuck.ts'
import { useThrottled } from './useThrottled.ts'

/** The picture is looked at this often at most; in ms. Figures that only glide are renewed more rarely. */
const REDRAW = 300
const FIGURES = 2_000
const TICK = 1_000
const BARS = 5

/** Everything the dashboard shows, from the session's picture. The work depends on the size of the class, not on its history. */
export function useDashboard() {
  const session = useSession()
  const tick = useTicker(TICK)
  const picture = useThrottled(() => session.picture, REDRAW)

  const classroom = computed(() => picture.value?.classroom ?? null)
  const lesson = computed<Lesson | null>(() =>
    classroom.value ? (lessonOf(classroom.value) ?? lessonById(classroom.value.nextLesson)) : null,
  )
  const steps = computed(() => (lesson.value ? stepsOf(lesson.value) : []))
  const tables = computed(() => (classroom.value ? tableCards(classroom.value, session.people) : []))
  const people = computed(() => (classroom.value ? attendance(classroom.value, session.people) : null))
  const medians = computed(() => (picture.value ? stepMedians(picture.value) : new Map<string, number>()))

  const now = computed(() => {
    void tick.value
    void picture.value
    return { time: session.classNow(), wall: Date.now() }
  })
  const stuck = computed(() =>
    picture.value ? stuckTables(picture.value, medians.value, now.value.time) : new Map<number, never>(),
  )
  const rows = computed(() =>
    picture.value ? matrixRows(picture.value, steps.value, stuck.value, now.value.time) : [],
  )
  const needs = computed(() =>
    picture.value ? needYou(picture.value, stuck.value.values(), session.offlineSince, now.value.wall) : [],
  )
  const fresh = computed(() => {
    const seen = picture.value
    const times = seen ? Object.values(seen.classroom.tables).flatMap((t) => [...durationsOf(seen, t.no).values()]) : []
    return { kpis: kpis(rows.value, steps.value.length, median(times)), needs: needs.value.length }
  })
  const figures = useThrottled(fresh, FIGURES)

  const bars = computed(() => (picture.value ? mistakeBars(picture.value.mistakes, BARS) : []))
  const heat = computed(() => heatNodes(picture.value?.mistakes.byState ?? {}))
  const mistakes = computed(() => picture.value?.mistakes.total ?? 0)

  return { classroom, lesson, tables, people, rows, needs, figures, bars, heat, mistakes }
}
