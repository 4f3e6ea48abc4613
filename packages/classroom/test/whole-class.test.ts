import { describe, expect, it } from 'vitest'
import { CLASS_SIZE, goalsOf, lessonById, type Plan } from '../src/index.ts'
import { Room } from './simulation/class-room.ts'

const everybody = Array.from({ length: CLASS_SIZE }, (_, i) => `s${i + 1}`)

describe.each<Plan>(['one-server', 'pairs'])('sixty students in the %s plan', (plan) => {
  it('who all leave it to their autopilots reach every goal at every table', () => {
    const room = new Room(plan, 'whole-story')
    room.join(...everybody)
    for (const seat of Object.keys(room.state.seats)) room.teacher({ type: 'seat.autopilot', seat, on: true })
    room.teacher({ type: 'class.configure', options: { pace: 1000, flight: 200 } })
    room.teacher({ type: 'lesson.start' })
    const lesson = lessonById('whole-story')
    const goals = lesson === null ? 0 : goalsOf(lesson).length
    room.passUntil((state) => Object.values(state.tables).every((table) => table.reached.length === goals))
    expect(Object.keys(room.state.tables)).toHaveLength(30)
    // Nobody waited for the one listening socket: every table was as fast as the first.
    const last = room.log.filter((r) => r.event.type === 'goal.reached' && r.event.goal === 'close.ack-2')
    expect(Math.max(...last.map((r) => r.time)) - Math.min(...last.map((r) => r.time))).toBeLessThan(2000)
  }, 60_000)
})
