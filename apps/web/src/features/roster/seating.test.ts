import { describe, expect, it } from 'vitest'
import { PlayedClass } from '../../testing/played-class.ts'
import { attendance, tableCards, tableMates } from './seating.ts'

const cards = (room: PlayedClass) => tableCards(room.picture.classroom, room.people)
const sitting = (room: PlayedClass) =>
  cards(room).map((c) => [c.no, c.seats.map((s) => `${s.role}:${s.sitter?.name ?? '-'}`)])

describe('tableCards', () => {
  it('lists tables in order, and roles in the order of the wire', () => {
    const room = new PlayedClass().join('Ada', 'Ben', 'Chen', 'Dina')
    expect(cards(room).map((c) => c.no)).toEqual([1, 2])
    expect(cards(room)[0]?.seats.map((s) => s.role)).toEqual(['client', 'listening', 'accepted'])
    expect(new Set(cards(room)[0]?.seats.map((s) => s.sitter?.name))).toEqual(new Set(['Ada', 'Ben', 'Chen']))
  })

  it('shows the one server as a card of its own, first', () => {
    const room = new PlayedClass('one-server').join('Ada', 'Ben', 'Chen')
    const [first, second] = sitting(room)
    expect(first?.[0]).toBe(0)
    expect(second?.[0]).toBe(1)
    const mates = tableMates(room.picture.classroom, room.people, 1)
    expect(mates.map((seat) => seat.id)).toContain('0.listening')
  })

  it('marks who is offline', () => {
    const room = new PlayedClass().join('Ada')
    room.people.set('Ada', { id: 'Ada', name: 'Ada', online: false })
    expect(cards(room)[0]?.seats.find((s) => s.sitter)?.sitter?.online).toBe(false)
  })
})

describe('attendance', () => {
  it('counts who is in, who is here, who waits, and who has no seat', () => {
    const room = new PlayedClass().join('Ada', 'Ben')
    const seat = room.picture.classroom.students.Ben?.seat ?? ''
    room
      .teacher({ type: 'seat.assign', seat, student: null })
      .teacher({ type: 'class.lock', locked: true })
      .join('Chen', 'Dina')
    room.teacher({ type: 'student.remove', student: 'Dina' })
    room.people.set('Ada', { id: 'Ada', name: 'Ada', online: false })
    const { enrolled, here, waiting, unseated } = attendance(room.picture.classroom, room.people)
    expect(enrolled.map((s) => s.name)).toEqual(['Ada', 'Ben'])
    expect(here).toBe(1)
    expect(waiting.map((s) => s.name)).toEqual(['Chen'])
    expect(unseated.map((s) => s.name)).toEqual(['Ben'])
  })
})
