import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Arrival,
  add,
  diff,
  FLAGS,
  hasArrow,
  leq,
  type Obligation,
  type RuleName,
  receive,
  type Segment,
  STATES,
  type Tcb,
  TRANSITIONS,
} from '../../src/index.ts'
import { acceptanceWindow } from '../../src/receive/window.ts'
import { at, fromPeer, tcbIn } from '../tcb-builder.ts'

const policy = fc.constantFrom('linux' as const, 'rfc9293' as const)

const endpoint: fc.Arbitrary<Tcb> = fc
  .record({
    state: fc.constantFrom(...STATES),
    passive: fc.boolean(),
    sent: fc.nat(50),
    acked: fc.nat(50),
    received: fc.nat(50),
    promised: fc.constantFrom(0, 1, 100, 4096),
    unread: fc.nat(10),
    fullyClosed: fc.boolean(),
    held: fc.array(fc.record({ at: fc.integer({ min: 1, max: 40 }), length: fc.nat(20), fin: fc.boolean() }), {
      maxLength: 1,
    }),
  })
  .map(({ state, passive, sent, acked, received, promised, unread, fullyClosed, held }) => {
    const tcb = tcbIn(state, { passive, sent, acked: Math.min(sent, acked), received })
    if (tcb.irs === null) return tcb
    const receiving = state === 'ESTABLISHED' || state === 'FIN_WAIT_1' || state === 'FIN_WAIT_2'
    return {
      ...tcb,
      rcvAdv: add(tcb.rcvNxt, promised),
      app: { ...tcb.app, unread, fullyClosed },
      held: receiving ? held.map((run) => ({ seq: add(tcb.rcvNxt, run.at), length: run.length, fin: run.fin })) : [],
    }
  })

/** A segment near the edges of this endpoint's windows. */
const near = (tcb: Tcb): fc.Arbitrary<Segment> =>
  fc
    .record({
      flags: fc.subarray([...FLAGS]),
      offset: fc.oneof(fc.integer({ min: -60, max: 60 }), fc.integer({ min: 4000, max: 4200 }), fc.constant(100)),
      ackOffset: fc.oneof(fc.integer({ min: -60, max: 5 }), fc.constant(-5000)),
      length: fc.oneof(fc.nat(30), fc.constantFrom(0, 0, 1, 4096)),
      window: fc.constantFrom(0, 1, 4096, 65_535),
      urgent: fc.nat(100),
    })
    .map(({ flags, offset, ackOffset, length, window, urgent }) => ({
      ...fromPeer(''),
      flags,
      seq: add(tcb.rcvNxt, offset),
      ack: add(tcb.sndNxt, ackOffset),
      window,
      length,
      ...(flags.includes('URG') ? { urgent } : {}),
    }))

const met = fc
  .tuple(endpoint, policy)
  .chain(([tcb, which]) => fc.tuple(fc.constant(tcb), near(tcb), fc.constant(at(7, { policy: which }))))

const deepFreeze = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) deepFreeze(inner)
    Object.freeze(value)
  }
  return value
}

const isOver = (arrival: Arrival): boolean =>
  arrival.transitions.some(({ to }) => to === 'CLOSED' || to === 'LISTEN' || to === 'SYN_RCVD')

const runs = { numRuns: 1000 }

describe('whatever arrives in whatever state', () => {
  it('changes nothing in place, takes at most one arrow of the table, and names a rule', () => {
    fc.assert(
      fc.property(met, ([tcb, segment, context]) => {
        const arrival = receive(deepFreeze(tcb), deepFreeze(segment), context)
        expect(arrival.rules.length).toBeGreaterThan(0)
        expect(arrival.transitions.length).toBeLessThanOrEqual(1)
        const [step] = arrival.transitions
        expect(arrival.tcb.state).toBe(step?.to ?? tcb.state)
        if (step) expect(TRANSITIONS).toContainEqual(expect.objectContaining(step))
      }),
      runs,
    )
  })

  it('a RST is never answered with a RST, and a dropped segment only leaves a debt', () => {
    fc.assert(
      fc.property(met, ([tcb, segment, context]) => {
        const { owed, accepted, delivered, signal, tcb: next } = receive(tcb, segment, context)
        if (segment.flags.includes('RST')) expect(owed.filter((debt) => debt.kind === 'rst')).toEqual([])
        if (accepted) return
        expect({ delivered, signal }).toEqual({ delivered: 0, signal: null })
        expect({ ...next, owed: [], lastWasRst: false, timers: tcb.timers }).toEqual({ ...tcb, owed: [] })
      }),
      runs,
    )
  })

  it('RCV.NXT and SND.UNA only move forward, and never beyond what was promised and sent', () => {
    fc.assert(
      fc.property(met, ([tcb, segment, context]) => {
        const arrival = receive(tcb, segment, context)
        if (isOver(arrival) || tcb.irs === null) return
        const { tcb: next, delivered } = arrival
        const moved = diff(next.rcvNxt, tcb.rcvNxt)
        const fin = next.finReceived && !tcb.finReceived ? 1 : 0
        expect(moved).toBe(delivered + fin)
        const held = tcb.held.reduce((sum, run) => sum + run.length, 0)
        expect(delivered).toBeLessThanOrEqual(acceptanceWindow(tcb) + held)
        expect(next.app.unread - tcb.app.unread).toBe(delivered)
        expect(leq(tcb.sndUna, next.sndUna) && leq(next.sndUna, next.sndNxt)).toBe(true)
        expect(next.sndNxt).toBe(tcb.sndNxt)
      }),
      runs,
    )
  })

  it('held text lies above RCV.NXT, in order, with a hole before each run', () => {
    fc.assert(
      fc.property(met, ([tcb, segment, context]) => {
        const arrival = receive(tcb, segment, context)
        if (isOver(arrival)) return
        let end = arrival.tcb.rcvNxt
        for (const run of arrival.tcb.held) {
          expect(diff(run.seq, end)).toBeGreaterThan(0)
          end = add(run.seq, run.length)
        }
      }),
      runs,
    )
  })
})

