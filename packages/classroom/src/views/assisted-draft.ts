import { type Flag, has, type Move, moves, seq, windowToAnnounce } from '@synposium/tcp'
import type { Draft } from '../commands.ts'
import type { Assist } from '../options.ts'
import type { Classroom, Socket } from '../state.ts'

/** The numbers that the composer fills in; a field that the player works out is absent. */
export type AssistedDraft = Partial<Pick<Draft, 'seq' | 'ack' | 'window' | 'mss'>>

/** Moves that numbers are not taken from unless the player picks exactly their flags: they repeat or end something. */
const isUsual = ({ act, required }: Move): boolean => required || (act !== 'abort' && act !== 'reset-reply')

const sameFlags = ({ segment }: Move, flags: readonly Flag[]): boolean =>
  segment.flags.filter((f) => f !== 'PSH').length === flags.filter((f) => f !== 'PSH').length &&
  flags.every((flag) => flag === 'PSH' || has(segment, flag))

const chosen = (all: readonly Move[], flags: readonly Flag[] | undefined): Move | undefined =>
  (flags === undefined ? undefined : all.find((move) => sameFlags(move, flags))) ??
  all.find((move) => move.required) ??
  all.find(isUsual)

/** All four numbers, from the engine's own moves where there is one. */
const numbers = (state: Classroom, socket: Socket, flags: readonly Flag[] | undefined): AssistedDraft => {
  // A closed socket has no peer yet; the moves are asked for the one it would connect to.
  const tcb =
    socket.tcb.remote === null && socket.tcb.state === 'CLOSED' ? { ...socket.tcb, remote: socket.peer } : socket.tcb
  const all = moves(tcb, { now: state.clock.time, iss: tcb.iss, settings: state.options.tcp })
  const move = chosen(all, flags)
  const segment = move?.segment
  return {
    seq: segment?.seq ?? tcb.sndNxt,
    // Before the peer's SYN there is nothing to acknowledge.
    ack: segment !== undefined && has(segment, 'ACK') ? segment.ack : tcb.irs === null ? seq(0) : tcb.rcvNxt,
    window: segment?.window ?? windowToAnnounce(tcb),
    ...(segment?.mss === undefined ? {} : { mss: segment.mss }),
  }
}

/**
 * What the composer fills in for the player at this level of help: everything but flags and data (`flags`), all that
 * but the acknowledgment number (`flags-ack`), nothing (`all`). With the flags the player has picked so far, the numbers
 * are those of the right segment with these flags, where there is one.
 */
export const assistedDraft = (
  state: Classroom,
  socket: Socket,
  assist: Assist,
  flags?: readonly Flag[],
): AssistedDraft => {
  if (assist === 'all') return {}
  const { ack, ...rest } = numbers(state, socket, flags)
  return assist === 'flags-ack' || ack === undefined ? rest : { ...rest, ack }
}
