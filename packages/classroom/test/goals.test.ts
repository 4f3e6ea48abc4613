import { describe, expect, it } from 'vitest'
import { lessonById } from '../src/index.ts'
import { Room } from './simulation/class-room.ts'
import { connect, Hand, seatThree, type Table } from './simulation/hand.ts'

const tableOf = (lesson: string): Table => {
  const table = seatThree(new Room('trios', lesson))
  table.room.teacher({ type: 'lesson.start' })
  return table
}

describe('a goal', () => {
  it('is reached by the segment itself, in any order, and once', () => {
    const { room, client, accepted } = tableOf('close')
    accepted.send('FA')
    expect(room.goals()).toEqual(['close.fin-2'])
    room.land()
    client.sends('FA')
    expect(room.goals()).toEqual(
      ['close.fin-2', 'close.ack-2', 'close.fin-1'].sort((a, b) => room.goals().indexOf(a) - room.goals().indexOf(b)),
    )
    expect(room.events('goal.reached')).toHaveLength(room.goals().length)
  })

  it('names who played its seat', () => {
    const { room, client } = tableOf('close')
    client.sends('FA')
    room.student('ann', { type: 'seat.leave' })
    room.passUntil((state) => state.tables[1]?.reached.includes('close.ack-1') === true)
    expect(room.events('goal.reached').map((e) => [e.goal, e.by])).toEqual([
      ['close.fin-1', { student: 'cleo' }],
      ['close.ack-1', 'autopilot'],
    ])
  })

  it('is not reached by a mistake', () => {
    const { room, client } = tableOf('close')
    client.send('F')
    expect(room.goals()).toEqual([])
  })

  it('of acknowledged bytes counts bytes, neither SYN nor FIN', () => {
    const { room, client, accepted } = tableOf('half-close')
    client.sends('FA')
    accepted.sends('A')
    expect(room.socket('1.client').bytesAcked).toBe(0)
    expect(room.goals()).not.toContain('request.ack')
  })

  it('counts the bytes that the last ACK of a connection acknowledges', () => {
    const { room, client, accepted } = tableOf('whole-story')
    connect({ room, client, accepted, listening: new Hand(room, 'lin', '1.listening') })
    client.sends('FA')
    accepted.sends('A')
    accepted.sends('FPA', { length: 512 })
    client.sends('A')
    expect(accepted.state).toBe('CLOSED')
    expect(room.socket('1.accepted').bytesAcked).toBe(512)
    expect(room.goals()).toContain('talk.ack-2')
  })

  it('of a connection that was reset is not reached by it', () => {
    const { room, client, accepted } = tableOf('close')
    client.sends('FA')
    accepted.sends('FA')
    client.sends('RA')
    expect(accepted.state).toBe('CLOSED')
    expect(room.goals()).toEqual(['close.fin-1', 'close.fin-2', 'close.ack-1'])
  })

  it('of one table is nobody else’s', () => {
    const room = new Room('pairs', 'close')
    room.join('cleo', 'sam', 'carl', 'sue')
    room.teacher({ type: 'lesson.start' })
    new Hand(room, 'carl', '2.client').sends('FA')
    expect(room.goals(2)).toContain('close.fin-1')
    expect(room.goals(1)).toEqual([])
  })

  it('of the shared server is reached at every table, and at tables that come later', () => {
    const room = new Room('one-server', 'handshake')
    room.join('a', 'b', 'lin', 'd')
    room.teacher({ type: 'lesson.start' })
    new Hand(room, 'lin', '0.listening').calls({ name: 'listen', backlog: 5 })
    expect([room.goals(1), room.goals(2)]).toEqual([['connect.listen'], ['connect.listen']])
    room.join('e', 'f')
    expect(room.state.students.f?.seat).toBe('3.client')
    expect(room.goals(3)).toEqual(['connect.listen'])
  })

  it('is gone when the lesson begins anew', () => {
    const { room, client } = tableOf('close')
    client.sends('FA')
    room.teacher({ type: 'lesson.start', lesson: 'close' })
    expect(room.goals()).toEqual([])
    expect(lessonById('close')).not.toBeNull()
  })
})
