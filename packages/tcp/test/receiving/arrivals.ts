import { expect, it } from 'vitest'
import { type Arrival, type Context, type Obligation, RULES, receive, type Segment, type Tcb } from '../../src/index.ts'
import { at } from '../tcb-builder.ts'

/** A debt in a few letters: `synack`, `ack(data by 20000)`, `rst seq=5`, `rst,ack ack=7`. */
export const debt = (owed: Obligation): string => {
  if (owed.kind === 'ack') return `ack(${owed.reason}${owed.due === null ? '' : ` by ${owed.due}`})`
  if (owed.kind !== 'rst') return owed.kind
  return owed.form === 1 ? `rst seq=${owed.seq}` : `rst,ack ack=${owed.ack}`
}

/** What an arrival did, in one line: state, debts, bytes delivered, what the application learns, `dropped`. */
export const summary = (arrival: Arrival): string =>
  [
    arrival.tcb.state,
    ...arrival.owed.map(debt),
    arrival.delivered > 0 ? `delivers ${arrival.delivered}` : '',
    arrival.signal === null ? '' : `tells ${arrival.signal}`,
    arrival.accepted ? '' : 'dropped',
  ]
    .filter((part) => part !== '')
    .join('; ')

/** `[rule.name] what happens`, the endpoint, the segment, the summary; the rule must be among those that decided. */
export type Row = readonly [title: string, tcb: Tcb, segment: Segment, expected: string, context?: Context]

const namedRule = (title: string): string => /^\[([^\]]+)\]/.exec(title)?.[1] ?? ''

/** One test for each row. */
export const rows = (...table: readonly Row[]): void => {
  const full = table.map(
    ([title, tcb, segment, expected, context = at()]) => [title, tcb, segment, expected, context] as const,
  )
  it.each(full)('%s', (title, tcb, segment, expected, context) => {
    const before = structuredClone(tcb)
    const arrival = receive(tcb, segment, context)
    expect(summary(arrival)).toBe(expected)
    const rule = namedRule(title)
    expect(Object.keys(RULES)).toContain(rule)
    expect(arrival.rules).toContain(rule)
    expect(tcb).toEqual(before)
  })
}
