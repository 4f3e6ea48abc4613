import type { Command } from '../commands.ts'
import type { ClassEvent } from '../events.ts'
import { lessonById } from '../lessons/lessons.ts'
import { SHARED_TABLE } from '../network/addresses.ts'
import { ASSISTS, type OptionsPatch } from '../options.ts'
import { dealEverybody } from './dealing.ts'
import type { Decision } from './decide.ts'
import { type Answer, type Ledger, refuse } from './ledger.ts'

type Of<T extends Command['type']> = Extract<Command, { type: T }>

export const create = (command: Of<'class.create'>): Decision => {
  const { id, code, name, plan, lesson } = command
  if (lessonById(lesson) === null) return { ok: false, refusal: refuse('lesson.unknown', 'lesson') }
  const created: ClassEvent = { type: 'class.created', id, code, name, plan, lesson }
  return { ok: true, events: [created] }
}

const within = (value: number | undefined, low: number, high: number): boolean =>
  value === undefined || (Number.isFinite(value) && value >= low && value <= high)

const HOUR = 3_600_000

/** The first option that no class can be run with, as the path of its field; null: all are fine. */
const badOption = ({ flight, pace, assist, tcp }: OptionsPatch): string | null => {
  if (!within(flight, 0, 60_000)) return 'options.flight'
  if (!within(pace, 1, 60_000)) return 'options.pace'
  if (assist !== undefined && !ASSISTS.includes(assist)) return 'options.assist'
  if (tcp === undefined) return null
  if (!within(tcp.msl, 1, HOUR)) return 'options.tcp.msl'
  if (!within(tcp.rto, 1, HOUR)) return 'options.tcp.rto'
  if (!within(tcp.delayedAck, 0, HOUR)) return 'options.tcp.delayedAck'
  if (!within(tcp.userTimeout ?? undefined, 1, 24 * HOUR)) return 'options.tcp.userTimeout'
  return within(tcp.mtu, 68, 65_535) ? null : 'options.tcp.mtu'
}

export const configure = (ledger: Ledger, { options }: Of<'class.configure'>): Answer => {
  const bad = badOption(options)
  if (bad !== null) return refuse('draft.out-of-range', bad)
  if (Object.keys(options).length > 0) ledger.emit({ type: 'class.configured', options })
  return null
}

/** Another seating plan: all tables are set anew and everybody is dealt a seat. Not while a lesson is played. */
export const plan = (ledger: Ledger, { plan: next }: Of<'class.plan'>): Answer => {
  const { state } = ledger
  if (state.phase === 'running') return refuse('lesson.running')
  if (state.plan === next) return null
  const tables = [SHARED_TABLE, ...Object.values(state.tables).map((table) => table.no)]
  const gone = { tables, seats: Object.keys(state.seats) }
  ledger.emit({ type: 'class.planned', plan: next })
  ledger.emit({ type: 'room.arranged', tables: [], seats: [], hosts: [], sockets: [], gone })
  dealEverybody(ledger)
  return null
}

export const lock = (ledger: Ledger, { locked }: Of<'class.lock'>): Answer => {
  if (ledger.state.locked !== locked) ledger.emit({ type: 'class.locked', locked })
  return null
}

export const end = (ledger: Ledger): Answer => {
  ledger.emit({ type: 'class.ended' })
  return null
}
