import type { Seen } from '@synposium/classroom'
import { z } from 'zod'
import { count, id, millis } from './basics.ts'
import { host, seat, socket, student, table } from './classroom.ts'
import { plan, playerCall } from './commands.ts'
import { callResult, listener, obligation, reaction, segment, tcbFields, transition, verdict } from './engine.ts'
import { exactly } from './exactly.ts'
import { optionsPatch } from './options.ts'

/** Who played: a student, or the autopilot of the seat, or a host's own TCP. */
export const by = z.union([z.strictObject({ student: id }), z.literal('autopilot'), z.literal('host')])

/** Every field of a TCB may stand in a patch, or be absent. */
const tcbPatch = z.strictObject(
  Object.fromEntries(Object.entries(tcbFields.shape).map(([field, schema]) => [field, schema.exactOptional()])) as {
    [Field in keyof typeof tcbFields.shape]: z.ZodExactOptional<(typeof tcbFields.shape)[Field]>
  },
)

const socketPatch = z
  .strictObject({
    id,
    tcb: tcbPatch.exactOptional(),
    listener: listener.nullable().exactOptional(),
    appStep: count.exactOptional(),
    autopilotDue: millis.nullable().exactOptional(),
    bytesRead: count.exactOptional(),
    bytesAcked: count.exactOptional(),
    accepted: z.boolean().exactOptional(),
    transitions: z.array(transition).exactOptional(),
  })
  .meta({ id: 'SocketPatch' })

const judged = z.strictObject({ verdict, reaction: reaction.nullable() })
const patches = z.array(socketPatch)

const classEvents = [
  z.strictObject({ type: z.literal('class.created'), id, code: z.string(), name: z.string(), plan, lesson: id }),
  z.strictObject({ type: z.literal('class.configured'), options: optionsPatch }),
  z.strictObject({ type: z.literal('class.planned'), plan }),
  z.strictObject({ type: z.literal('class.locked'), locked: z.boolean() }),
  z.strictObject({ type: z.literal('class.ended') }),
  z.strictObject({ type: z.literal('student.joined'), student }),
  z.strictObject({ type: z.literal('student.removed'), student: id, seat: id.nullable() }),
  z.strictObject({ type: z.literal('student.restored'), student: id }),
  z.strictObject({ type: z.literal('student.admitted'), students: z.array(id) }),
] as const

const seatEvents = [
  z.strictObject({
    type: z.literal('room.arranged'),
    tables: z.array(table),
    seats: z.array(seat),
    hosts: z.array(host),
    sockets: z.array(socket),
    gone: z.strictObject({ tables: z.array(count), seats: z.array(id) }),
  }),
  z.strictObject({ type: z.literal('seat.taken'), seat: id, student: id, left: id.nullable() }),
  z.strictObject({ type: z.literal('seat.left'), seat: id, student: id }),
  z.strictObject({ type: z.literal('seat.autopilot'), seat: id, on: z.boolean(), sockets: patches }),
] as const

const lessonEvents = [
  z.strictObject({ type: z.literal('lesson.chosen'), lesson: id }),
  z.strictObject({
    type: z.literal('lesson.started'),
    lesson: id,
    run: count,
    options: optionsPatch,
    sockets: z.array(socket),
  }),
  z.strictObject({ type: z.literal('lesson.stopped') }),
  z.strictObject({ type: z.literal('clock.paused') }),
  z.strictObject({ type: z.literal('clock.resumed') }),
  z.strictObject({ type: z.literal('goal.reached'), table: count, goal: id, by: by.nullable() }),
  z.strictObject({
    type: z.literal('hint.taken'),
    table: count,
    socket: id,
    student: id,
    tier: z.union([z.literal(2), z.literal(3)]),
  }),
] as const

const playEvents = [
  z.strictObject({
    type: z.literal('segment.sent'),
    flight: count,
    table: count,
    from: id.nullable(),
    by,
    segment,
    dueAt: millis,
    judged: judged.exactOptional(),
    socket: socketPatch.nullable(),
  }),
  z.strictObject({ type: z.literal('segment.refused'), table: count, from: id, by, segment, judged }),
  z.strictObject({
    type: z.literal('segment.arrived'),
    flight: count,
    table: count,
    to: id.nullable(),
    accepted: z.boolean(),
    dropped: z.enum(['syn-queue-full', 'accept-queue-full']).nullable(),
    owed: z.array(obligation),
    sockets: patches,
    created: z.array(socket),
    rule: z.string().nullable(),
  }),
  z.strictObject({
    type: z.literal('call.made'),
    table: count,
    from: id,
    by,
    call: playerCall,
    result: callResult,
    sockets: patches,
  }),
  z.strictObject({
    type: z.literal('timer.expired'),
    table: count,
    fired: z.array(z.string()),
    owed: z.array(obligation),
    sockets: patches,
  }),
] as const

/** A fact with its outcome. */
export const classEvent = z
  .discriminatedUnion('type', [...classEvents, ...seatEvents, ...lessonEvents, ...playEvents])
  .meta({ id: 'ClassEvent' })

export const recorded = z
  .strictObject({ seq: count, v: z.literal(1), at: millis, time: millis, event: classEvent })
  .meta({ id: 'Recorded' })

/** In the place of an event that is not for this viewer: numbering stays dense. */
const hidden = z.strictObject({ seq: count, hidden: z.literal(true) }).meta({ id: 'Hidden' })

export const seen = exactly<Seen>()(z.union([recorded, hidden]).meta({ id: 'Seen' }))
