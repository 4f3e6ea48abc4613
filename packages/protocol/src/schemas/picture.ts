import type { Picture } from '@synposium/classroom'
import { z } from 'zod'
import { count, id, millis, seqNumber, state } from './basics.ts'
import { classroom } from './classroom.ts'
import { playerCall } from './commands.ts'
import { callResult, reaction, segment, verdict } from './engine.ts'
import { by } from './events.ts'
import { exactly } from './exactly.ts'

const mark = z.strictObject({ socket: id, state })

const ladderRow = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('segment'),
      n: count,
      flight: count,
      from: id.nullable(),
      to: id.nullable(),
      by,
      segment,
      sentAt: millis,
      arriveAt: millis,
      status: z.enum(['flying', 'delivered', 'dropped', 'no-socket']),
      verdict: verdict.exactOptional(),
      reaction: reaction.nullable().exactOptional(),
      base: z.strictObject({ seq: seqNumber, ack: seqNumber }),
      again: z.boolean(),
      onSend: z.array(mark),
      onArrive: z.array(mark),
    }),
    z.strictObject({
      kind: z.literal('call'),
      n: count,
      from: id,
      by,
      call: playerCall,
      result: callResult,
      at: millis,
      marks: z.array(mark),
    }),
    z.strictObject({
      kind: z.literal('timer'),
      n: count,
      fired: z.array(z.string()),
      socket: id,
      at: millis,
      marks: z.array(mark),
    }),
  ])
  .meta({ id: 'LadderRow' })

const ladder = z.strictObject({ table: count, rows: z.array(ladderRow), nextN: count, before: z.array(mark) })

const attempt = z.strictObject({
  socket: id,
  by,
  segment,
  verdict,
  reaction: reaction.nullable(),
  tries: count,
  tier: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  at: millis,
})

const mistakeCounts = z.strictObject({
  total: count,
  byCode: z.record(z.string(), z.strictObject({ count, students: z.array(id) })),
  byState: z.partialRecord(state, count),
})

/** Everything a screen shows: the class, and the folds over its log that are kept beside it. */
export const picture = exactly<Picture>()(
  z
    .strictObject({
      classroom,
      ladders: z.record(z.string(), ladder),
      attempts: z.record(z.string(), attempt),
      mistakes: mistakeCounts,
      progress: z.record(z.string(), z.record(z.string(), z.strictObject({ tries: count, at: millis }))),
    })
    .meta({ id: 'Picture' }),
)
