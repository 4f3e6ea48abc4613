import { add, diff, receiveWindow, type Seq, type Tcb } from '@synposium/tcp'

/** One stretch of a buffer, in bytes, in the order of the sequence numbers. */
export interface Part {
  readonly kind:
    | 'read'
    | 'unread'
    | 'unacknowledged'
    | 'held'
    | 'gap'
    | 'free'
    | 'acknowledged'
    | 'flight'
    | 'unsent'
    | 'room'
  readonly bytes: number
  /** The number of its first byte, absolute; null where bytes have no number yet. */
  readonly from: Seq | null
}

export interface Buffer {
  readonly parts: readonly Part[]
  /** The next number: RCV.NXT, or SND.NXT. */
  readonly next: Seq
  /** Bytes free for the peer, or free to send into the peer's window. */
  readonly free: number
}

const part = (kind: Part['kind'], bytes: number, from: Seq | null): Part => ({ kind, bytes: Math.max(0, bytes), from })

/** The number after the last text byte in order: a FIN that was consumed takes a number but no room. */
const textEnd = (tcb: Tcb): Seq => (tcb.finReceived ? add(tcb.rcvNxt, -1) : tcb.rcvNxt)

/** The receive buffer from the application's side: read next, acknowledged, not yet acknowledged, held above a hole, free. */
export function receiveBuffer(tcb: Tcb): Buffer {
  const end = textEnd(tcb)
  const acknowledged = tcb.lastAckSent ?? (tcb.irs === null ? end : add(tcb.irs, 1))
  const waiting = Math.min(tcb.app.unread, Math.max(0, diff(end, acknowledged)))
  const start = add(end, -tcb.app.unread)
  const held = tcb.held.reduce((sum, run) => sum + run.length, 0)
  const free = receiveWindow(tcb) - held
  const first = tcb.held[0]
  const gap = first === undefined ? 0 : Math.min(free, Math.max(0, diff(first.seq, end)))
  return {
    next: tcb.rcvNxt,
    free,
    parts: [
      part('unread', tcb.app.unread - waiting, start),
      part('unacknowledged', waiting, add(end, -waiting)),
      part('gap', gap, gap > 0 ? end : null),
      part('held', held, first?.seq ?? null),
      part('free', free - gap, null),
    ].filter(({ bytes }) => bytes > 0),
  }
}

/** Text bytes between two numbers of the own direction: SYN and FIN take a number but no byte. */
function textBetween(tcb: Tcb, from: Seq, to: Seq): number {
  const syn = diff(from, tcb.iss) <= 0 && diff(to, tcb.iss) > 0 ? 1 : 0
  const fin = tcb.finSeq !== null && diff(tcb.finSeq, from) >= 0 && diff(to, tcb.finSeq) > 0 ? 1 : 0
  return Math.max(0, diff(to, from) - syn - fin)
}

/** The send buffer: in flight, written and not sent, and the room the peer's window leaves. `acked`: the bytes that have been acknowledged so far. */
export function sendBuffer(tcb: Tcb, acked: number): Buffer {
  const flight = textBetween(tcb, tcb.sndUna, tcb.sndNxt)
  const usable = Math.max(0, tcb.sndWnd - Math.max(0, diff(tcb.sndNxt, tcb.sndUna)))
  const start = tcb.sndUna === tcb.iss ? add(tcb.iss, 1) : tcb.sndUna
  return {
    next: tcb.sndNxt,
    free: usable,
    parts: [
      part('acknowledged', Math.min(acked, 1024), acked > 0 ? add(start, -acked) : null),
      part('flight', flight, start),
      part('unsent', tcb.app.unsent, tcb.sndNxt),
      part('room', Math.max(0, usable - tcb.app.unsent), null),
    ].filter(({ bytes }) => bytes > 0),
  }
}
