import { describe, expect, it } from 'vitest'
import {
  add,
  diff,
  judge,
  type Mistake,
  type Obligation,
  type Segment,
  STATES,
  seq,
  type Tcb,
} from '../../src/index.ts'
import { CHECKS } from '../../src/judge/diagnose.ts'
import { read } from '../../src/judge/reading.ts'
import { PEER, tcbIn, toPeer } from '../tcb-builder.ts'
import { app, EXPLICIT, endpoint, IMPLIED, ours, SPACES } from './pairs/pair.ts'

const RETRANSMIT: Obligation = { kind: 'retransmit', since: 0, rule: 'timer.retransmission' }
const told = (tcb: Tcb, segment: Segment, context = IMPLIED): Partial<Mistake> => {
  const { code, field, expected } = judge(tcb, segment, context).mistake ?? {}
  return { code, field, expected } as Partial<Mistake>
}
/** The SYN or SYN,ACK went out with these bytes. */
const withHello = (tcb: Tcb): Tcb => ({
  ...tcb,
  sndNxt: seq(SPACES.iss + 6),
  sent: [{ seq: seq(SPACES.iss + 1), length: 5, data: 'hello' }],
})

describe('data on a SYN', () => {
  it.each([
    ['SYN_SENT', 'S', 0],
    ['SYN_RCVD', 'SA', 1],
  ] as const)('[open.data-waits] in %s nothing is added when it is sent again', (state, letters, ack) => {
    for (const owed of [[], [RETRANSMIT]]) {
      const tcb = { ...endpoint(state), owed }
      const wrong = ours(letters, { ack, len: 5, mss: 1024 })
      expect(told(tcb, wrong)).toEqual({ code: 'data.before-established', field: 'length', expected: 0 })
      expect(told(withHello(tcb), { ...wrong, length: 9 })).toEqual({
        code: 'data.before-established',
        field: 'length',
        expected: 5,
      })
      expect(judge(withHello(tcb), { ...wrong, data: 'hello' }, IMPLIED).mistake).toBeNull()
    }
  })

  it.each([
    ['SYN_SENT', 'S', 0],
    ['SYN_RCVD', 'SA', 1],
  ] as const)('[data.binding] in %s it carries the same bytes again', (state, letters, ack) => {
    const tcb = { ...withHello(endpoint(state)), owed: [RETRANSMIT] }
    const wrong = { ...ours(letters, { ack, len: 5, mss: 1024 }), data: 'jello' }
    expect(told(tcb, wrong)).toMatchObject({ code: 'retransmission.changed', field: 'data' })
  })

  it('[call.write-first] a first SYN carries what was written, whatever the window may be', () => {
    const asked = app({ ...endpoint('CLOSED'), remote: PEER }, { connect: true, unsent: 3 })
    expect(told(asked, ours('S', { len: 5, mss: 1024 }), EXPLICIT)).toEqual({
      code: 'call.write-missing',
      field: 'length',
      expected: 3,
    })
    expect(judge(asked, ours('S', { len: 3, mss: 1024 }), EXPLICIT).mistake).toBeNull()
    expect(told(asked, ours('S', { len: 600, mss: 1024 }), IMPLIED)).toMatchObject({ code: 'data.exceeds-mss' })
  })

  it('[call.write-first] and so does a first SYN,ACK', () => {
    const child = endpoint('SYN_RCVD', { window: 0 }, { sndNxt: seq(SPACES.iss), lastAckSent: null, advertised: false })
    const owing: Tcb = { ...child, owed: [{ kind: 'synack', since: 0, rule: 'listen.syn' }] }
    expect(told(owing, ours('SA', { ack: 1, len: 5, mss: 1024 }), EXPLICIT)).toMatchObject({
      code: 'call.write-missing',
      expected: 0,
    })
  })
})

/** Spaces so far from each other and from every length that a value shows what it is. */
const FAR = { iss: 1_000_000_000, irs: 2_000_000_000 } as const
const SIDES: readonly Parameters<typeof tcbIn>[1][] = [
  {},
  { sent: 10, acked: 4 },
  { window: 0 },
  { window: 5, sent: 3 },
]
const owed: readonly (readonly Obligation[])[] = [
  [],
  [RETRANSMIT],
  [{ kind: 'ack', reason: 'data', since: 0, due: null, rule: 'text.in-order' }],
  [{ kind: 'rst', form: 1, seq: seq(FAR.iss + 700), ack: seq(0), to: PEER, since: 0, rule: 'closed.ack' }],
]