/** The same endpoint with our numbers `ours` later and the peer's `theirs` later. */
const shifted = (tcb: Tcb, ours: number, theirs: number): Tcb => ({
  ...tcb,
  iss: add(tcb.iss, ours),
  sndUna: add(tcb.sndUna, ours),
  sndNxt: add(tcb.sndNxt, ours),
  sndWl1: add(tcb.sndWl1, theirs),
  sndWl2: add(tcb.sndWl2, ours),
  sndUp: tcb.sndUp === null ? null : add(tcb.sndUp, ours),
  finSeq: tcb.finSeq === null ? null : add(tcb.finSeq, ours),
  sent: tcb.sent.map((run) => ({ ...run, seq: add(run.seq, ours) })),
  irs: tcb.irs === null ? null : add(tcb.irs, theirs),
  rcvNxt: add(tcb.rcvNxt, theirs),
  rcvAdv: add(tcb.rcvAdv, theirs),
  rcvUp: tcb.rcvUp === null ? null : add(tcb.rcvUp, theirs),
  lastAckSent: tcb.lastAckSent === null ? null : add(tcb.lastAckSent, theirs),
  boundaries: (tcb.boundaries ?? []).map((boundary) => add(boundary, theirs)),
  held: tcb.held.map((run) => ({ ...run, seq: add(run.seq, theirs) })),
  owed: tcb.owed.map((debt) => shiftedDebt(debt, ours, theirs)),
})

const shiftedDebt = (debt: Obligation, ours: number, theirs: number): Obligation => {
  if (debt.kind !== 'rst') return debt
  return debt.form === 1 ? { ...debt, seq: add(debt.seq, ours) } : { ...debt, ack: add(debt.ack, theirs) }
}

const distance = fc.oneof(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), fc.integer({ min: -60, max: 60 }))

describe('numbers are relative', () => {
  it('moving both initial sequence numbers moves the outcome and changes nothing else', () => {
    fc.assert(
      fc.property(met, distance, distance, ([tcb, segment, context], ours, theirs) => {
        fc.pre(tcb.state !== 'CLOSED' && tcb.state !== 'LISTEN')
        const here = receive(tcb, segment, context)
        const moved = { ...segment, seq: add(segment.seq, theirs), ack: add(segment.ack, ours) }
        const there = receive(shifted(tcb, ours, theirs), moved, context)
        const { tcb: endHere, owed: owedHere, ...restHere } = here
        const { tcb: endThere, owed: owedThere, ...restThere } = there
        expect(restThere).toEqual(restHere)
        expect(owedThere).toEqual(owedHere.map((debt) => shiftedDebt(debt, ours, theirs)))
        if (!isOver(here) || endHere.state === 'SYN_RCVD') expect(endThere).toEqual(shifted(endHere, ours, theirs))
      }),
      runs,
    )
  })

  it('every state but CLOSED can be reset, and has the arrow for it', () => {
    for (const state of STATES) expect(hasArrow(state, 'call.abort')).toBe(state !== 'CLOSED')
  })
})

/** The four places where Linux and the RFC differ in what an arriving segment does. */
const SWITCHED: readonly RuleName[] = ['listen.syn-fin', 'syn-sent.text', 'seq.right-edge', 'rst.before-fin']

describe('the policy', () => {
  it('changes the outcome of those four rules and of nothing else', () => {
    const different = new Set<RuleName>()
    fc.assert(
      fc.property(met, ([tcb, segment]) => {
        const linux = receive(tcb, segment, at(7, { policy: 'linux' }))
        const rfc = receive(tcb, segment, at(7, { policy: 'rfc9293' }))
        const decisive = SWITCHED.filter((rule) => linux.rules.includes(rule) || rfc.rules.includes(rule))
        if (JSON.stringify(rfc) === JSON.stringify(linux)) return
        expect(decisive).not.toEqual([])
        for (const rule of decisive) different.add(rule)
      }),
      { numRuns: 10_000, seed: 9293 },
    )
    expect([...different].toSorted()).toEqual([...SWITCHED].toSorted())
  })
})
