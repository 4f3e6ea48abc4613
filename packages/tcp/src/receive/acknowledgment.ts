import { withoutDebts } from '../obligations.ts'
import { has } from '../segment.ts'
import { add, diff, leq, lt, type Seq } from '../seq.ts'
import type { SentRun } from '../tcb.ts'
import { outstanding, settledTimers } from '../timers.ts'
import type { Outcome } from './outcome.ts'
import type { Step } from './step.ts'

/** So many duplicates in a row mean a loss and not just reordering (RFC 5681 §3.2). Counting stops there. */
const LOST_SEGMENT = 3

/** What of the run is left above SND.UNA. */
const remainder = (run: SentRun, una: Seq): SentRun => {
  const gone = diff(una, run.seq)
  if (gone <= 0) return run
  const left = { seq: una, length: run.length - gone }
  return run.data === undefined ? left : { ...left, data: run.data.slice(gone) }
}

/** Moves SND.UNA to SEG.ACK: what it covers needs no retransmission any more, and the timer starts anew (RFC 6298 §5.3). */
export const advance = (step: Step): void => {
  const { tcb, segment } = step
  const una = segment.ack
  tcb.sndUna = una
  tcb.dupAcks = 0
  if (tcb.sent.length > 0) {
    tcb.sent = tcb.sent.filter((run) => lt(una, add(run.seq, run.length))).map((run) => remainder(run, una))
  }
  if (tcb.sndUp !== null && leq(tcb.sndUp, una)) tcb.sndUp = null
  tcb.owed = withoutDebts(tcb.owed, 'retransmit')
  tcb.timers = settledTimers(tcb, step.context, true)
}

/** The window belongs to the newest segment only (WL1, WL2). An opened window makes the probe unnecessary. */
const takeWindow = (step: Step): void => {
  const { tcb, segment } = step
  if (tcb.sndWnd !== segment.window) step.rule('ack.window')
  tcb.sndWnd = segment.window
  tcb.sndWl1 = step.seq
  tcb.sndWl2 = segment.ack
  tcb.maxSndWnd = Math.max(tcb.maxSndWnd, segment.window)
  if (segment.window > 0) tcb.owed = withoutDebts(tcb.owed, 'probe')
  tcb.timers = settledTimers(tcb, step.context, false)
}

const isNewer = (step: Step): boolean => {
  const { sndWl1, sndWl2 } = step.tcb
  return lt(sndWl1, step.seq) || (sndWl1 === step.seq && leq(sndWl2, step.segment.ack))
}

/**
 * The SYN,ACK debt of SYN_RCVD is void once the peer has acknowledged our SYN. If the peer's own SYN has not been
 * acknowledged yet (its SYN,ACK overtook ours in a simultaneous open), a plain ACK is owed instead.
 */
const settleSynAck = (step: Step): void => {
  const { tcb } = step
  if (!tcb.owed.some((debt) => debt.kind === 'synack')) return
  tcb.owed = withoutDebts(tcb.owed, 'synack')
  if (tcb.lastAckSent === null) step.oweAck('syn', 'ack.handshake')
}

const completeHandshake = (step: Step): Outcome => {
  const { tcb, segment } = step
  if (!(lt(tcb.sndUna, segment.ack) && leq(segment.ack, tcb.sndNxt))) {
    step.rule('ack.handshake-bad')
    step.oweReset('ack.handshake-bad')
    return 'drop'
  }
  step.go('rcv.ack')
  step.tell('connected')
  settleSynAck(step)
  advance(step)
  takeWindow(step)
  return 'next'
}

const refuse = (step: Step, rule: 'ack.unsent-data' | 'ack.too-old'): Outcome => {
  step.rule(rule)
  step.oweAck('challenge', rule)
  return 'drop'
}

/** Counts duplicates as RFC 5681 §2 defines them: something outstanding, no text, no FIN, the same ACK and window. */
const countDuplicate = (step: Step): void => {
  const { tcb, segment } = step
  if (step.length() > 0) return
  step.rule('ack.duplicate')
  if (segment.ack !== tcb.sndUna || !outstanding(tcb) || tcb.sndWnd === 0 || segment.window !== tcb.sndWnd) return
  if (tcb.dupAcks === LOST_SEGMENT) return
  tcb.dupAcks += 1
  if (tcb.dupAcks < LOST_SEGMENT) return
  step.rule('ack.third-duplicate')
  step.owe({ kind: 'retransmit', since: step.context.now, rule: 'ack.third-duplicate' })
}

/** What follows from the acknowledgment of our FIN. */
const followFinAck = (step: Step): Outcome => {
  const { tcb, context } = step
  if (tcb.finSeq === null || !lt(tcb.finSeq, tcb.sndUna)) return 'next'
  if (tcb.state === 'FIN_WAIT_1') {
    step.go('rcv.ack-of-fin')
    const limit = context.settings.finWait2 ?? null
    if (limit !== null && tcb.app.fullyClosed) tcb.timers = { ...tcb.timers, timeWait: context.now + limit }
  } else if (tcb.state === 'CLOSING') {
    step.go('rcv.ack-of-fin')
  } else if (tcb.state === 'LAST_ACK') {
    step.close('rcv.ack-of-fin', 'ended')
    return 'done'
  }
  return 'next'
}

/** Fifth check, first half: the ACK bit. Without it the segment is dropped, text, FIN and all. */
export const checkAckFlag = (step: Step): Outcome => {
  if (has(step.segment, 'ACK')) return 'next'
  step.rule('ack.flag-clear')
  return 'drop'
}

/** Fifth check, second half: SEG.ACK (RFC 9293 §3.10.7.4, RFC 5961 §5). */
export const checkAckNumber = (step: Step): Outcome => {
  const { tcb, segment } = step
  if (tcb.state === 'SYN_RCVD') return completeHandshake(step)
  if (lt(tcb.sndNxt, segment.ack)) {
    if (tcb.state !== 'TIME_WAIT') return refuse(step, 'ack.unsent-data')
    step.rule('timewait.ack-unsent')
    return 'drop'
  }
  const ahead = diff(segment.ack, tcb.sndUna)
  if (ahead < -tcb.maxSndWnd && tcb.state !== 'TIME_WAIT') return refuse(step, 'ack.too-old')
  if (ahead > 0) {
    step.rule('ack.new')
    advance(step)
  } else countDuplicate(step)
  if (ahead >= 0 && isNewer(step)) takeWindow(step)
  return followFinAck(step)
}
