import { bytesSent, has, type Segment, type State } from '@synposium/tcp'
import { isAutopiloted } from '../autopilot/pace.ts'
import type { By } from '../events.ts'
import type { Goal, Predicate } from '../lesson.ts'
import { goalsOf, lessonOf } from '../lessons/lessons.ts'
import type { Role, TableNo } from '../names.ts'
import { seatOf, socketsAt } from '../network/addresses.ts'
import type { Classroom, Socket } from '../state.ts'
import type { Ledger } from './ledger.ts'

/** What has just happened, as far as goals ask for it. Everything else they ask of the sockets as they are now. */
export type Happened =
  | {
      readonly kind: 'sent'
      readonly socket: Socket
      readonly segment: Segment
    }
  | { readonly kind: 'called'; readonly socket: Socket; readonly call: string }

/**
 * Whether the socket plays this role for the goals. In a simultaneous open the server's first socket is connected
 * itself and stands for the accepted one as well.
 */
const plays = (socket: Socket, role: Role): boolean =>
  socket.role === role ||
  (role === 'accepted' &&
    socket.role === 'listening' &&
    socket.path.some(({ from, to }) => from === 'CLOSED' && to === 'SYN_SENT'))

/** CLOSED counts when a socket has come back to it. */
const hasBeen = ({ tcb, path }: Socket, state: State): boolean =>
  path.some((step) => step.to === state) || (state !== 'CLOSED' && tcb.state === state)

const hasGone = ({ path }: Socket, { from, to, rule }: Extract<Predicate, { kind: 'went' }>): boolean =>
  path.some((step) => step.from === from && step.to === to && (rule === undefined || step.rule === rule))

const sentMatches = (p: Extract<Predicate, { kind: 'sent' }>, socket: Socket, segment: Segment): boolean =>
  plays(socket, p.by) &&
  p.all.every((flag) => has(segment, flag)) &&
  !(p.none ?? []).some((flag) => has(segment, flag)) &&
  segment.length >= (p.minLength ?? 0) &&
  segment.length <= (p.maxLength ?? Number.POSITIVE_INFINITY) &&
  (p.acksAll !== true || segment.ack === socket.tcb.rcvNxt) &&
  (p.from === undefined || socket.tcb.state === p.from)

const holds = (p: Predicate, sockets: readonly Socket[], happened: Happened | null): boolean => {
  switch (p.kind) {
    case 'sent':
      return happened?.kind === 'sent' && sentMatches(p, happened.socket, happened.segment)
    case 'called':
      return happened?.kind === 'called' && plays(happened.socket, p.role) && happened.call === p.call
    case 'was':
      return sockets.some((s) => plays(s, p.role) && hasBeen(s, p.state))
    case 'went':
      return sockets.some((s) => plays(s, p.role) && hasGone(s, p))
    case 'wrote':
      return sockets.some((s) => plays(s, p.role) && bytesSent(s.tcb) >= p.bytes)
    case 'acked':
      return sockets.some((s) => plays(s, p.role) && s.bytesAcked >= p.bytes)
    case 'read':
      return sockets.some((s) => plays(s, p.role) && s.bytesRead >= p.bytes)
    case 'all':
      return p.of.every((part) => holds(part, sockets, happened))
    case 'any':
      return p.of.some((part) => holds(part, sockets, happened))
  }
}

/** Who acted for a goal: the player of its seat. */
const actorOf = (state: Classroom, table: TableNo, goal: Goal): By | null => {
  const seat = state.seats[seatOf(state.plan, table, goal.by)]
  if (seat === undefined) return null
  return isAutopiloted(seat) || seat.student === null ? 'autopilot' : { student: seat.student }
}

/** Records which goals these tables have reached with what has just happened. */
export const settleGoals = (ledger: Ledger, tables: readonly TableNo[], happened: Happened | null = null): void => {
  const lesson = lessonOf(ledger.state)
  if (lesson === null || ledger.state.phase !== 'running') return
  for (const no of new Set(tables)) {
    const table = ledger.state.tables[no]
    if (table === undefined) continue
    const sockets = socketsAt(ledger.state, no)
    for (const goal of goalsOf(lesson)) {
      if (table.reached.includes(goal.id) || !holds(goal.when, sockets, happened)) continue
      ledger.emit({ type: 'goal.reached', table: no, goal: goal.id, by: actorOf(ledger.state, no, goal) })
    }
  }
}
