import type { ActName } from './acts.ts'
import type { RuleName } from './rules.ts'
import type { Segment, SocketAddress } from './segment.ts'
import { resetFor, segmentTo, synTo } from './sending/build.ts'
import { owes, owesAck, resetsOwed } from './sending/debts.ts'
import { abortSendsReset, explicitCalls, isSynchronized, mayProbe, synSent, synUnacked } from './sending/permits.ts'
import { byteProbe, dataPiece, finPiece, oldestPiece, type Piece } from './sending/pieces.ts'
import { add } from './seq.ts'
import type { Context, Tcb } from './tcb.ts'
import type { Move } from './verdict.ts'
import { windowOpens } from './window.ts'

const move = (segment: Segment, act: ActName, rule: RuleName, required: boolean): Move => ({
  segment,
  act,
  required,
  rule,
})

const resetReplies = (tcb: Tcb): Move[] =>
  resetsOwed(tcb).map((debt) => move(resetFor(tcb, debt), 'reset-reply', 'reset.reply', true))

/** CLOSED, and LISTEN when connect() was called: the first SYN. */
const opening = (tcb: Tcb, context: Context): Move[] => {
  const asked = tcb.app.connect
  const implied = tcb.state === 'CLOSED' && !explicitCalls(context.settings)
  if (tcb.remote === null || !(asked || implied)) return []
  return [move(synTo(tcb, tcb.remote, context.settings, 'SYN'), 'syn', 'open.active', asked)]
}

/** The SYN or SYN,ACK that is owed, first or again. */
const synOwed = (tcb: Tcb, to: SocketAddress, context: Context): Move[] => {
  const again = synUnacked(tcb) && owes(tcb, 'retransmit')
  if (tcb.state === 'SYN_SENT') {
    return again ? [move(synTo(tcb, to, context.settings, 'SYN'), 'syn-again', 'open.syn-again', true)] : []
  }
  const first = tcb.state === 'SYN_RCVD' && !synSent(tcb)
  const owed = owes(tcb, 'synack') && (first || synUnacked(tcb))
  if (!first && !owed && !again) return []
  const segment = synTo(tcb, to, context.settings, 'SYN', 'ACK')
  if (first) return [move(segment, 'synack', 'open.synack', true)]
  return !tcb.passive && owed
    ? [move(segment, 'synack', 'open.synack-simultaneous', true)]
    : [move(segment, 'synack-again', 'open.synack', true)]
}

/** A bare acknowledgment: owed, or with news about the window. */
const acknowledging = (tcb: Tcb, to: SocketAddress): Move[] => {
  const open = isSynchronized(tcb)
  if (!open && (tcb.state !== 'SYN_RCVD' || !synSent(tcb) || owes(tcb, 'synack'))) return []
  const segment = () => segmentTo(tcb, to, { flags: ['ACK'], seq: tcb.sndNxt })
  if (owesAck(tcb, 'syn')) return [move(segment(), 'handshake-ack', 'open.handshake-ack', true)]
  if (owes(tcb, 'ack')) return [move(segment(), 'ack', 'ack.owed', true)]
  const news = open && tcb.state !== 'TIME_WAIT' && !tcb.finReceived && windowOpens(tcb)
  return news ? [move(segment(), 'window-update', 'window.update', false)] : []
}

const text = (tcb: Tcb, to: SocketAddress, piece: Piece): Segment =>
  segmentTo(tcb, to, {
    flags: [...(piece.fin ? (['FIN'] as const) : []), ...(piece.push ? (['PSH'] as const) : []), 'ACK'],
    seq: piece.seq,
    length: piece.length,
    data: piece.data,
  })

/** Text and FIN: again when the timer asks for it, then what the application wrote and closed, or what it may imply. */
const sendingText = (tcb: Tcb, to: SocketAddress, context: Context): Move[] => {
  const found: Move[] = []
  const oldest = owes(tcb, 'retransmit') ? oldestPiece(tcb, context.settings) : null
  if (oldest !== null) {
    const again = oldest.fin ? ('fin-again' as const) : ('retransmission' as const)
    found.push(move(text(tcb, to, oldest), again, oldest.fin ? 'close.fin-again' : 'data.retransmit', true))
  }
  const data = dataPiece(tcb, context.settings)
  if (data !== null) found.push(move(text(tcb, to, data), 'data', 'data.send', tcb.app.unsent > 0))
  const fin = finPiece(tcb, context.settings)
  if (fin !== null) found.push(move(text(tcb, to, fin), 'fin', 'close.fin', tcb.app.closeRequested))
  return found
}

/** Both forms of the zero-window probe, once the persist timer has run out. */
const probing = (tcb: Tcb, to: SocketAddress, context: Context): Move[] => {
  if (!owes(tcb, 'probe') || !mayProbe(tcb, context.settings)) return []
  const empty = segmentTo(tcb, to, { flags: ['ACK'], seq: add(tcb.sndUna, -1) })
  const found = [move(empty, 'window-probe', 'window.probe', true)]
  const byte = byteProbe(tcb, context.settings)
  if (byte !== null) found.push(move(text(tcb, to, byte), 'window-probe', 'window.probe', true))
  return found
}

/** Both forms of the abort: RST (RFC 9293 §3.10.5) and RST,ACK (Linux). */
const aborting = (tcb: Tcb, to: SocketAddress, context: Context): Move[] => {
  if (!abortSendsReset(tcb)) return []
  const asked = tcb.app.abortRequested
  const suspect = owesAck(tcb, 'challenge') || tcb.lastWasRst || owes(tcb, 'rst')
  if (!asked && (explicitCalls(context.settings) || suspect)) return []
  return [
    move(segmentTo(tcb, to, { flags: ['RST'], seq: tcb.sndNxt }), 'abort', 'reset.abort', asked),
    move(segmentTo(tcb, to, { flags: ['RST', 'ACK'], seq: tcb.sndNxt }), 'abort', 'reset.abort', asked),
  ]
}

/**
 * Every segment that would be right now (verdict level `right`) with its numbers: debts first, then what the application
 * asked for, then what a segment may imply. `required` marks those that pay a debt or fulfil a wish. Lengths of data are
 * the largest ones possible; shorter ones, other legal windows and rare acts are right or unusual too, as `judge` says.
 */
export const moves = (tcb: Tcb, context: Context): Move[] => {
  const resets = resetReplies(tcb)
  if (tcb.state === 'CLOSED' || tcb.state === 'LISTEN') return [...resets, ...opening(tcb, context)]
  const to = tcb.remote
  if (to === null) return resets
  if (tcb.app.abortRequested && abortSendsReset(tcb)) return [...resets, ...aborting(tcb, to, context)]
  return [
    ...resets,
    ...synOwed(tcb, to, context),
    ...acknowledging(tcb, to),
    ...sendingText(tcb, to, context),
    ...probing(tcb, to, context),
    ...aborting(tcb, to, context),
  ]
}
