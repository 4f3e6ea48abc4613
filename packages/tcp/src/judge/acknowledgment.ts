import { add, diff, lt, type Seq } from '../seq.ts'
import type { Tcb } from '../tcb.ts'

/** The least acknowledgment number that is not a step back: the highest one sent, or the one that covers the SYN. */
export const lowestAck = (tcb: Tcb): Seq | null => tcb.lastAckSent ?? (tcb.irs === null ? null : add(tcb.irs, 1))

/**
 * Whether `ack` may stand in a segment now. `next`: RCV.NXT. `stale`: less than has arrived, but no less than was
 * acknowledged before, which a slow receiver may do. null: no correct TCP sends it (RFC 9293 §3.4).
 *
 * Between the last acknowledgment and RCV.NXT two values show a wrong count and not a slow receiver: all but the last unit
 * (FIN or last byte), and one more than was acknowledged before. Unless a segment of the peer really ended there: a TCP
 * takes in whole segments, and may have stood behind that one.
 */
export const ackFits = (tcb: Tcb, ack: Seq): 'next' | 'stale' | null => {
  const lowest = lowestAck(tcb)
  if (lowest === null) return null
  if (ack === tcb.rcvNxt) return 'next'
  const missing = diff(tcb.rcvNxt, ack)
  const advance = diff(ack, lowest)
  if (missing < 0 || advance < 0) return null
  if (tcb.boundaries?.includes(ack)) return 'stale'
  if (missing === 1 && tcb.finReceived) return null
  return advance === 0 || (missing > 1 && advance > 1) ? 'stale' : null
}

/** Whether `n` is one of this endpoint's own sequence numbers, which no acknowledgment is about. */
export const isOwnNumber = (tcb: Tcb, n: Seq): boolean => !lt(n, tcb.iss) && diff(n, tcb.sndNxt) <= 0
