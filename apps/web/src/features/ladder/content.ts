import type { LadderRow } from '@synposium/classroom'
import { has, type Segment } from '@synposium/tcp'
import { type Numbers, numberText, type Origins } from '../table/numbers.ts'
import type { PillContent } from './SegmentPill.vue'

type SegmentRow = Extract<LadderRow, { kind: 'segment' }>

/** A segment as it is written on its line. */
export const pillOf = (
  segment: Pick<Segment, 'flags' | 'seq' | 'ack' | 'window' | 'length' | 'mss' | 'urgent'>,
  origins: Origins,
  numbers: Numbers,
): PillContent => ({
  flags: segment.flags,
  seq: numberText(segment.seq, origins.seq, numbers),
  ack: has(segment, 'ACK') ? numberText(segment.ack, origins.ack, numbers) : null,
  window: String(segment.window),
  length: segment.length,
  mss: segment.mss ?? null,
  urgent: has(segment, 'URG') ? (segment.urgent ?? 0) : null,
})

/** How a segment fares, as one key of `table.ladder.status`. */
export const statusOf = (row: SegmentRow): 'flying' | 'delivered' | 'lost' | 'noSocket' =>
  row.status === 'dropped' ? 'lost' : row.status === 'no-socket' ? 'noSocket' : row.status

/** A call as the program writes it: `write(1024)`, `shutdown(SHUT_WR)`. */
export function callText(call: Extract<LadderRow, { kind: 'call' }>['call']): string {
  switch (call.name) {
    case 'listen':
      return `listen(${call.backlog})`
    case 'write':
    case 'read':
      return `${call.name}(${call.length})`
    case 'shutdown':
      return `shutdown(${call.how})`
    default:
      return `${call.name}()`
  }
}

/** What a call returned: `= 5`, `= −1 EAGAIN`. */
export const resultText = (result: Extract<LadderRow, { kind: 'call' }>['result']): string =>
  result.ok ? `= ${result.value}` : `= −1 ${result.errno}`
