import { describe, expect, it } from 'vitest'
import { PlayedClass } from '../../testing/played-class.ts'
import { DROPPED_AFTER, keepPlaces, type Need, needYou } from './need-you.ts'
import { stuckTables } from './stuck.ts'

const NOBODY = new Map<string, number>()
const NO_MEDIANS = new Map<string, number>()
const needs = (room: PlayedClass, offline: ReadonlyMap<string, number> = NOBODY) =>
  needYou(room.picture, stuckTables(room.picture, NO_MEDIANS, room.time).values(), offline, room.now)

const running = (...names: readonly string[]) =>
  new PlayedClass('solo')
    .join(...names)
    .teacher({ type: 'lesson.start' })
    .wait(10_000)

describe('needYou', () => {
  it('says who was refused, how often, and why', () => {
    const room = running('Ada')
    for (let i = 0; i < 3; i++) room.send('Ada', '1.client', { flags: ['SYN', 'FIN'], ack: 0 })
    expect(needs(room)).toMatchObject([
      { kind: 'stuck', table: 1, student: 'Ada', mistake: 'flags.syn-with-fin', stuck: { misses: 3 } },
    ])
  })

  it('puts the longest wait first', () => {
    const room = running('Ada', 'Ben').wait(30_000)
    room.send('Ben', '2.client', { flags: ['SYN', 'FIN'], ack: 0 }).wait(40_000)
    for (let i = 0; i < 3; i++) room.send('Ben', '2.client', { flags: ['SYN', 'FIN'], ack: 0 })
    const list = needs(room)
    expect(list).toHaveLength(2)
    expect(list[0]?.since).toBeGreaterThanOrEqual(list[1]?.since ?? 0)
  })

  it('tells of a lost player after half a minute, until the autopilot sits in', () => {
    const room = running('Ada')
    const offline = new Map([['Ada', room.now]])
    room.wait(DROPPED_AFTER - 1)
    expect(needs(room, offline)).toEqual([])
    room.wait(1)
    expect(needs(room, offline)).toMatchObject([
      { kind: 'dropped', student: 'Ada', table: 1, role: 'client', since: DROPPED_AFTER },
    ])
    room.teacher({ type: 'seat.autopilot', seat: '1.client', on: true })
    expect(needs(room, offline)).toEqual([])
  })

  it('does not miss anybody before a lesson', () => {
    const room = new PlayedClass().join('Ada').wait(DROPPED_AFTER * 2)
    expect(needs(room, new Map([['Ada', room.now - DROPPED_AFTER * 2]]))).toEqual([])
  })
})

describe('keepPlaces', () => {
  const need = (id: string, since: number): Need => ({
    kind: 'dropped',
    id,
    table: 1,
    student: id,
    seat: '1.client',
    role: 'client',
    since,
  })

  it('keeps rows where they are while somebody points at them, new ones last', () => {
    const now = [need('new', 900), need('b', 500), need('a', 400)]
    expect(keepPlaces(['a', 'b', 'gone'], now).map((n) => n.id)).toEqual(['a', 'b', 'new'])
  })
})
