import type { Tcb } from '../tcb.ts'
import { promisedWindow, windowToAnnounce } from '../window.ts'

/**
 * The window against which arriving segments are judged, in bytes: what has been promised to the peer, because it may
 * have been used already; what will be promised before anything was (RFC 9293 §3.8.6 "shrinking the window").
 */
export const acceptanceWindow = (tcb: Tcb): number => (tcb.advertised ? promisedWindow(tcb) : windowToAnnounce(tcb))
