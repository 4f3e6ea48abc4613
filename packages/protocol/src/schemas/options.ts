import { ASSISTS } from '@synposium/classroom'
import { z } from 'zod'

/** An hour of class time: no timer of a lesson is longer. */
const LONGEST = 3_600_000

const duration = z.number().min(0).max(LONGEST)

/** Options of the simulated stack, in ms of class time. */
export const tcpSettings = z
  .strictObject({
    policy: z.enum(['linux', 'rfc9293']),
    calls: z.enum(['implied', 'explicit']),
    msl: duration,
    rto: duration,
    delayedAck: duration,
    userTimeout: duration.nullable(),
    // RFC 791: every link carries datagrams of 68 bytes.
    mtu: z.int().min(68).max(65_535),
    keepAlive: z.boolean(),
    finWait2: duration.nullable().exactOptional(),
  })
  .meta({ id: 'TcpSettings' })

/** What the teacher may set, live. */
export const options = z
  .strictObject({
    feedback: z.enum(['guarded', 'consequences']),
    assist: z.enum(ASSISTS),
    hints: z.boolean(),
    hideNames: z.boolean(),
    flight: z.number().min(0).max(60_000),
    pace: z.number().min(0).max(600_000),
    tcp: tcpSettings,
  })
  .meta({ id: 'Options' })

const { shape } = options

/** A change of some of them; what is absent stays as it is. */
export const optionsPatch = z
  .strictObject({
    feedback: shape.feedback.exactOptional(),
    assist: shape.assist.exactOptional(),
    hints: shape.hints.exactOptional(),
    hideNames: shape.hideNames.exactOptional(),
    flight: shape.flight.exactOptional(),
    pace: shape.pace.exactOptional(),
    tcp: shape.tcp.exactOptional(),
  })
  .meta({ id: 'OptionsPatch' })
