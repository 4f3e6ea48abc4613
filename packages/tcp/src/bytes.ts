import { add, diff } from './seq.ts'
import type { Tcb } from './tcb.ts'

/** Bytes of data in [ISS+1, `end`): SYN and FIN take a number and are no data (RFC 9293 §3.4). */
const dataUpTo = (tcb: Tcb, end: Tcb['sndNxt']): number => {
  if (end === tcb.iss) return 0
  const fin = tcb.finSeq !== null && diff(end, tcb.finSeq) > 0 ? 1 : 0
  return diff(end, add(tcb.iss, 1)) - fin
}

/** Bytes of data that this connection has sent. */
export const bytesSent = (tcb: Tcb): number => dataUpTo(tcb, tcb.sndNxt)

/** Bytes of data that this connection has sent and the peer has acknowledged. */
export const bytesAcknowledged = (tcb: Tcb): number => dataUpTo(tcb, tcb.sndUna)
