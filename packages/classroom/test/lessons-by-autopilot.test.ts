import { describe, expect, it } from 'vitest'
import { goalsOf, LESSONS, PLANS } from '../src/index.ts'
import { Room } from './simulation/class-room.ts'

describe.each(PLANS)('in the %s plan', (plan) => {
  it.each(LESSONS.map((lesson) => [lesson.id, lesson] as const))(
    'autopilots alone play the lesson %s to its end',
    (_id, lesson) => {
      const room = new Room(plan, lesson.id)
      room.teacher({ type: 'lesson.start' })
      const goals = goalsOf(lesson).map((goal) => goal.id)
      room.passUntil((state) => state.tables[1]?.reached.length === goals.length)
      expect(new Set(room.goals())).toEqual(new Set(goals))
      expect(room.events('segment.refused')).toEqual([])
      for (const sent of room.events('segment.sent')) {
        expect(sent.judged?.verdict.level, JSON.stringify(sent)).toBe('right')
      }
    },
  )
})
