import type { By, ClassEvent, Judged, Recorded } from '../events.ts'
import { without } from '../evolve/patch.ts'
import type { SeatId, SocketId } from '../names.ts'
import type { Attempt, MistakeCounts } from '../picture.ts'
import type { Classroom } from '../state.ts'

type Attempts = Readonly<Record<SocketId, Attempt>>
type Explained = Extract<ClassEvent, { type: 'segment.refused' | 'segment.sent' }>

export const NO_MISTAKES: MistakeCounts = { total: 0, byCode: {}, byState: {} }

const samePlayer = (a: By, b: By): boolean =>
  typeof a === 'string' || typeof b === 'string' ? a === b : a.student === b.student

/** The explanation stays open until the same socket sends a right segment; the same mistake again keeps its hints open. */
export const explained = (attempts: Attempts, event: Explained, judged: Judged, { time }: Recorded): Attempts => {
  const { from, by, segment } = event
  if (from === null) return attempts
  const last = attempts[from]
  const before = last !== undefined && samePlayer(last.by, by) ? last : null
  const sameMistake = before?.verdict.mistake?.code === judged.verdict.mistake?.code
  const attempt: Attempt = {
    socket: from,
    by,
    segment,
    verdict: judged.verdict,
    reaction: judged.reaction,
    tries: (before?.tries ?? 0) + 1,
    tier: before !== null && sameMistake ? before.tier : 1,
    at: time,
  }
  return { ...attempts, [from]: attempt }
}

export const hinted = (attempts: Attempts, socket: SocketId, tier: 2 | 3): Attempts => {
  const attempt = attempts[socket]
  return attempt === undefined || attempt.tier >= tier ? attempts : { ...attempts, [socket]: { ...attempt, tier } }
}

/** What was explained to the player of a seat goes with the player. */
export const forgotten = (attempts: Attempts, state: Classroom, seat: SeatId | null): Attempts =>
  seat === null ? attempts : without(attempts, state.seats[seat]?.sockets ?? [])

/** One mistake more in the counts. `state`: the class before it. */
export const counted = (mistakes: MistakeCounts, event: Explained, judged: Judged, state: Classroom): MistakeCounts => {
  const code = judged.verdict.mistake?.code
  if (code === undefined) return mistakes
  const old = mistakes.byCode[code] ?? { count: 0, students: [] }
  const student = typeof event.by === 'string' ? null : event.by.student
  const students = student === null || old.students.includes(student) ? old.students : [...old.students, student]
  const socket = event.from === null ? undefined : state.sockets[event.from]
  const byState =
    socket === undefined
      ? mistakes.byState
      : { ...mistakes.byState, [socket.tcb.state]: (mistakes.byState[socket.tcb.state] ?? 0) + 1 }
  return {
    total: mistakes.total + 1,
    byCode: { ...mistakes.byCode, [code]: { count: old.count + 1, students } },
    byState,
  }
}
