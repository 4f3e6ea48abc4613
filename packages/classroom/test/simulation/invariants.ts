import { TRANSITIONS } from '@synposium/tcp'
import { isAutopiloted } from '../../src/autopilot/pace.ts'
import { CLASS_SIZE, type Classroom, LADDER_ROWS, nextDue, type Picture } from '../../src/index.ts'

/** Collects what does not hold. */
type Claim = (holds: boolean, what: string) => void

const people = (state: Classroom, claim: Claim): void => {
  const students = Object.values(state.students)
  claim(students.filter((s) => !s.removed).length <= CLASS_SIZE, 'the class is too big')
  for (const { id, seat, removed, waiting } of students) {
    if (seat === null) continue
    claim(state.seats[seat]?.student === id, `${id} does not sit at ${seat}`)
    claim(!removed && !waiting, `${id} has a seat`)
  }
  for (const { id, student } of Object.values(state.seats)) {
    if (student !== null) claim(state.students[student]?.seat === id, `${student} does not know of ${id}`)
  }
}

const network = (state: Classroom, claim: Claim): void => {
  for (const table of Object.values(state.tables)) {
    for (const seat of table.seats) claim(state.seats[seat] !== undefined, `no seat ${seat}`)
  }
  const seated = Object.values(state.seats).flatMap((seat) => seat.sockets)
  claim(new Set(seated).size === seated.length, 'a socket in two seats')
  claim(seated.length === Object.keys(state.sockets).length, 'a socket in no seat')
  for (const { id, seat, host, tcb, path, listener } of Object.values(state.sockets)) {
    claim(state.seats[seat]?.sockets.includes(id) === true, `${id} is not at ${seat}`)
    claim(state.hosts[host]?.ip === tcb.local.ip, `${id} is not on ${host}`)
    claim(path.length <= TRANSITIONS.length, `the path of ${id} grows`)
    claim((listener !== null) === (tcb.state === 'LISTEN'), `${id} is ${tcb.state} with or without queues`)
    for (const key of listener?.synQueue ?? []) {
      claim(state.sockets[key]?.tcb.state === 'SYN_RCVD', `${key} in the SYN queue is ${state.sockets[key]?.tcb.state}`)
    }
    for (const key of listener?.acceptQueue ?? []) {
      claim(state.sockets[key]?.accepted === false, `${key} waits for a second accept`)
    }
  }
}

/** Hands are never moved for a player, and nothing is due that would never come. */
const playing = (state: Classroom, claim: Claim): void => {
  const running = state.phase === 'running'
  for (const { id, seat, autopilotDue } of Object.values(state.sockets)) {
    if (running && !isAutopiloted(state.seats[seat]))
      claim(autopilotDue === null, `${id} would be played for its player`)
  }
  if (!running) {
    claim(!state.clock.running, 'the clock runs without a lesson')
    claim(state.wire.length === 0, 'something flies without a lesson')
    claim(nextDue(state) === null, 'something is due without a lesson')
  }
  for (const flight of state.wire) claim(flight.id < state.nextFlight, 'a flight from the future')
  for (const [socket, open] of Object.entries(state.openAttempts)) {
    const seat = state.sockets[socket]?.seat ?? ''
    claim(state.seats[seat]?.student === open.student, `an attempt of ${open.student} is open at ${socket}`)
  }
}

const screens = ({ ladders, classroom, attempts }: Picture, claim: Claim): void => {
  for (const { rows, table, nextN } of Object.values(ladders)) {
    claim(rows.length <= LADDER_ROWS, 'a ladder grows')
    claim(classroom.tables[table] !== undefined, `a ladder without table ${table}`)
    claim(
      rows.every((row, i) => row.n === nextN - rows.length + i),
      `rows of table ${table} are not numbered one after the other`,
    )
  }
  for (const id of Object.keys(attempts)) claim(classroom.sockets[id] !== undefined, `an attempt at no socket ${id}`)
}

/** What should hold of every class at every moment and does not. */
export const violations = (state: Classroom, picture: Picture): string[] => {
  const found: string[] = []
  const claim: Claim = (holds, what) => {
    if (!holds) found.push(what)
  }
  people(state, claim)
  network(state, claim)
  playing(state, claim)
  screens(picture, claim)
  return found
}
