import {
  add,
  type Context,
  closedTcb,
  DEFAULT_SETTINGS,
  FLAGS,
  type Flag,
  type Segment,
  type Seq,
  type Settings,
  type SocketAddress,
  type State,
  seq,
  type Tcb,
} from '../src/index.ts'

export const HERE: SocketAddress = { ip: '10.0.0.1', port: 80 }
export const PEER: SocketAddress = { ip: '10.0.0.2', port: 40_000 }

export interface BuilderOptions {
  /** Our and the peer's initial sequence number; 0 unless told. Everything else is relative to them. */
  readonly iss?: number
  readonly irs?: number
  /** SYN_RCVD and later were reached from LISTEN; true unless told. */
  readonly passive?: boolean
  /** Bytes of ours sent, and how many of them the peer has acknowledged. */
  readonly sent?: number
  readonly acked?: number
  /** Bytes of the peer's received, all acknowledged and read. */
  readonly received?: number
  /** The peer's window and our receive buffer, both 4096 unless told. */
  readonly window?: number
  readonly rcvBuffer?: number
  /** When the last timer was set, in ms. */
  readonly now?: number
  readonly settings?: Settings
}

/** A moment: time, the ISS a passive open would take, settings. */
export const at = (now = 0, settings: Partial<Settings> = {}, rest: Partial<Context> = {}): Context => ({
  now,
  iss: seq(0),
  settings: { ...DEFAULT_SETTINGS, ...settings },
  ...rest,
})

const OUR_FIN_SENT: readonly State[] = ['FIN_WAIT_1', 'FIN_WAIT_2', 'CLOSING', 'LAST_ACK', 'TIME_WAIT']
const OUR_FIN_ACKED: readonly State[] = ['FIN_WAIT_2', 'TIME_WAIT']
const PEER_FIN: readonly State[] = ['CLOSE_WAIT', 'CLOSING', 'LAST_ACK', 'TIME_WAIT']

const unopened = (state: State, o: BuilderOptions): Tcb => {
  const iss = seq(o.iss ?? 0)
  const fresh = closedTcb({ local: HERE, iss, rcvBuffer: o.rcvBuffer ?? 4096 })
  if (state === 'CLOSED') return fresh
  if (state === 'LISTEN') return { ...fresh, state }
  const { rto } = o.settings ?? DEFAULT_SETTINGS
  return {
    ...fresh,
    state: 'SYN_SENT',
    remote: PEER,
    sndNxt: add(iss, 1),
    app: { ...fresh.app, connect: true },
    timers: { ...fresh.timers, retransmit: (o.now ?? 0) + rto },
  }
}

/** The numbers of our side: SYN, `sent` bytes of which `acked` are acknowledged, and the FIN where the state has one. */
const sendingSide = (state: State, o: BuilderOptions): Partial<Tcb> => {
  const iss = seq(o.iss ?? 0)
  const { sent = 0, acked = 0 } = o
  if (state === 'SYN_RCVD') return { iss, sndUna: iss, sndNxt: add(iss, 1) }
  const textEnd = add(iss, 1 + sent)
  const finSent = OUR_FIN_SENT.includes(state)
  const finSeq = finSent ? textEnd : null
  const sndNxt = finSent ? add(textEnd, 1) : textEnd
  const sndUna = OUR_FIN_ACKED.includes(state) ? sndNxt : add(iss, 1 + acked)
  const unacked = OUR_FIN_ACKED.includes(state) ? 0 : sent - acked
  return { iss, sndUna, sndNxt, finSeq, sent: unacked > 0 ? [{ seq: sndUna, length: unacked }] : [] }
}

const receivingSide = (state: State, o: BuilderOptions): Partial<Tcb> => {
  const irs = seq(o.irs ?? 0)
  const finReceived = PEER_FIN.includes(state)
  const rcvNxt = add(irs, 1 + (o.received ?? 0) + (finReceived ? 1 : 0))
  return { irs, rcvNxt, rcvAdv: add(rcvNxt, o.rcvBuffer ?? 4096), advertised: true, lastAckSent: rcvNxt, finReceived }
}

