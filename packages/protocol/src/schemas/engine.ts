import {
  ACTS,
  FIELDS,
  MISTAKE_CODES,
  type MistakeCode,
  type Move,
  type Obligation,
  type Segment,
  type Tcb,
  type Transition,
  type Verdict,
} from '@synposium/tcp'
import { z } from 'zod'
import { count, flag, millis, ruleName, seqNumber, socketAddress, state, u16, u32 } from './basics.ts'
import { exactly } from './exactly.ts'

/** A segment as it travels. */
export const segment = exactly<Segment>()(
  z
    .strictObject({
      source: socketAddress,
      destination: socketAddress,
      flags: z.array(flag),
      seq: seqNumber,
      ack: seqNumber,
      window: u32,
      length: count,
      mss: u16.exactOptional(),
      urgent: u16.exactOptional(),
      data: z.string().exactOptional(),
      options: z.array(z.strictObject({ kind: count, hex: z.string() })).exactOptional(),
    })
    .meta({ id: 'Segment' }),
)

const owedSince = { since: millis, rule: ruleName }

/** What an arrival obliges its receiver to send. */
export const obligation = exactly<Obligation>()(
  z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('synack'), ...owedSince }),
      z.strictObject({
        kind: z.literal('ack'),
        reason: z.enum(['syn', 'data', 'dup', 'fin', 'challenge']),
        due: millis.nullable(),
        ...owedSince,
      }),
      z.strictObject({
        kind: z.literal('rst'),
        form: z.union([z.literal(1), z.literal(2)]),
        seq: seqNumber,
        ack: seqNumber,
        to: socketAddress,
        ...owedSince,
      }),
      z.strictObject({ kind: z.literal('retransmit'), ...owedSince }),
      z.strictObject({ kind: z.literal('probe'), ...owedSince }),
    ])
    .meta({ id: 'Obligation' }),
)

const app = z.strictObject({
  connect: z.boolean(),
  unsent: count,
  closeRequested: z.boolean(),
  fullyClosed: z.boolean(),
  abortRequested: z.boolean(),
  unread: count,
  readShutdown: z.boolean(),
  over: z.enum(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ended']).nullable(),
})

const timers = z.strictObject({
  retransmit: millis.nullable(),
  retries: count,
  persist: millis.nullable(),
  timeWait: millis.nullable(),
  user: millis.nullable(),
})

/** Everything an endpoint knows (RFC 9293 §3.3.1). */
export const tcbFields = z
  .strictObject({
    state,
    passive: z.boolean(),
    local: socketAddress,
    remote: socketAddress.nullable(),
    iss: seqNumber,
    sndUna: seqNumber,
    sndNxt: seqNumber,
    sndWnd: u32,
    sndWl1: seqNumber,
    sndWl2: seqNumber,
    maxSndWnd: u32,
    sndUp: seqNumber.nullable(),
    finSeq: seqNumber.nullable(),
    sent: z.array(z.strictObject({ seq: seqNumber, length: count, data: z.string().exactOptional() })),
    irs: seqNumber.nullable(),
    rcvNxt: seqNumber,
    rcvBuffer: count,
    rcvAdv: seqNumber,
    advertised: z.boolean(),
    rcvUp: seqNumber.nullable(),
    lastAckSent: seqNumber.nullable(),
    boundaries: z.array(seqNumber).exactOptional(),
    finReceived: z.boolean(),
    held: z.array(z.strictObject({ seq: seqNumber, length: count, fin: z.boolean() })),
    sendMss: count,
    ownMss: count,
    lastWasRst: z.boolean(),
    app,
    owed: z.array(obligation),
    dupAcks: count,
    timers,
  })
  .meta({ id: 'Tcb' })

export const tcb = exactly<Tcb>()(tcbFields)

export const transition = exactly<Transition>()(z.strictObject({ from: state, to: state, rule: ruleName }))

export const listener = z.strictObject({
  backlog: count,
  overflow: z.enum(['drop', 'reset']),
  synQueue: z.array(z.string()),
  acceptQueue: z.array(z.string()),
})

const act = z.enum(ACTS)

export const move = exactly<Move>()(
  z.strictObject({ segment, act, required: z.boolean(), rule: ruleName }).meta({ id: 'Move' }),
)

const numberOrFlags = z.union([z.number(), z.array(flag)]).nullable()

const mistakeCode: z.ZodType<MistakeCode> = z.enum(MISTAKE_CODES)

const mistake = z.strictObject({
  code: mistakeCode,
  field: z.enum(FIELDS),
  expected: numberOrFlags,
  got: numberOrFlags,
  rule: ruleName,
  facts: z.record(z.string(), z.number()),
  nearest: move.nullable(),
})

/** What the judge says of a segment. */
export const verdict = exactly<Verdict>()(
  z
    .strictObject({
      level: z.enum(['right', 'unusual', 'poor', 'mistake']),
      act: act.nullable(),
      rule: ruleName,
      mistake: mistake.nullable(),
      notes: z.array(ruleName),
    })
    .meta({ id: 'Verdict' }),
)

export const reaction = z.enum(['accepts', 'acks', 'synack', 'challenge-ack', 'rst', 'silence', 'closes'])

/** What a call returned: a value, or an errno of the sockets API. */
export const callResult = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), value: z.number() }),
  z.strictObject({
    ok: z.literal(false),
    errno: z.enum([
      'EINVAL',
      'EISCONN',
      'ENOTCONN',
      'EPIPE',
      'EADDRINUSE',
      'ECONNREFUSED',
      'ECONNRESET',
      'EAGAIN',
      'EBADF',
      'EALREADY',
      'ETIMEDOUT',
      'EOPNOTSUPP',
    ]),
  }),
])
