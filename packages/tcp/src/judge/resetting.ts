import { sameAddress } from '../segment.ts'
import { owesAck, type Reset, resetsOwed } from '../sending/debts.ts'
import { abortSendsReset, explicitCalls, synSent } from '../sending/permits.ts'
import { ackFits } from './acknowledgment.ts'
import type { Reading } from './reading.ts'
import { noted, type Recognised, right, unusual } from './recognised.ts'

/** The resets that are owed to where this segment goes. */
export const resetsOwedHere = ({ tcb, segment }: Pick<Reading, 'tcb' | 'segment'>): readonly Reset[] =>
  resetsOwed(tcb).filter((debt) => sameAddress(debt.to, segment.destination))

/** Form 1 `<SEQ=SEG.ACK><RST>` or form 2 `<SEQ=0><ACK=SEG.SEQ+SEG.LEN><RST,ACK>` (RFC 9293 §3.10.7.1). */
export const isReset = ({ segment, ack }: Pick<Reading, 'segment' | 'ack'>, debt: Reset): boolean =>
  debt.form === 1 ? !ack && segment.seq === debt.seq : ack && segment.seq === 0 && segment.ack === debt.ack

/** Before the own SYN is out, the peer can only be told by a reset that acknowledges its SYN (RFC 9293 §3.10.7.3). */
const isRefusal = ({ tcb, segment, ack }: Reading): boolean =>
  tcb.state === 'SYN_RCVD' && !synSent(tcb) && ack && segment.seq === 0 && segment.ack === tcb.rcvNxt

/** ABORT: SEQ=SND.NXT, with or without ACK (RFC 9293 §3.10.5; Linux sends RST,ACK). */
const abort = (reading: Reading): Recognised | null => {
  const { tcb, segment, context, ack } = reading
  if (explicitCalls(context.settings) && !tcb.app.abortRequested) return null
  if (isRefusal(reading)) return unusual('abort', 'reset.abort', 'reset.refusal')
  if (tcb.state === 'CLOSED' || tcb.state === 'LISTEN' || segment.seq !== tcb.sndNxt) return null
  const fits = ack ? ackFits(tcb, segment.ack) : 'next'
  if (fits === null) return null
  const late = noted(right('abort', 'reset.abort'), !abortSendsReset(tcb), 'unusual', 'reset.late')
  const stale = noted(late, fits === 'stale', 'unusual', 'ack.stale')
  const asked = tcb.app.abortRequested
  const answered = noted(stale, !asked && owesAck(tcb, 'challenge'), 'unusual', 'ack.challenge-reply')
  return noted(answered, !asked && tcb.lastWasRst, 'unusual', 'reset.never-answers-reset')
}

/** A reset that answers a stray segment, or an abort. While a reset is owed here, a reset must be that one. */
export const recogniseReset = (reading: Reading): Recognised | null => {
  const owed = resetsOwedHere(reading)
  if (owed.some((debt) => isReset(reading, debt))) return right('reset-reply', 'reset.reply')
  return owed.length > 0 && !reading.tcb.app.abortRequested ? null : abort(reading)
}
