import { autopilotDue } from '../autopilot/pace.ts'
import type { Command } from '../commands.ts'
import type { ClassEvent } from '../events.ts'
import { evolve } from '../evolve/evolve.ts'
import type { Lesson } from '../lesson.ts'
import { lessonById } from '../lessons/lessons.ts'
import { SHARED_TABLE } from '../network/addresses.ts'
import { listeningSocket, type Starting, tableSockets } from '../network/start.ts'
import type { OptionsPatch } from '../options.ts'
import type { Classroom, Socket } from '../state.ts'
import { needsLesson } from './checks.ts'
import { addTable, dealEverybody } from './dealing.ts'
import { settleGoals } from './goals.ts'
import { type Answer, type Ledger, refuse } from './ledger.ts'

type Of<T extends Command['type']> = Extract<Command, { type: T }>
type Started = Extract<ClassEvent, { type: 'lesson.started' }>

export const choose = (ledger: Ledger, { lesson }: Of<'lesson.choose'>): Answer => {
  if (lessonById(lesson) === null) return refuse('lesson.unknown', 'lesson')
  if (ledger.state.nextLesson !== lesson) ledger.emit({ type: 'lesson.chosen', lesson })
  return null
}

/** Tables at which nobody sits would play by themselves: they are cleared away, unless students choose their seats or it would be the last. */
const clearEmptyTables = (ledger: Ledger): void => {
  const { state } = ledger
  if (state.plan === 'free-choice') return
  const tables = Object.values(state.tables)
  const isEmpty = (seats: readonly string[]): boolean =>
    seats.every((id) => state.seats[id]?.table === SHARED_TABLE || state.seats[id]?.student === null)
  const empty = tables.filter((table) => isEmpty(table.seats))
  const gone = empty.length === tables.length ? empty.slice(1) : empty
  if (gone.length === 0) return
  const numbers = gone.map((table) => table.no)
  const seats = Object.values(state.seats).filter((seat) => numbers.includes(seat.table))
  const goneSeats = seats.map((seat) => seat.id)
  ledger.emit({
    type: 'room.arranged',
    tables: [],
    seats: [],
    hosts: [],
    sockets: [],
    gone: { tables: numbers, seats: goneSeats },
  })
}

const startingSockets = (ledger: Ledger, lesson: Lesson): Socket[] => {
  const { plan, tables } = ledger.state
  const starting: Starting = { plan, lesson, engine: () => ledger.engine() }
  const numbers = Object.values(tables).map((table) => table.no)
  const shared = plan === 'one-server' ? [listeningSocket(starting, SHARED_TABLE)] : []
  const own = numbers.flatMap((no) => {
    const [client, ...rest] = tableSockets(starting, no)
    const listening = plan === 'one-server' ? [] : [listeningSocket(starting, no)]
    return client === undefined ? [] : [client, ...listening, ...rest]
  })
  return [...shared, ...own]
}

/** The start with the autopilots at work: when they act depends on the class as it is once the lesson runs. */
const withAutopilots = (state: Classroom, started: Started, ledger: Ledger): Started => {
  const running = evolve(state, {
    seq: state.seq + 1,
    v: 1,
    at: ledger.context.now,
    time: ledger.time,
    event: started,
  })
  const sockets = started.sockets.map((s) => ({ ...s, autopilotDue: autopilotDue(running, s, ledger.time, true) }))
  return { ...started, sockets }
}

/**
 * Starts a lesson: seats for everybody, fresh sockets, an empty wire, the clock running. While a lesson runs, a start
 * that names the lesson begins anew; one that does not is a second press of the same button.
 */
export const start = (ledger: Ledger, command: Of<'lesson.start'>): Answer => {
  const lesson = lessonById(command.lesson ?? ledger.state.nextLesson)
  if (lesson === null) return refuse('lesson.unknown', 'lesson')
  if (ledger.state.phase === 'running') {
    if (command.lesson === undefined) return refuse('lesson.running')
    ledger.emit({ type: 'lesson.stopped' })
  }
  if (Object.keys(ledger.state.tables).length === 0) addTable(ledger)
  clearEmptyTables(ledger)
  const { state } = ledger
  const options: OptionsPatch = state.assistChosen ? {} : { assist: lesson.assist }
  const run = (state.lesson?.run ?? 0) + 1
  const sockets = startingSockets(ledger, lesson)
  ledger.emit(withAutopilots(state, { type: 'lesson.started', lesson: lesson.id, run, options, sockets }, ledger))
  // With the lesson on, students who had not chosen a seat are dealt one.
  dealEverybody(ledger)
  settleGoals(
    ledger,
    Object.values(ledger.state.tables).map((table) => table.no),
  )
  return null
}

export const stop = (ledger: Ledger): Answer => {
  const refusal = needsLesson(ledger.state)
  if (refusal === null) ledger.emit({ type: 'lesson.stopped' })
  return refusal
}

export const pause = (ledger: Ledger): Answer => {
  const refusal = needsLesson(ledger.state)
  if (refusal === null && ledger.state.clock.running) ledger.emit({ type: 'clock.paused' })
  return refusal
}

export const resume = (ledger: Ledger): Answer => {
  const refusal = needsLesson(ledger.state)
  if (refusal === null && !ledger.state.clock.running) ledger.emit({ type: 'clock.resumed' })
  return refusal
}
