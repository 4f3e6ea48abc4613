import type * as Wire from '@synposium/protocol'
import type * as Schemas from '@synposium/protocol/schemas'
import { describe, expect, it } from 'vitest'
import type { z } from 'zod'

/** The same type with every `readonly` taken off: schemas describe values, and values know no `readonly`. */
type Writable<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer Item)[]
    ? Writable<Item>[]
    : { -readonly [Key in keyof T]: Writable<T[Key]> }

/** `true` only when each type can stand for the other. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never
type Says<Schema extends z.ZodType, Type> = Same<Writable<z.output<Schema>>, Writable<Type>>

/** As Writable, with every optional field there: a schema that lacks one would pass for the type otherwise. */
type Complete<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer Item)[]
    ? Complete<Item>[]
    : { -readonly [Key in keyof T]-?: Complete<T[Key]> }
type SaysAll<Schema extends z.ZodType, Type> = Same<Complete<z.output<Schema>>, Complete<Type>>

// The annotations are the tests: this file compiles only while every schema and its type say the same.
const messages: [
  Says<typeof Schemas.clientCommand, Wire.ClientCommand>,
  Says<typeof Schemas.clientMessage, Wire.ClientMessage>,
  Says<typeof Schemas.serverMessage, Wire.ServerMessage>,
  SaysAll<typeof Schemas.clientMessage, Wire.ClientMessage>,
  SaysAll<typeof Schemas.serverMessage, Wire.ServerMessage>,
] = [true, true, true, true, true]

const bodies: [
  Says<typeof Schemas.newClass, Wire.NewClass>,
  Says<typeof Schemas.classCard, Wire.ClassCard>,
  Says<typeof Schemas.classByCode, Wire.ClassByCode>,
  Says<typeof Schemas.join, Wire.Join>,
  Says<typeof Schemas.joined, Wire.Joined>,
  Says<typeof Schemas.addresses, Wire.Addresses>,
  Says<typeof Schemas.httpError, Wire.HttpError>,
] = [true, true, true, true, true, true, true]

describe('every schema says exactly what its type says', () => {
  it('is checked by the compiler', () => {
    expect([...messages, ...bodies].every(Boolean)).toBe(true)
  })
})
