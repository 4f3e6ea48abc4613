import { FLAGS, flagsOf, has, type Segment, type SocketAddress, seq } from '@synposium/tcp'
import type { Draft, Refusal } from '../commands.ts'
import type { Socket } from '../state.ts'
import { refuse } from './ledger.ts'

const U16 = 0xffff
const U32 = 0xffff_ffff
/** The most data an IPv4 packet has room for beside its own header and TCP's. */
const MOST_DATA = U16 - 40

const inRange = (value: number, high: number): boolean => Number.isInteger(value) && value >= 0 && value <= high

const isIpv4 = (ip: string): boolean =>
  /^(0|[1-9]\d{0,2})(\.(0|[1-9]\d{0,2})){3}$/.test(ip) && ip.split('.').every((part) => Number(part) <= 255)

const badAddress = (address: SocketAddress | undefined, name: string): string | null => {
  if (address === undefined) return null
  if (!isIpv4(address.ip)) return `${name}.ip`
  return inRange(address.port, U16) ? null : `${name}.port`
}

/** The first field whose value does not fit into a header (RFC 9293 §3.1); null: all do. */
const badField = (draft: Draft): string | null => {
  if (draft.flags.some((flag) => !FLAGS.includes(flag))) return 'flags'
  if (!inRange(draft.seq, U32)) return 'seq'
  if (!inRange(draft.ack, U32)) return 'ack'
  if (!inRange(draft.window, U16)) return 'window'
  if (!inRange(draft.length, MOST_DATA)) return 'length'
  if (draft.mss !== undefined && !inRange(draft.mss, U16)) return 'mss'
  if (draft.urgent !== undefined && !inRange(draft.urgent, U16)) return 'urgent'
  return badAddress(draft.from, 'from') ?? badAddress(draft.to, 'to')
}

/** Where a segment goes when its player does not say: a reset to whoever is owed one, all else to the peer. */
const defaultDestination = ({ tcb, peer }: Socket, draft: Draft): SocketAddress => {
  if (draft.flags.includes('RST')) {
    const reset = tcb.owed.find((debt) => debt.kind === 'rst')
    if (reset?.kind === 'rst') return reset.to
  }
  return tcb.remote ?? peer
}

export type Composed =
  | { readonly ok: true; readonly segment: Segment }
  | { readonly ok: false; readonly refusal: Refusal }

/** The segment that a draft stands for, or the field that no header could carry. */
export const compose = (socket: Socket, draft: Draft): Composed => {
  const bad = badField(draft)
  if (bad !== null) return { ok: false, refusal: refuse('draft.out-of-range', bad) }
  const segment: Segment = {
    source: draft.from ?? socket.tcb.local,
    destination: draft.to ?? defaultDestination(socket, draft),
    flags: flagsOf(...draft.flags),
    seq: seq(draft.seq),
    ack: seq(draft.ack),
    window: draft.window,
    length: draft.length,
    ...(draft.mss === undefined ? {} : { mss: draft.mss }),
    ...(draft.urgent === undefined ? {} : { urgent: draft.urgent }),
  }
  // Without URG the pointer says nothing (RFC 9293 §3.1).
  if (has(segment, 'URG') || segment.urgent === undefined) return { ok: true, segment }
  const { urgent: _, ...plain } = segment
  return { ok: true, segment: plain }
}
