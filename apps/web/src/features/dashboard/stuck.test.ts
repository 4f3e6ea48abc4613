import { describe, expect, it } from 'vitest'
import { PlayedClass } from '../../testing/played-class.ts'
import { STUCK_RULE, stuckTables } from './stuck.ts'

const NO_MEDIANS = new Map<string, number>()
const stuck = (room: PlayedClass, medians: ReadonlyMap<string, number> = NO_MEDIANS) =>
  stuckTables(room.picture, medians, room.time)

/** Ada plays the client, the autopilot the server: after its listen() it is Ada's move. */
const waitingForAda = () => new PlayedClass('solo').join('Ada').teacher({ type: 'lesson.start' }).wait(10_000)
const wrongSyn = (room: PlayedClass) => room.send('Ada', '1.client', { flags: ['SYN', 'FIN'], ack: 0 })

describe('the stuck rule', () => {
  it('leaves a table alone that has just moved', () => {
    expect(stuck(waitingForAda()).size).toBe(0)
  })

  it('sees a minute of silence when it is a student’s move', () => {
    const room = waitingForAda().wait(STUCK_RULE.silence)
    expect(stuck(room).get(1)).toMatchObject({ why: 'silence', misses: 0, seats: ['1.client'] })
    expect(stuck(room).get(1)?.quiet).toBeGreaterThanOrEqual(STUCK_RULE.silence)
  })

  it('is patient where the whole class needs long for the step', () => {
    const room = waitingForAda().wait(STUCK_RULE.silence)
    const goal = stuck(room).get(1)?.goal.id ?? ''
    expect(stuck(room, new Map([[goal, 40_000]])).size).toBe(0)
    expect(stuck(room.wait(70_000), new Map([[goal, 40_000]])).size).toBe(1)
  })

  it('sees three refused segments at once, and not two', () => {
    const room = waitingForAda()
    wrongSyn(wrongSyn(room))
    expect(stuck(room).size).toBe(0)
    expect(stuck(wrongSyn(room)).get(1)).toMatchObject({ why: 'misses', misses: 3 })
  })

  it('ends with the segment that was right', () => {
    const room = waitingForAda()
    wrongSyn(wrongSyn(wrongSyn(room)))
    room.send('Ada', '1.client', { flags: ['SYN'], ack: 0, mss: 1024 })
    expect(stuck(room).size).toBe(0)
  })

  it('never waits for the autopilot, nor while no lesson runs', () => {
    const room = waitingForAda().wait(STUCK_RULE.silence)
    room.teacher({ type: 'seat.autopilot', seat: '1.client', on: true })
    expect(stuck(room).size).toBe(0)
    expect(stuck(waitingForAda().wait(STUCK_RULE.silence).teacher({ type: 'lesson.stop' })).size).toBe(0)
  })

  it('does not count the time of a pause', () => {
    const room = waitingForAda()
      .teacher({ type: 'clock.pause' })
      .wait(10 * STUCK_RULE.silence)
    expect(stuck(room).size).toBe(0)
  })
})
