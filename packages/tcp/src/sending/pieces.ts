import { add, diff, type Seq } from '../seq.ts'
import type { SentRun, Settings, Tcb } from '../tcb.ts'
import { effectiveMss, usableWindow } from './limits.ts'
import { bytesToSend, explicitCalls, mayCarryFirstFin, mayCarryNewText, synUnacked } from './permits.ts'

/** What a segment with text would carry. */
export interface Piece {
  readonly seq: Seq
  /** Bytes of data. */
  readonly length: number
  readonly fin: boolean
  readonly push: boolean
  /** The bytes, where they are bound already and known. */
  readonly data?: string
}

/**
 * The next new data: as much as was written, the MSS and the window allow, with PSH on the last piece (RFC 9293
 * §3.9.1.2). null: nothing may go, or a small piece waits for the acknowledgment of the one before (Nagle, §3.7.4).
 */
export const dataPiece = (tcb: Tcb, settings: Settings): Piece | null => {
  if (!mayCarryNewText(tcb)) return null
  const mss = effectiveMss(tcb, settings)
  const length = Math.min(bytesToSend(tcb, settings), mss, usableWindow(tcb))
  if (length < 1 || (length < mss && tcb.sndUna !== tcb.sndNxt)) return null
  return { seq: tcb.sndNxt, length, fin: false, push: length >= tcb.app.unsent }
}

/**
 * The first FIN, when it is asked for or may be implied: it follows the last byte written, which rides along when it
 * fits. null: not now; with the window used up the FIN waits, as in Linux.
 */
export const finPiece = (tcb: Tcb, settings: Settings): Piece | null => {
  const wanted = tcb.app.closeRequested || !explicitCalls(settings)
  if (!wanted || !mayCarryFirstFin(tcb)) return null
  const length = tcb.app.unsent
  if (length > effectiveMss(tcb, settings) || length + 1 > usableWindow(tcb)) return null
  if (length > 0 && !mayCarryNewText(tcb)) return null
  return { seq: tcb.sndNxt, length, fin: true, push: length > 0 }
}

/** One byte of new data for a closed window with nothing in flight (RFC 9293 §3.8.6.1). */
export const byteProbe = (tcb: Tcb, settings: Settings): Piece | null =>
  tcb.sndWnd === 0 && tcb.sndUna === tcb.sndNxt && mayCarryNewText(tcb) && bytesToSend(tcb, settings) >= 1
    ? { seq: tcb.sndNxt, length: 1, fin: false, push: tcb.app.unsent === 1 }
    : null

const runAt = (tcb: Tcb, n: Seq): SentRun | undefined =>
  tcb.sent.find((run) => diff(n, run.seq) >= 0 && diff(n, run.seq) < run.length)

/** The oldest text that is not acknowledged, cut as it was sent, with the FIN when that follows; null: there is none. */
export const oldestPiece = (tcb: Tcb, settings: Settings): Piece | null => {
  if (synUnacked(tcb) || tcb.sndUna === tcb.sndNxt) return null
  const seq = tcb.sndUna
  const textLeft = diff(tcb.finSeq ?? tcb.sndNxt, seq)
  const run = runAt(tcb, seq)
  const inRun = run === undefined ? textLeft : run.length - diff(seq, run.seq)
  const length = Math.min(textLeft, inRun, effectiveMss(tcb, settings))
  const end = add(seq, length)
  const fin = end === tcb.finSeq
  const piece = { seq, length, fin, push: length > 0 && end === add(seq, textLeft) }
  if (run?.data === undefined || length === 0) return piece
  const from = diff(seq, run.seq)
  return { ...piece, data: run.data.slice(from, from + length) }
}
