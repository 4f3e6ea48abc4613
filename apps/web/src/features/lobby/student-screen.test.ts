import { describe, expect, it } from 'vitest'
import { PlayedClass } from '../../testing/played-class.ts'
import { isPaused, studentScreen } from './student-screen.ts'

const screen = (room: PlayedClass, me: string) => studentScreen(room.picture.classroom, me)

describe('studentScreen', () => {
  it('shows the seat before the lesson, the table while it runs, the seat between lessons', () => {
    const room = new PlayedClass().join('Ada')
    expect(screen(room, 'Ada')).toMatchObject({ kind: 'seat', seat: { table: 1 } })
    room.teacher({ type: 'lesson.start' })
    expect(screen(room, 'Ada').kind).toBe('play')
    room.teacher({ type: 'lesson.stop' })
    expect(screen(room, 'Ada').kind).toBe('seat')
  })

  it('keeps latecomers at a locked door until they are let in', () => {
    const room = new PlayedClass().teacher({ type: 'class.lock', locked: true }).join('Ada')
    expect(screen(room, 'Ada').kind).toBe('door')
    room.teacher({ type: 'student.admit', students: ['Ada'] })
    expect(screen(room, 'Ada').kind).toBe('seat')
  })

  it('lets students choose where the plan says so', () => {
    const room = new PlayedClass('free-choice').join('Ada')
    expect(screen(room, 'Ada').kind).toBe('choose')
  })

  it('tells a removed student, and takes them back when it is undone', () => {
    const room = new PlayedClass().join('Ada').teacher({ type: 'student.remove', student: 'Ada' })
    expect(screen(room, 'Ada').kind).toBe('removed')
    room.teacher({ type: 'student.restore', student: 'Ada' })
    expect(screen(room, 'Ada').kind).toBe('seat')
    expect(screen(room, 'somebody').kind).toBe('removed')
  })

  it('says that the class is over to everybody', () => {
    const room = new PlayedClass().join('Ada').teacher({ type: 'lesson.start' }).teacher({ type: 'class.end' })
    expect(screen(room, 'Ada').kind).toBe('ended')
  })
})

describe('isPaused', () => {
  it('is about a running lesson only: a class that gathers is not paused', () => {
    const room = new PlayedClass().join('Ada')
    expect(isPaused(room.picture.classroom)).toBe(false)
    room.teacher({ type: 'lesson.start' })
    expect(isPaused(room.picture.classroom)).toBe(false)
    room.teacher({ type: 'clock.pause' })
    expect(isPaused(room.picture.classroom)).toBe(true)
  })
})
