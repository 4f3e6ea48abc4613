import { closedTcb, type Segment, seq, type Tcb } from '@synposium/tcp'

/** The host at the segment's destination, as a TCP that has no socket there (RFC 9293 §3.10.7.1). Its ISS is never used. */
export const closedHost = ({ destination }: Segment): Tcb => closedTcb({ local: destination, iss: seq(0) })
