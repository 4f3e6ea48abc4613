import {
  add,
  FLAGS,
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

/** Every set of flags, without PSH but for the one that is only a rider. */
const FLAG_SETS: readonly (readonly Flag[])[] = [
  ...Array.from({ length: 64 }, (_, bits) => FLAGS.filter((_flag, bit) => bits & (1 << bit))).filter(
    (flags) => !flags.includes('PSH'),
  ),
  ['PSH'],
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

/** Every mistake that the judge finds at this moment in all of this, in both ways of dealing with calls. */
export function mistakesOf(name: string): Mistake[] {
  const moment = MOMENTS[name]
  if (!moment) throw new Error(`no moment ${name}`)
  return (['implied', 'explicit'] as const).flatMap((calls) => {
    const context = contextOf(calls)
    const tcb = moment.of(context)
    const bases = [...FLAG_SETS.map((flags) => plain(tcb, flags)), ...moves(tcb, context).map((move) => move.segment)]
    return bases.flatMap((base) =>
      changesOf(tcb).flatMap((change) => {
        const { mistake } = judge(tcb, { ...base, ...change }, context)
        return mistake ? [mistake] : []
      }),
    )
  })
}
