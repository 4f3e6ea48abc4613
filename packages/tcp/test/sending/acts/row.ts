import { expect, it } from 'vitest'
import {
  type ActName,
  type Context,
  judge,
  type Level,
  type Obligation,
  type RuleName,
  type Segment,
  seq,
  type Tcb,
} from '../../../src/index.ts'
import { at, PEER } from '../../tcb-builder.ts'
import { endpoint, IMPLIED, SPACES } from '../pairs/pair.ts'

export const ack = (reason: 'syn' | 'data' | 'dup' | 'fin' | 'challenge', due: number | null = null): Obligation => ({
  kind: 'ack',
  reason,
  since: 0,
  due,
  rule: 'text.in-order',
})
export const RETRANSMIT: Obligation = { kind: 'retransmit', since: 0, rule: 'timer.retransmission' }
export const PROBE: Obligation = { kind: 'probe', since: 0, rule: 'timer.persist' }
export const SYNACK: Obligation = { kind: 'synack', since: 0, rule: 'listen.syn' }
export const rcv = (n: number) => seq(SPACES.irs + n)

export const established = endpoint('ESTABLISHED')
export const closed: Tcb = { ...endpoint('CLOSED'), remote: PEER }
export const child = endpoint(
  'SYN_RCVD',
  {},
  { sndNxt: seq(SPACES.iss), owed: [SYNACK], lastAckSent: null, advertised: false },
)
export const dataCame = endpoint(
  'ESTABLISHED',
  { received: 10 },
  { owed: [ack('data', 100)], lastAckSent: rcv(1), rcvAdv: rcv(4097) },
)
export const noWindow = endpoint('ESTABLISHED', { window: 0 })
export const sent = endpoint('ESTABLISHED', { sent: 1024 })
export const asked: Tcb = { ...sent, owed: [RETRANSMIT] }
export const stray = {
  kind: 'rst',
  form: 1,
  seq: seq(777),
  ack: seq(0),
  to: PEER,
  since: 0,
  rule: 'closed.ack',
} as const
export const keepAlive = at(0, { keepAlive: true })

/** A segment that passes: what it is recognised as, how good it is, and the remark it earns. */
export type Row = readonly [
  title: string,
  tcb: Tcb,
  segment: Segment,
  act: ActName,
  level: Level,
  note?: RuleName | null,
  context?: Context,
]

const expectRow = ([, tcb, segment, act, level, note, context]: Row): void => {
  const verdict = judge(tcb, segment, context ?? IMPLIED)
  expect(verdict).toMatchObject({ act, level, mistake: null })
  if (note) expect(verdict.notes).toContain(note)
  else expect(verdict.notes).toEqual([])
}

export const expectRows = (rows: readonly Row[]): void => {
  it.each(rows.map((row) => [row[0], row] as const))('%s', (_title, row) => expectRow(row))
}
