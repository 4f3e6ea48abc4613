import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Classroom, evolve, foldPicture, goalsOf, lessonById, type Picture, upcast } from '../../src/index.ts'

/**
 * Logs as they were stored by the version in their name, and the picture they led to. They are never written anew: when
 * the shape of an event changes, `upcast` lifts these, and a log of the new version is added.
 */
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8'))

describe('the golden log of version 1', () => {
  const stored = read('whole-story.v1.json') as unknown[]
  const log = stored.map(upcast)

  it('leads to the same picture as on the day it was recorded', () => {
    expect(log.reduce<Picture | null>(foldPicture, null)).toEqual(read('whole-story.v1.picture.json'))
  })

  it('leads evolve to the classroom of that picture', () => {
    const { classroom } = read('whole-story.v1.picture.json') as Picture
    expect(log.reduce<Classroom | null>(evolve, null)).toEqual(classroom)
  })

  it('tells a whole lesson, with every kind of event', () => {
    const types = new Set(log.map(({ event }) => event.type))
    expect([...types].sort()).toEqual([
      'call.made',
      'class.configured',
      'class.created',
      'class.ended',
      'class.locked',
      'class.planned',
      'clock.paused',
      'clock.resumed',
      'goal.reached',
      'hint.taken',
      'lesson.chosen',
      'lesson.started',
      'lesson.stopped',
      'room.arranged',
      'seat.autopilot',
      'seat.left',
      'seat.taken',
      'segment.arrived',
      'segment.refused',
      'segment.sent',
      'student.admitted',
      'student.joined',
      'student.removed',
      'student.restored',
      'timer.expired',
    ])
    const lesson = lessonById('whole-story')
    const reached = log.flatMap(({ event }) => (event.type === 'goal.reached' && event.table === 1 ? [event.goal] : []))
    expect(new Set(reached)).toEqual(new Set(lesson === null ? [] : goalsOf(lesson).map((goal) => goal.id)))
  })

  it('is numbered without gaps, in the order of time', () => {
    expect(log.map((recorded) => recorded.seq)).toEqual(log.map((_, i) => i + 1))
    for (const [i, recorded] of log.entries()) {
      expect(recorded.at).toBeGreaterThanOrEqual(log[i - 1]?.at ?? 0)
      expect(recorded.time).toBeGreaterThanOrEqual(log[i - 1]?.time ?? 0)
    }
  })
})
