import { LESSONS } from '@synposium/classroom'
import { describe, expect, it } from 'vitest'
import { PlayedClass } from '../../testing/played-class.ts'
import { durationsOf, median, recordsOf, stepMedians, stepsOf } from './steps.ts'

describe('stepsOf', () => {
  it('has one column for each goal of the lesson, the first of every stage marked', () => {
    for (const lesson of LESSONS) {
      const steps = stepsOf(lesson)
      expect(steps).toHaveLength(lesson.stages.reduce((sum, stage) => sum + stage.goals.length, 0))
      expect(steps.filter((step) => step.first)).toHaveLength(lesson.stages.length)
    }
  })
})

describe('median', () => {
  it('is a value that occurs', () => {
    expect(median([])).toBeNull()
    expect(median([5])).toBe(5)
    expect(median([9, 1, 5])).toBe(5)
    expect(median([1, 2, 3, 100])).toBe(2)
  })
})

describe('times of steps', () => {
  it('measures each step from the one before it, the first from the start of the lesson', () => {
    const room = new PlayedClass('pairs').join('Ada', 'Ben').teacher({ type: 'lesson.start' }).wait(4_000)
    const server = Object.values(room.picture.classroom.seats).find((s) => s.role === 'server')?.student ?? ''
    const client = Object.values(room.picture.classroom.seats).find((s) => s.role === 'client')?.student ?? ''
    room.student(server, { type: 'call.make', socket: '1.listening', call: { name: 'listen', backlog: 5 } })
    room.wait(7_000).send(client, '1.client', { flags: ['SYN'], ack: 0, mss: 1024 })
    const times = durationsOf(room.picture, 1)
    expect([...times.values()].slice(0, 2)).toEqual([4_000, 7_000])
    expect([...stepMedians(room.picture).values()].slice(0, 2)).toEqual([4_000, 7_000])
  })

  it('forgets the run before when a lesson starts again', () => {
    const room = new PlayedClass('solo').join('Ada').teacher({ type: 'lesson.start' }).wait(20_000)
    expect(recordsOf(room.picture, 1).size).toBeGreaterThan(0)
    room.teacher({ type: 'lesson.stop' }).teacher({ type: 'lesson.start' })
    expect(recordsOf(room.picture, 1).size).toBe(0)
  })
})
