import type * as Wire from '@synposium/protocol'
import type * as Schemas from '@synposium/protocol/schemas'
import type { Draft, OptionsPatch } from '@synposium/classroom'
import type { z } from 'zod'
type Complete<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer Item)[]
    ? Complete<Item>[]
    : { -readonly [Key in keyof T]-?: Complete<T[Key]> }
export const a: Complete<Draft> = 1 as unknown as Complete<z.output<typeof Schemas.draft>>
export const b: Complete<z.output<typeof Schemas.draft>> = 1 as unknown as Complete<Draft>
export const c: Complete<z.output<typeof Schemas.hello>> = 1 as unknown as Complete<Wire.Hello>
export const d: Complete<Wire.Hello> = 1 as unknown as Complete<z.output<typeof Schemas.hello>>
export const e: Complete<Wire.ClientCommand> = 1 as unknown as Complete<z.output<typeof Schemas.clientCommand>>
export const f: Complete<z.output<typeof Schemas.clientCommand>> = 1 as unknown as Complete<Wire.ClientCommand>
export const g: Complete<z.output<typeof Schemas.clientMessage>> = 1 as unknown as Complete<Wire.ClientMessage>
export const h: Complete<Wire.ClientMessage> = 1 as unknown as Complete<z.output<typeof Schemas.clientMessage>>
export type X = OptionsPatch
