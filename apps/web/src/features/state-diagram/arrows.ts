import type { State, TRANSITIONS } from '@synposium/tcp'
import { type Arrow, arrowOf } from './layout.ts'

export type TransitionRow = (typeof TRANSITIONS)[number]

const EVENTS: Readonly<Record<string, string>> = {
  'call.listen': 'listen',
  'call.connect': 'connect',
  'call.close': 'close',
  'call.abort': 'abort',
  'rcv.syn': 'SYN',
  'rcv.syn-to-passive': 'SYN',
  'rcv.synack': 'SYN+ACK',
  'rcv.ack': 'ACK',
  'rcv.ack-of-fin': 'ACK',
  'rcv.fin': 'FIN',
  'rcv.rst': 'RST',
  'rcv.rst-to-passive': 'RST',
  'rcv.text-after-close': 'data',
  'rcv.ack-of-fin+rcv.fin': 'FIN+ACK',
  'rcv.ack+rcv.fin': 'FIN+ACK',
  'rcv.synack+rcv.fin': 'SYN+FIN+ACK',
  'rcv.ack+rcv.text-after-close': 'data',
  'rcv.ack-of-fin+rcv.text-after-close': 'data',
  'timeout.2msl': '2MSL',
  'timeout.fin-wait-2': 'timeout',
  'timeout.user': 'timeout',
}

/** The event in the words of the figure; protocol words, the same in every language. */
export const eventLabel = (row: Pick<TransitionRow, 'on'>): string => EVENTS[row.on] ?? row.on

/** `event / answer`, as the figure writes its arrows. */
export const arrowLabel = (row: Pick<TransitionRow, 'on' | 'answer'>): string =>
  row.answer === null ? eventLabel(row) : `${eventLabel(row)} / ${row.answer}`

export interface DiagramArrow {
  readonly arrow: Arrow
  readonly from: State
  readonly to: State
  /** Each different label once, the first row of the table first. */
  readonly labels: readonly string[]
  readonly inFigure: boolean
}

/** The rows of the table gathered into one arrow for each pair of states. */
export function gatherArrows(rows: readonly TransitionRow[]): DiagramArrow[] {
  const arrows = new Map<Arrow, DiagramArrow>()
  for (const row of rows) {
    const key = arrowOf(row)
    const known = arrows.get(key)
    const label = arrowLabel(row)
    if (!known) arrows.set(key, { arrow: key, from: row.from, to: row.to, labels: [label], inFigure: row.drawn })
    else if (!known.labels.includes(label))
      arrows.set(key, { ...known, labels: [...known.labels, label], inFigure: known.inFigure || row.drawn })
  }
  return [...arrows.values()]
}
