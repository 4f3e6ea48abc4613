import { LANGUAGES } from '@synposium/classroom'
import { FLAGS, RULES, type RuleName, type Seq, STATES, type State } from '@synposium/tcp'
import { z } from 'zod'

/** Longest identifier the product makes itself, with room to spare. */
const ID_LENGTH = 64

export const u16 = z.int().min(0).max(0xffff)
export const u32 = z.int().min(0).max(0xffff_ffff)

/** A sequence number. The brand exists in types only. */
export const seqNumber = u32 as unknown as z.ZodType<Seq, number>

/** Whole numbers that count something. */
export const count = z.int().min(0)

/** A time or a duration in ms; class time has fractions where the class runs slower than the wall. */
export const millis = z.number()

export const id = z.string().min(1).max(ID_LENGTH)

/** Identifiers that a client chooses: printable ASCII, so that they are the same bytes wherever they are kept. */
export const clientId = z
  .string()
  .min(1)
  .max(ID_LENGTH)
  .regex(/^[!-~]*$/, 'printable ASCII without spaces')

export const flag = z.enum(FLAGS)
export const state: z.ZodType<State> = z.enum(STATES).meta({ id: 'State' })
export const language = z.enum(LANGUAGES)

/** Names of rules, as RULES.md lists them. The type is named, for it would be written out wherever it is used. */
export const ruleName: z.ZodType<RuleName> = z
  .enum(Object.keys(RULES) as [RuleName, ...RuleName[]])
  .meta({ id: 'RuleName' })

/** An address as it stands in a segment: IPv4 or IPv6 text, at most the 45 characters of a mapped IPv6 address. */
export const socketAddress = z
  .strictObject({
    ip: z
      .string()
      .min(2)
      .max(45)
      .regex(/^[0-9a-fA-F.:]*$/, 'an IPv4 or IPv6 address'),
    port: u16,
  })
  .meta({ id: 'SocketAddress' })
