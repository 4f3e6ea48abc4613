import { type Flag, type Mistake, type Segment, segmentEnd } from '@synposium/tcp'

/**
 * Writes sequence numbers as the player reads them, relative or absolute. Each direction has its own numbers; without a
 * connection there is nothing to be relative to.
 */
export interface NumberWriter {
  /** A number of the direction in which this socket sends. */
  readonly own: (n: number) => string
  /** A number of the direction in which the peer sends. */
  readonly peer: (n: number) => string
}

const OWN: ReadonlySet<string> = new Set([
  'seq',
  'segmentEnd',
  'iss',
  'sndUna',
  'sndNxt',
  'finSeq',
  'sndUp',
  'resetSeq',
])
const PEER: ReadonlySet<string> = new Set(['ack', 'irs', 'rcvNxt', 'lastAckSent', 'heldStart', 'heldEnd', 'resetAck'])

const written = (name: string, n: number, write: NumberWriter): string => {
  if (OWN.has(name)) return write.own(n)
  return PEER.has(name) ? write.peer(n) : String(n)
}

const value = (field: string, v: number | readonly Flag[], write: NumberWriter): string =>
  typeof v === 'number' ? written(field, v, write) : v.join(',')

/** The RST that is owed, in one of its two forms (RFC 9293 §3.10.7.1). Its seq 0 in form 2 is 0 in every way of counting. */
const owedReset = ({ facts }: Mistake, write: NumberWriter): Record<string, string> => {
  if (facts.resetSeq === undefined || facts.resetAck === undefined) return {}
  const form1 = `RST seq ${write.own(facts.resetSeq)}`
  return { reset: facts.resetForm === 1 ? form1 : `RST,ACK seq 0 ack ${write.peer(facts.resetAck)}` }
}

/**
 * The parameters of a mistake's sentences: its facts by name, `expected` and `got` where there is one value, `reset` where
 * a RST is owed, and `field`, the name of the field to look at in the language of the page.
 */
export function mistakeParams(mistake: Mistake, write: NumberWriter, field: string): Record<string, string> {
  const params: Record<string, string> = { field, ...owedReset(mistake, write) }
  for (const [name, n] of Object.entries(mistake.facts)) params[name] = written(name, n, write)
  if (mistake.expected !== null) params.expected = value(mistake.field, mistake.expected, write)
  if (mistake.got !== null) params.got = value(mistake.field, mistake.got, write)
  return params
}

/** The parameters of the sentence after a segment that was no mistake, seen from its sender. */
export const acceptedParams = (segment: Segment, write: NumberWriter): Record<string, string> => ({
  seq: write.own(segment.seq),
  ack: write.peer(segment.ack),
  next: write.own(segmentEnd(segment)),
  length: String(segment.length),
  window: String(segment.window),
})
