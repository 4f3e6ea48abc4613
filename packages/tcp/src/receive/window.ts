import { receiveWindow } from '../closed-tcb.ts'
import { diff } from '../seq.ts'
import type { Tcb } from '../tcb.ts'

/**
 * The window against which arriving segments are judged, in bytes: what has been promised to the peer, because it may
 * have been used already; the free buffer before anything was promised (RFC 9293 §3.8.6 "shrinking the window").
 */
export const acceptanceWindow = (tcb: Tcb): number =>
  tcb.advertised ? Math.max(0, diff(tcb.rcvAdv, tcb.rcvNxt)) : receiveWindow(tcb)
