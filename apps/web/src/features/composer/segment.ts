import type { Draft, Socket } from '@synposium/classroom'
import { type Field, flagsOf, type Segment, seq } from '@synposium/tcp'

/** The draft as it will travel: between the socket's own address and its peer's. */
export const segmentOf = (socket: Pick<Socket, 'tcb' | 'peer'>, draft: Draft): Segment => ({
  source: draft.from ?? socket.tcb.local,
  destination: draft.to ?? socket.tcb.remote ?? socket.peer,
  flags: flagsOf(...draft.flags),
  seq: seq(draft.seq),
  ack: seq(draft.ack),
  window: draft.window,
  length: draft.length,
  ...(draft.mss === undefined ? {} : { mss: draft.mss }),
  ...(draft.urgent === undefined ? {} : { urgent: draft.urgent }),
})

/** Whether the field still holds what was explained: once it has been changed there is nothing to underline. */
export function stillHolds(field: Field, tried: Segment, now: Segment): boolean {
  switch (field) {
    case 'flags':
    case 'segment':
      return tried.flags.join() === now.flags.join()
    case 'seq':
      return tried.seq === now.seq
    case 'ack':
      return tried.ack === now.ack
    case 'window':
      return tried.window === now.window
    case 'length':
    case 'data':
      return tried.length === now.length
    case 'options':
      return tried.mss === now.mss
    case 'urgent':
      return tried.urgent === now.urgent
    default:
      return true
  }
}