/** SEG.SEQ of the segment that last told the window: the peer's SYN as long as nothing came after it. */
const newestSegment = (state: State, o: BuilderOptions): Seq => {
  const { passive = true, received = 0, acked = 0 } = o
  const later = passive || received > 0 || acked > 0 || state === 'FIN_WAIT_2' || PEER_FIN.includes(state)
  return add(seq(o.irs ?? 0), state !== 'SYN_RCVD' && later ? 1 + received : 0)
}

const timersIn = (state: State, outstanding: boolean, o: BuilderOptions): Partial<Tcb> => {
  const { rto, msl } = o.settings ?? DEFAULT_SETTINGS
  const now = o.now ?? 0
  const none = { retransmit: null, retries: 0, persist: null, timeWait: null, user: null }
  if (state === 'TIME_WAIT') return { timers: { ...none, timeWait: now + 2 * msl } }
  return { timers: { ...none, retransmit: outstanding ? now + rto : null } }
}

/**
 * An endpoint in any state, as it would be after having played there: SYN,ACK sent in SYN_RCVD, every ACK that was owed
 * paid. `change` overrides what it should not be. Numbers in `change` are absolute.
 */
export const tcbIn = (state: State, o: BuilderOptions = {}, change: Partial<Tcb> = {}): Tcb => {
  if (state === 'CLOSED' || state === 'LISTEN' || state === 'SYN_SENT') return { ...unopened(state, o), ...change }
  const passive = o.passive ?? true
  const window = o.window ?? 4096
  const fresh = closedTcb({ local: HERE, remote: PEER, iss: seq(o.iss ?? 0), rcvBuffer: o.rcvBuffer ?? 4096 })
  const sending = sendingSide(state, o)
  const receiving = receivingSide(state, o)
  const una = sending.sndUna ?? fresh.sndUna
  const newest = newestSegment(state, o)
  return {
    ...fresh,
    state,
    passive,
    ...sending,
    ...receiving,
    sndWnd: window,
    maxSndWnd: window,
    sndWl1: newest,
    sndWl2: state === 'SYN_RCVD' ? seq(o.iss ?? 0) : una,
    sendMss: 1024,
    app: { ...fresh.app, connect: !passive, closeRequested: OUR_FIN_SENT.includes(state) },
    ...timersIn(state, una !== sending.sndNxt, o),
    ...change,
  }
}

const LETTERS: Readonly<Record<string, Flag>> = { F: 'FIN', S: 'SYN', R: 'RST', P: 'PSH', A: 'ACK', U: 'URG' }

export interface Fields {
  /** Relative to the sender's and the receiver's initial sequence number. */
  readonly seq?: number
  readonly ack?: number
  readonly len?: number
  readonly win?: number
  readonly mss?: number
  readonly urgent?: number
  readonly source?: SocketAddress
}

/** A segment from the peer, flags as letters (`FPA`); numbers relative to `iss` and `irs` of the builder. */
export const fromPeer = (letters: string, f: Fields = {}, o: Pick<BuilderOptions, 'iss' | 'irs'> = {}): Segment => {
  const wanted = Array.from(letters, (letter) => LETTERS[letter])
  return {
    source: f.source ?? PEER,
    destination: HERE,
    flags: FLAGS.filter((flag) => wanted.includes(flag)),
    seq: add(seq(o.irs ?? 0), f.seq ?? 0),
    ack: letters.includes('A') ? add(seq(o.iss ?? 0), f.ack ?? 0) : seq(0),
    window: f.win ?? 4096,
    length: f.len ?? 0,
    ...(f.mss === undefined ? {} : { mss: f.mss }),
    ...(f.urgent === undefined ? {} : { urgent: f.urgent }),
  }
}

/** A segment of ours to the peer, numbers relative as in {@link fromPeer}. */
export const toPeer = (letters: string, f: Fields = {}, o: Pick<BuilderOptions, 'iss' | 'irs'> = {}): Segment => ({
  ...fromPeer(letters, f, { iss: o.irs ?? 0, irs: o.iss ?? 0 }),
  source: HERE,
  destination: PEER,
})
