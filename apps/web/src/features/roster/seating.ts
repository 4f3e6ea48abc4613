import { type Classroom, PLANS, type Plan, type SeatId, type SeatRole, type StudentId } from '@synposium/classroom'
import type { Person } from '@synposium/protocol'

export interface Sitter {
  readonly id: StudentId
  readonly name: string
  readonly online: boolean
}

export interface SeatCard {
  readonly id: SeatId
  readonly role: SeatRole
  readonly sitter: Sitter | null
  /** The autopilot plays although somebody sits here. */
  readonly autopilot: boolean
}

/** A table as rosters show it. Number 0: the seat that the whole class shares. */
export interface TableCard {
  readonly no: number
  readonly seats: readonly SeatCard[]
}

type People = ReadonlyMap<StudentId, Person>

const ROLE_ORDER: Readonly<Record<SeatRole, number>> = { client: 0, listening: 1, accepted: 2, server: 3 }

/** A student with the name that this viewer knows; the id stands in until names have arrived. */
export function sitterOf(id: StudentId, people: People): Sitter {
  const person = people.get(id)
  return { id, name: person?.name ?? '…', online: person?.online ?? false }
}

/** All tables in order, each with its own seats in the order client, listening, accepted; a shared seat forms a card of its own, first. */
export function tableCards(classroom: Classroom, people: People): TableCard[] {
  const cards = new Map<number, SeatCard[]>()
  for (const table of Object.values(classroom.tables)) cards.set(table.no, [])
  for (const seat of Object.values(classroom.seats)) {
    const seats = cards.get(seat.table) ?? []
    seats.push({
      id: seat.id,
      role: seat.role,
      sitter: seat.student === null ? null : sitterOf(seat.student, people),
      autopilot: seat.autopilot,
    })
    cards.set(seat.table, seats)
  }
  return [...cards]
    .map(([no, seats]) => ({ no, seats: seats.sort((a, b) => ROLE_ORDER[a.role] - ROLE_ORDER[b.role]) }))
    .filter((card) => card.seats.length > 0)
    .sort((a, b) => a.no - b.no)
}

/** The seats at a student's table, the shared one included. */
export function tableMates(classroom: Classroom, people: People, table: number): SeatCard[] {
  const shown = new Set<SeatId>(classroom.tables[String(table)]?.seats ?? [])
  return tableCards(classroom, people)
    .flatMap((card) => card.seats)
    .filter((seat) => shown.has(seat.id))
}

export interface Attendance {
  /** In the class: let in and not removed. */
  readonly enrolled: readonly Sitter[]
  readonly here: number
  readonly waiting: readonly Sitter[]
  /** Let in, but without a seat. */
  readonly unseated: readonly Sitter[]
}

/** Who is in the class, at the door, and without a seat. */
export function attendance(classroom: Classroom, people: People): Attendance {
  const students = Object.values(classroom.students).filter((s) => !s.removed)
  const inside = students.filter((s) => !s.waiting)
  const enrolled = inside.map((s) => sitterOf(s.id, people))
  return {
    enrolled,
    here: enrolled.filter((s) => s.online).length,
    waiting: students.filter((s) => s.waiting).map((s) => sitterOf(s.id, people)),
    unseated: inside.filter((s) => s.seat === null).map((s) => sitterOf(s.id, people)),
  }
}

/** The plans a teacher chooses from; solo is for practising alone. */
export const CLASS_PLANS: readonly Plan[] = PLANS
