import { PLANS } from '@synposium/classroom'
import { z } from 'zod'
import { flag, id, socketAddress, u16, u32 } from './basics.ts'
import { optionsPatch } from './options.ts'

/** A listening socket of this class never has more children waiting than this. */
const LARGEST_BACKLOG = 1_000

export const plan = z.enum(PLANS)

/** A segment as a player composes it: absolute numbers, addresses only where they differ from the socket's own. */
export const draft = z
  .strictObject({
    flags: z.array(flag).max(6),
    seq: u32,
    ack: u32,
    window: u16,
    length: u16,
    mss: u16.exactOptional(),
    urgent: u16.exactOptional(),
    from: socketAddress.exactOptional(),
    to: socketAddress.exactOptional(),
  })
  .meta({ id: 'Draft' })

const bytes = z.int().min(0).max(1_000_000)

export const playerCall = z
  .discriminatedUnion('name', [
    z.strictObject({ name: z.literal('listen'), backlog: z.int().min(0).max(LARGEST_BACKLOG) }),
    z.strictObject({ name: z.literal('accept') }),
    z.strictObject({ name: z.literal('connect') }),
    z.strictObject({ name: z.literal('write'), length: bytes }),
    z.strictObject({ name: z.literal('read'), length: bytes }),
    z.strictObject({ name: z.literal('shutdown'), how: z.enum(['SHUT_RD', 'SHUT_WR', 'SHUT_RDWR']) }),
    z.strictObject({ name: z.literal('close') }),
    z.strictObject({ name: z.literal('abort') }),
  ])
  .meta({ id: 'PlayerCall' })

const teacherCommands = [
  z.strictObject({ type: z.literal('class.configure'), options: optionsPatch }),
  z.strictObject({ type: z.literal('class.plan'), plan }),
  z.strictObject({ type: z.literal('class.lock'), locked: z.boolean() }),
  z.strictObject({ type: z.literal('class.end') }),
  z.strictObject({ type: z.literal('lesson.choose'), lesson: id }),
  z.strictObject({ type: z.literal('lesson.start'), lesson: id.exactOptional() }),
  z.strictObject({ type: z.literal('lesson.stop') }),
  z.strictObject({ type: z.literal('clock.pause') }),
  z.strictObject({ type: z.literal('clock.resume') }),
  z.strictObject({ type: z.literal('seat.assign'), seat: id, student: id.nullable() }),
  z.strictObject({ type: z.literal('seat.autopilot'), seat: id, on: z.boolean() }),
  z.strictObject({ type: z.literal('student.remove'), student: id }),
  z.strictObject({ type: z.literal('student.restore'), student: id }),
  z.strictObject({ type: z.literal('student.admit'), students: z.array(id).max(200) }),
] as const

const studentCommands = [
  z.strictObject({ type: z.literal('seat.take'), seat: id }),
  z.strictObject({ type: z.literal('seat.leave') }),
  z.strictObject({ type: z.literal('segment.send'), socket: id, segment: draft }),
  z.strictObject({ type: z.literal('call.make'), socket: id, call: playerCall }),
  z.strictObject({ type: z.literal('hint.take'), socket: id, tier: z.union([z.literal(2), z.literal(3)]) }),
] as const

/** Every command that is accepted from outside. */
export const clientCommand = z
  .discriminatedUnion('type', [...teacherCommands, ...studentCommands])
  .meta({ id: 'ClientCommand' })
