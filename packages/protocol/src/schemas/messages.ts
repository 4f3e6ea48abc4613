import { REFUSALS } from '@synposium/classroom'
import { z } from 'zod'
import { BYE_REASONS, ERROR_CODES } from '../messages.ts'
import { clientId, count, id, language, millis } from './basics.ts'
import { clientCommand } from './commands.ts'
import { reaction, verdict } from './engine.ts'
import { seen } from './events.ts'
import { picture } from './picture.ts'

const credential = z.string().min(1).max(100)

export const hello = z
  .strictObject({
    type: z.literal('hello'),
    version: z.int().min(0),
    token: credential.exactOptional(),
    teacher: credential.exactOptional(),
    projector: credential.exactOptional(),
    lastSeq: count.exactOptional(),
    language: language.exactOptional(),
  })
  .refine((h) => [h.token, h.teacher, h.projector].filter((c) => c !== undefined).length === 1, {
    message: 'exactly one of token, teacher and projector',
  })
  .meta({ id: 'Hello', description: 'The first message. Exactly one of token, teacher and projector.' })

const command = z
  .strictObject({ type: z.literal('command'), id: clientId, command: clientCommand })
  .meta({ id: 'CommandMessage' })

const composing = z.strictObject({ type: z.literal('composing'), socket: id, on: z.boolean() })

const ping = z.strictObject({ type: z.literal('ping'), t: z.number() }).meta({ id: 'Ping' })

/** Everything a client may say. */
export const clientMessage = z
  .discriminatedUnion('type', [hello, command, composing, ping])
  .meta({ id: 'ClientMessage' })

export const person = z.strictObject({ id, name: z.string(), online: z.boolean() }).meta({ id: 'Person' })

export const issue = z.strictObject({ path: z.string(), expected: z.string() }).meta({ id: 'Issue' })

/** Who looks. */
const viewer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('teacher') }),
  z.strictObject({ kind: z.literal('student'), id }),
  z.strictObject({ kind: z.literal('projector') }),
])

const sendResult = z
  .discriminatedUnion('sent', [
    z.strictObject({ sent: z.literal(true), verdict }),
    z.strictObject({ sent: z.literal(false), verdict, reaction: reaction.nullable() }),
  ])
  .meta({ id: 'SendResult' })

const welcome = z
  .strictObject({
    type: z.literal('welcome'),
    version: count,
    viewer,
    classId: id,
    now: millis,
    people: z.array(person),
    picture: picture.exactOptional(),
    events: z.array(seen).exactOptional(),
  })
  .meta({ id: 'Welcome' })

const refusal = z.strictObject({ code: z.enum(REFUSALS), field: z.string().exactOptional(), message: z.string() })

const ack = z
  .discriminatedUnion('ok', [
    z.strictObject({
      type: z.literal('ack'),
      id: clientId,
      ok: z.literal(true),
      seq: count,
      result: sendResult.exactOptional(),
    }),
    z.strictObject({ type: z.literal('ack'), id: clientId, ok: z.literal(false), refusal }),
  ])
  .meta({ id: 'Ack' })

const error = z
  .strictObject({
    type: z.literal('error'),
    code: z.enum(ERROR_CODES),
    message: z.string(),
    issues: z.array(issue).exactOptional(),
    id: z.string().exactOptional(),
  })
  .meta({ id: 'Error' })

/** Everything the server may say. */
export const serverMessage = z
  .discriminatedUnion('type', [
    welcome,
    z.strictObject({ type: z.literal('events'), now: millis, events: z.array(seen) }).meta({ id: 'Events' }),
    z.strictObject({ type: z.literal('people'), people: z.array(person) }).meta({ id: 'People' }),
    composing,
    ack,
    z.strictObject({ type: z.literal('pong'), t: z.number(), now: millis }).meta({ id: 'Pong' }),
    error,
    z
      .strictObject({ type: z.literal('bye'), reason: z.enum(BYE_REASONS), retryAfter: millis.exactOptional() })
      .meta({ id: 'Bye' }),
  ])
  .meta({ id: 'ServerMessage' })
