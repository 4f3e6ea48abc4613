import {
  add,
  type Flag,
  flagsOf,
  judge,
  type Mistake,
  moves,
  receiveWindow,
  type Segment,
  seq,
  type Tcb,
} from '@synposium/tcp'
import { CLIENT, contextOf, MOMENTS, SERVER } from './moments.ts'

/** Every set of SYN, ACK, FIN and RST, and what PSH and URG may be found with. */
const FLAG_SETS: readonly (readonly Flag[])[] = [
  ...Array.from({ length: 16 }, (_, bits) =>
    (['SYN', 'ACK', 'FIN', 'RST'] as const).filter((_flag, bit) => bits & (1 << bit)),
  ),
  ['PSH'],
  ['RST', 'URG'],
  ['ACK', 'URG'],
]

/** What a student may do to a segment: one field after the other off by something that has a reason. */
function changesOf(tcb: Tcb): Partial<Segment>[] {
  const numbers = [
    tcb.iss,
    tcb.sndUna,
    add(tcb.sndUna, -1),
    tcb.sndNxt,
    add(tcb.sndNxt, 1),
    add(tcb.sndNxt, -1),
    tcb.rcvNxt,
  ]
  const acks = [
    tcb.irs ?? seq(0),
    add(tcb.irs ?? seq(0), 2),
    add(tcb.rcvNxt, -1),
    add(tcb.rcvNxt, 600),
    tcb.sndNxt,
    tcb.iss,
  ]
  return [
    {},
    ...numbers.map((n) => ({ seq: n })),
    ...acks.map((n) => ({ ack: n })),
    { seq: tcb.rcvNxt, ack: tcb.sndNxt },
    ...[1, 500, 700, 1000, 1300, 5000].map((length) => ({ length, data: 'x'.repeat(length) })),
    { length: 1000, seq: tcb.sndUna, data: 'y'.repeat(1000) },
    { length: 1000, seq: add(tcb.sndNxt, -1) },
    { length: 500, seq: add(tcb.sndUna, -500) },
    { window: 70_000 },
    { window: receiveWindow(tcb) + 1 },
    ...[0, 1024, 9000].map((mss) => ({ mss })),
    { urgent: 0, length: 5, data: 'x'.repeat(5) },
    { urgent: 1 },
    { source: { ...CLIENT, ip: '10.9.9.9' } },
    { source: { ...tcb.local, port: 5555 } },
    { destination: { ...SERVER, port: 8080 } },
    { destination: { ...SERVER, ip: '10.9.9.9' } },
  ]
}

const plain = (tcb: Tcb, flags: readonly Flag[]): Segment => ({
  source: tcb.local,
  destination: tcb.remote ?? (tcb.local.port === SERVER.port ? CLIENT : SERVER),
  flags: flagsOf(...flags),
  seq: flags.includes('SYN') ? tcb.iss : tcb.sndNxt,
  ack: flags.includes('ACK') ? tcb.rcvNxt : seq(0),
  window: receiveWindow(tcb),
  length: 0,
  ...(flags.includes('SYN') ? { mss: 1024 } : {}),
  ...(flags.includes('URG') ? { urgent: 1 } : {}),
})

/** Two mistakes that are alike here know the same facts and are told with the same sentences. */
const kindOf = ({ code, field, expected, got, facts }: Mistake): string =>
  [code, field, expected === null, got === null, ...Object.keys(facts)].join()

/** One of every kind of mistake that the judge finds at this moment in all of this, in both ways of dealing with calls. */
export function mistakesOf(name: string): Mistake[] {
  const moment = MOMENTS[name]
  if (!moment) throw new Error(`no moment ${name}`)
  const found = new Map<string, Mistake>()
  for (const calls of ['implied', 'explicit'] as const) {
    const context = contextOf(calls)
    const tcb = moment.of(context)
    const bases = [...FLAG_SETS.map((flags) => plain(tcb, flags)), ...moves(tcb, context).map((move) => move.segment)]
    for (const segment of bases.flatMap((base) => changesOf(tcb).map((change) => ({ ...base, ...change })))) {
      const { mistake } = judge(tcb, segment, context)
      if (mistake) found.set(kindOf(mistake), mistake)
    }
  }
  return [...found.values()]
}
