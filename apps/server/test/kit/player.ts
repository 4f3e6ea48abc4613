import { type Classroom, foldPicture, type Picture, type Socket, socketsOf } from '@synposium/classroom'
import type { ServerMessage } from '@synposium/protocol'
import { type ActName, moves } from '@synposium/tcp'
import type { Client } from './client.ts'

/** Folds what a client has heard, as a screen does: the picture, and whether the numbers were dense. */
export function pictureOf(messages: readonly ServerMessage[], from: Picture | null = null): Picture | null {
  let picture = from
  for (const message of messages) {
    if (message.type === 'welcome' && message.picture) picture = message.picture
    if (message.type !== 'welcome' && message.type !== 'events') continue
    for (const seen of message.events ?? []) {
      const expected = (picture?.classroom.seq ?? 0) + 1
      if (seen.seq !== expected) throw new Error(`event ${seen.seq} where ${expected} was due`)
      picture = foldPicture(picture, seen)
    }
  }
  return picture
}

/** The class as this client knows it now. */
export function classOf(client: Client, from: Picture | null = null): Classroom {
  const picture = pictureOf(client.heard, from)
  if (picture === null) throw new Error('no picture yet')
  return picture.classroom
}

/** Waits until the class, as the client knows it, is as wanted. */
export async function until(
  client: Client,
  wanted: (state: Classroom) => boolean,
  from: Picture | null = null,
): Promise<Classroom> {
  for (;;) {
    const state = classOf(client, from)
    if (wanted(state)) return state
    await client.next('events')
  }
}

/** The one socket of a student's seat. */
export function socketOf(state: Classroom, student: string): Socket {
  const socket = socketsOf(state, student)[0]
  if (!socket) throw new Error(`${student} has no socket`)
  return socket
}

/** The command that sends what a correct TCP would send next on this socket: what it owes, else its SYN, else an act of the kind `also`; null while there is nothing. */
export function rightMove(
  state: Classroom,
  { id, tcb, peer }: Socket,
  also?: ActName,
): { type: 'segment.send'; socket: string; segment: object } | null {
  const dialled = tcb.remote === null ? { ...tcb, remote: peer } : tcb
  const all = moves(dialled, { now: state.clock.time, iss: tcb.iss, settings: state.options.tcp })
  const next = all.find((move) => move.required) ?? all.find((move) => move.act === 'syn' || move.act === also)
  if (!next) return null
  const { flags, seq, ack, window, length, mss } = next.segment
  return {
    type: 'segment.send',
    socket: id,
    segment: { flags, seq, ack, window, length, ...(mss === undefined ? {} : { mss }) },
  }
}

/** Options under which autopilots and the wire take no time that a test would notice. */
export const QUICK = { type: 'class.configure', options: { pace: 1, flight: 1 } } as const
