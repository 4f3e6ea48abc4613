import { type Classroom, ROLES, type Socket } from '@synposium/classroom'
import { z } from 'zod'
import { count, id, millis, socketAddress } from './basics.ts'
import { plan } from './commands.ts'
import { listener, segment, tcb, transition } from './engine.ts'
import { exactly } from './exactly.ts'
import { options } from './options.ts'

export const role = z.enum(ROLES)
const tableNo = count

const clock = z.strictObject({ time: millis, asOf: millis, running: z.boolean(), rate: z.number() })

export const student = z
  .strictObject({ id, seat: id.nullable(), removed: z.boolean(), waiting: z.boolean(), formerSeat: id.nullable() })
  .meta({ id: 'Student' })

export const seat = z
  .strictObject({
    id,
    table: tableNo,
    role: z.enum([...ROLES, 'server']),
    student: id.nullable(),
    autopilot: z.boolean(),
    sockets: z.array(id),
  })
  .meta({ id: 'Seat' })

export const table = z
  .strictObject({
    no: tableNo,
    seats: z.array(id),
    reached: z.array(id),
    misses: count,
    lastProgress: millis,
  })
  .meta({ id: 'Table' })

export const socket = exactly<Socket>()(
  z
    .strictObject({
      id,
      seat: id,
      table: tableNo,
      role,
      host: id,
      tcb,
      listener: listener.nullable(),
      peer: socketAddress,
      path: z.array(transition),
      appStep: count,
      autopilotDue: millis.nullable(),
      bytesRead: count,
      bytesAcked: count,
      accepted: z.boolean(),
    })
    .meta({ id: 'Socket' }),
)

export const host = z.strictObject({ id, ip: z.string(), name: z.string(), table: tableNo }).meta({ id: 'Host' })

const flight = z.strictObject({
  id: count,
  table: tableNo,
  from: id.nullable(),
  segment,
  sentAt: millis,
  dueAt: millis,
})

/** The class as the rules see it. */
export const classroom = exactly<Classroom>()(
  z
    .strictObject({
      version: z.literal(1),
      id,
      seq: count,
      name: z.string(),
      code: z.string(),
      plan,
      phase: z.enum(['lobby', 'running', 'between', 'ended']),
      locked: z.boolean(),
      nextLesson: id,
      lesson: z.strictObject({ lesson: id, run: count, startedAt: millis }).nullable(),
      options,
      assistChosen: z.boolean(),
      clock,
      students: z.record(z.string(), student),
      seats: z.record(z.string(), seat),
      tables: z.record(z.string(), table),
      hosts: z.record(z.string(), host),
      sockets: z.record(z.string(), socket),
      wire: z.array(flight),
      nextFlight: count,
      openAttempts: z.record(
        z.string(),
        z.strictObject({ student: id, tier: z.union([z.literal(1), z.literal(2), z.literal(3)]) }),
      ),
    })
    .meta({ id: 'Classroom' }),
)