function* wrongOnes(tcb: Tcb): Generator<Segment> {
  for (const letters of ['S', 'SA', 'A', 'FA', 'R', 'RA', 'PA', 'F']) {
    for (const start of [-1, 0, 1, 5, 12]) {
      for (const [ack, len] of [
        [0, 0],
        [1, 0],
        [1, 1],
        [2, 5],
        [5, 0],
        [1, 8],
        [1, 1500],
      ] as const) {
        yield { ...toPeer(letters, { seq: start, ack, len }, FAR), destination: tcb.remote ?? PEER }
      }
    }
  }
}

const agrees = ({ field, expected }: Pick<Mistake, 'field' | 'expected'>): boolean => {
  if (field === 'flags') return expected === null || Array.isArray(expected)
  if (typeof expected !== 'number' || field === 'segment') return expected === null
  return field === 'seq' || field === 'ack' ? expected === 0 || expected > FAR.iss - 2000 : expected < 100_000
}

describe('every mistake that the judge finds', () => {
  it.each(STATES)('in %s tells a value of its own field and is explained by its own check', (state) => {
    const odd: string[] = []
    for (const debts of owed) {
      for (const side of SIDES) {
        const tcb: Tcb = { ...tcbIn(state, { ...FAR, ...side }), remote: state === 'LISTEN' ? null : PEER, owed: debts }
        for (const context of [IMPLIED, EXPLICIT]) {
          for (const segment of wrongOnes(tcb)) {
            const { mistake } = judge(tcb, segment, context)
            if (mistake === null) continue
            const reading = read(tcb, segment, context)
            const explained = CHECKS.some((check) => check.code === mistake.code && check.when(reading))
            if (!explained || !agrees(mistake))
              odd.push(
                [
                  context.settings.calls,
                  tcb.owed[0]?.kind,
                  segment.flags.join(),
                  diff(segment.seq, tcb.iss),
                  segment.ack % 1000,
                  segment.length,
                  mistake.code,
                  mistake.field,
                  mistake.expected,
                  explained,
                ].join(' '),
              )
          }
        }
      }
    }
    expect(odd).toEqual([])
  })

  it('[data.acked-is-done] has a number for a number and a length for a length, whichever field it shows in', () => {
    const tcb = tcbIn('ESTABLISHED', { ...FAR, sent: 5, acked: 5 })
    const segment = toPeer('A', { seq: 1, ack: 1, len: 5 }, FAR)
    expect(judge(tcb, segment, IMPLIED).mistake).toMatchObject({
      code: 'seq.already-acked',
      field: 'seq',
      expected: FAR.iss + 6,
    })
    const odd = new Set<string>()
    for (const side of SIDES) {
      const sender = tcbIn('ESTABLISHED', { ...FAR, ...side })
      for (const wrong of wrongOnes(sender)) {
        const reading = read(sender, wrong, IMPLIED)
        for (const { code, fields, expected } of CHECKS.filter((check) => check.when(reading))) {
          for (const field of fields) {
            const value = expected?.(reading, field) ?? null
            if (!agrees({ field, expected: value })) odd.add(`${code} ${field} ${value}`)
          }
        }
      }
    }
    expect([...odd]).toEqual([])
  })

  it('[open.synack-simultaneous] a FIN instead of the SYN,ACK of a simultaneous open is a missing SYN', () => {
    const crossing = endpoint(
      'SYN_RCVD',
      { passive: false },
      { owed: [{ kind: 'synack', since: 0, rule: 'syn-sent.simultaneous' }], lastAckSent: null, advertised: false },
    )
    expect(told(crossing, { ...ours('FA', { seq: 1 }), ack: add(seq(SPACES.irs), 1) })).toMatchObject({
      code: 'synack.missing-syn',
      expected: ['SYN', 'ACK'],
    })
  })
})
