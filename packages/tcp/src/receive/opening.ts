import { DEFAULT_SEND_MSS, IDLE_APP } from '../closed-tcb.ts'
import { has, type Segment } from '../segment.ts'
import { add, type Seq } from '../seq.ts'
import type { Step } from './step.ts'
import { acceptanceWindow } from './window.ts'

/** The peer's MSS option; absent or zero counts as 536 (MUST-15). */
const offeredMss = (segment: Segment): number => segment.mss || DEFAULT_SEND_MSS

/**
 * Takes the numbers of the peer's SYN: IRS, RCV.NXT, its window and MSS. Nothing has been promised to the peer yet, and
 * what an earlier connection of this socket has left unread is gone.
 */
export const synchronize = (step: Step): void => {
  const { tcb, segment } = step
  tcb.irs = segment.seq
  tcb.rcvNxt = add(segment.seq, 1)
  tcb.rcvAdv = tcb.rcvNxt
  tcb.advertised = false
  tcb.boundaries = []
  tcb.sendMss = offeredMss(segment)
  tcb.app = { ...tcb.app, unread: 0, over: null }
  tcb.sndWnd = segment.window
  tcb.sndWl1 = segment.seq
  tcb.sndWl2 = has(segment, 'ACK') ? segment.ack : tcb.iss
  tcb.maxSndWnd = segment.window
  step.window = acceptanceWindow(tcb)
}

/** Keeps the FIN that came with the SYN until the connection is established ("queued for processing later"). */
export const holdFinOfSyn = (step: Step): void => {
  const { tcb, segment } = step
  if (has(segment, 'FIN')) tcb.held = [{ seq: add(tcb.rcvNxt, segment.length), length: 0, fin: true }]
}

/** A SYN for a listening socket: the TCB becomes the connection in SYN_RCVD, with its own ISS, and owes SYN,ACK. */
export const openPassively = (step: Step, iss: Seq): void => {
  step.go('rcv.syn')
  const { tcb } = step
  tcb.passive = true
  tcb.remote = step.segment.source
  tcb.iss = iss
  tcb.sndUna = iss
  tcb.sndNxt = iss
  tcb.app = IDLE_APP
  synchronize(step)
  step.owe({ kind: 'synack', since: step.context.now, rule: 'listen.syn' })
}
