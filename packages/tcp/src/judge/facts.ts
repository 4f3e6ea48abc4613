import { effectiveMss, largestMss, usableWindow } from '../sending/limits.ts'
import { diff, type Seq } from '../seq.ts'
import { promisedWindow, receiveWindow } from '../window.ts'
import type { Reading } from './reading.ts'
import { resetsOwedHere } from './resetting.ts'

const known = (name: string, value: number | null | undefined): Record<string, number> =>
  value === null || value === undefined ? {} : { [name]: value }

/** Where the run of text held above a hole ends, for the sentence about cumulative acknowledgment. */
const heldEnd = (reading: Reading): Seq | null => {
  const last = reading.tcb.held.at(-1)
  return last === undefined ? null : (((last.seq + last.length) >>> 0) as Seq)
}

/**
 * The numbers that a sentence about a mistake may need. Sequence numbers are absolute; `…Window`, `mss`, `usable`,
 * `inFlight`, `unsent`, `unread`, `length` are bytes. What is not known yet (irs before the peer's SYN) is left out.
 */
export const factsOf = (reading: Reading): Readonly<Record<string, number>> => {
  const { tcb, segment, context } = reading
  const reset = resetsOwedHere(reading)[0]
  return {
    seq: segment.seq,
    ack: segment.ack,
    length: segment.length,
    segmentEnd: reading.dataEnd,
    iss: tcb.iss,
    sndUna: tcb.sndUna,
    sndNxt: tcb.sndNxt,
    sndWnd: tcb.sndWnd,
    usable: usableWindow(tcb),
    inFlight: diff(tcb.sndNxt, tcb.sndUna),
    mss: effectiveMss(tcb, context.settings, segment),
    ownMss: tcb.ownMss,
    largestMss: largestMss(context.settings),
    window: receiveWindow(tcb),
    promisedWindow: promisedWindow(tcb),
    unsent: tcb.app.unsent,
    unread: tcb.app.unread,
    localPort: tcb.local.port,
    ...known('remotePort', tcb.remote?.port),
    ...known('irs', tcb.irs),
    ...(tcb.irs === null ? {} : { rcvNxt: tcb.rcvNxt }),
    ...known('lastAckSent', tcb.lastAckSent),
    ...known('finSeq', tcb.finSeq),
    ...known('sndUp', tcb.sndUp),
    ...known('heldStart', tcb.held[0]?.seq),
    ...known('heldEnd', heldEnd(reading)),
    ...(reset === undefined ? {} : { resetForm: reset.form, resetSeq: reset.seq, resetAck: reset.ack }),
  }
}
