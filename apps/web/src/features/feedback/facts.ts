import type { Mistake, Segment } from '@synposium/tcp'
import { mistakeParams, type NumberWriter } from '../../i18n/sentence-params.ts'

/** The facts of a mistake that are the endpoint's counters, under the names of RFC 9293 §3.3.1; the others have a sentence of their own. */
const COUNTERS: Readonly<Record<string, string>> = {
  iss: 'ISS',
  irs: 'IRS',
  sndUna: 'SND.UNA',
  sndNxt: 'SND.NXT',
  sndWnd: 'SND.WND',
  rcvNxt: 'RCV.NXT',
  mss: 'MSS',
}

export interface Counter {
  readonly name: string
  /** null: it would give the answer away and is still hidden. */
  readonly value: string | null
}

/**
 * What the endpoint's counters were. One that equals the expected number stays hidden until the third hint shows that
 * number anyway.
 */
export function countersOf(mistake: Mistake, write: NumberWriter, open: boolean): readonly Counter[] {
  const params = mistakeParams(mistake, write, '')
  return Object.entries(COUNTERS).flatMap(([fact, name]) => {
    const value = params[fact]
    if (value === undefined) return []
    const tells = mistake.facts[fact] === mistake.expected
    return [{ name, value: tells && !open ? null : value }]
  })
}

/** The segment in one line: `ACK seq 1 ack 1536 win 2560`. */
export function segmentLine(segment: Segment, write: NumberWriter): string {
  const parts = [
    segment.flags.length > 0 ? segment.flags.join(',') : '–',
    `seq ${write.own(segment.seq)}`,
    segment.flags.includes('ACK') ? `ack ${write.peer(segment.ack)}` : '',
    `win ${segment.window}`,
    segment.length > 0 ? `len ${segment.length}` : '',
    segment.mss === undefined ? '' : `MSS ${segment.mss}`,
  ]
  return parts.filter((part) => part !== '').join(' ')
}
