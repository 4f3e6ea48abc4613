import { autopilotDue } from '../autopilot/pace.ts'
import type { Command } from '../commands.ts'
import type { SocketPatch } from '../events.ts'
import type { Classroom, Seat } from '../state.ts'
import { presentStudent } from './checks.ts'
import { giveSeat, vacate } from './dealing.ts'
import { type Answer, type Ledger, refuse } from './ledger.ts'
import { commander } from './people.ts'

type Of<T extends Command['type']> = Extract<Command, { type: T }>

/** A student picks a free seat, in the plan where students choose. */
export const takeSeat = (ledger: Ledger, { seat: id }: Of<'seat.take'>): Answer => {
  const student = commander(ledger)
  if (!student.ok) return student.refusal
  const { state } = ledger
  if (state.plan !== 'free-choice') return refuse('seat.not-free-choice')
  const seat = state.seats[id]
  if (seat === undefined) return refuse('seat.unknown', 'seat')
  if (seat.student === student.value.id) return null
  if (seat.student !== null) return refuse('seat.taken', 'seat')
  giveSeat(ledger, student.value.id, id)
  return null
}

export const leaveSeat = (ledger: Ledger): Answer => {
  const student = commander(ledger)
  if (!student.ok) return student.refusal
  const { id, seat } = student.value
  if (seat === null) return refuse('seat.none')
  vacate(ledger, id, seat)
  return null
}

/** The teacher seats a student; who sat there changes places with them. With no student the seat is emptied. */
export const assignSeat = (ledger: Ledger, { seat: id, student: who }: Of<'seat.assign'>): Answer => {
  const { state } = ledger
  const seat = state.seats[id]
  if (seat === undefined) return refuse('seat.unknown', 'seat')
  if (who === null) {
    if (seat.student !== null) vacate(ledger, seat.student, id)
    return null
  }
  const student = presentStudent(state, who)
  if (!student.ok) return student.refusal
  if (seat.student === who) return null
  const { student: occupant } = seat
  const { seat: left } = student.value
  if (occupant !== null) vacate(ledger, occupant, id)
  giveSeat(ledger, who, id)
  if (occupant !== null && left !== null) giveSeat(ledger, occupant, left)
  return null
}

/** When the autopilots of a seat act, should its switch stand like this. */
const dues = (state: Classroom, seat: Seat, on: boolean, time: number): SocketPatch[] => {
  if (state.phase !== 'running') return []
  const switched: Classroom = { ...state, seats: { ...state.seats, [seat.id]: { ...seat, autopilot: on } } }
  return seat.sockets.flatMap((id) => {
    const socket = state.sockets[id]
    if (socket === undefined) return []
    const due = autopilotDue(switched, socket, time, false)
    return due === socket.autopilotDue ? [] : [{ id, autopilotDue: due }]
  })
}

export const setAutopilot = (ledger: Ledger, { seat: id, on }: Of<'seat.autopilot'>): Answer => {
  const seat = ledger.state.seats[id]
  if (seat === undefined) return refuse('seat.unknown', 'seat')
  if (seat.autopilot === on) return null
  ledger.emit({ type: 'seat.autopilot', seat: id, on, sockets: dues(ledger.state, seat, on, ledger.time) })
  return null
}
