import { LESSONS, lessonById } from '@synposium/classroom'
import { describe, expect, it } from 'vitest'
import { PlayedClass } from '../../testing/played-class.ts'
import { kpis, matrixRows } from './matrix.ts'
import { stepsOf } from './steps.ts'
import { stuckTables } from './stuck.ts'

const HANDSHAKE = lessonById('handshake') ?? LESSONS[0]
const steps = HANDSHAKE ? stepsOf(HANDSHAKE) : []
const rows = (room: PlayedClass) =>
  matrixRows(room.picture, steps, stuckTables(room.picture, new Map(), room.time), room.time)
const kinds = (room: PlayedClass) => rows(room)[0]?.cells.map((cell) => cell.kind)
const solo = () => new PlayedClass('solo').join('Ada').teacher({ type: 'lesson.start' }).wait(10_000)

describe('matrixRows', () => {
  it('is all specks before the lesson, and has a row for each table in order', () => {
    const room = new PlayedClass().join('Ada', 'Ben', 'Chen', 'Dina')
    expect(rows(room).map((row) => row.table)).toEqual([1, 2])
    expect(new Set(kinds(room))).toEqual(new Set(['todo']))
    expect(rows(room)[0]?.quiet).toBeNull()
  })

  it('marks what was done and what is being worked on', () => {
    const cells = kinds(solo())
    expect(cells?.filter((kind) => kind === 'now')).toHaveLength(1)
    const now = cells?.indexOf('now') ?? -1
    expect(cells?.slice(0, now).every((kind) => kind === 'ok')).toBe(true)
    expect(cells?.slice(now + 1).every((kind) => kind === 'todo')).toBe(true)
  })

  it('counts the tries of a step that was refused first', () => {
    const room = solo()
    const at = kinds(room)?.indexOf('now') ?? -1
    room.send('Ada', '1.client', { flags: ['SYN', 'FIN'], ack: 0 })
    room.send('Ada', '1.client', { flags: ['SYN'], ack: 0, mss: 1024 })
    expect(rows(room)[0]?.cells[at]).toEqual({ kind: 'retry', tries: 2 })
  })

  it('turns the square at three refusals, and tints the row', () => {
    const room = solo()
    for (let i = 0; i < 3; i++) room.send('Ada', '1.client', { flags: ['SYN', 'FIN'], ack: 0 })
    expect(kinds(room)?.filter((kind) => kind === 'stuck')).toHaveLength(1)
    expect(kinds(room)).not.toContain('now')
    expect(rows(room)[0]?.stuck).toBe(true)
  })

  it('is finished when every step is done', () => {
    const room = solo().teacher({ type: 'seat.autopilot', seat: '1.client', on: true }).wait(120_000)
    expect(rows(room)[0]).toMatchObject({ finished: true, done: steps.length, quiet: null })
  })
})

describe('kpis', () => {
  it('knows nothing before the first step', () => {
    expect(kpis(rows(new PlayedClass().join('Ada')), steps.length, null)).toMatchObject({
      rightFirst: null,
      fewest: 0,
      most: 0,
    })
    expect(kpis([], steps.length, null)).toMatchObject({ fewest: 0, most: 0 })
  })

  it('shares out first tries among the steps that were done', () => {
    const room = solo()
    room.send('Ada', '1.client', { flags: ['SYN', 'FIN'], ack: 0 })
    room.send('Ada', '1.client', { flags: ['SYN'], ack: 0, mss: 1024 })
    const done = rows(room)[0]?.done ?? 0
    expect(kpis(rows(room), steps.length, 5_000)).toEqual({
      rightFirst: (done - 1) / done,
      medianStep: 5_000,
      fewest: done,
      most: done,
      steps: steps.length,
    })
  })
})
