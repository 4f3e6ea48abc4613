import type * as Http from '@synposium/protocol'
import type { ClientCommand, ClientMessage, ServerMessage } from '@synposium/protocol'
import type * as Schemas from '@synposium/protocol/schemas'
import { describe, expectTypeOf, it } from 'vitest'
import type { z } from 'zod'

/** The same type with every `readonly` taken off: schemas describe values, and values know no `readonly`. */
type Writable<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer Item)[]
    ? Writable<Item>[]
    : { -readonly [Key in keyof T]: Writable<T[Key]> }

type Says<Schema extends z.ZodType> = Writable<z.output<Schema>>

// These hold when the files compile: a type and its schema cannot drift apart.
describe('every schema says exactly what its type says', () => {
  it('messages', () => {
    expectTypeOf<Says<typeof Schemas.clientCommand>>().toEqualTypeOf<Writable<ClientCommand>>()
    expectTypeOf<Says<typeof Schemas.clientMessage>>().toEqualTypeOf<Writable<ClientMessage>>()
    expectTypeOf<Says<typeof Schemas.serverMessage>>().toEqualTypeOf<Writable<ServerMessage>>()
  })

  it('HTTP bodies', () => {
    expectTypeOf<Says<typeof Schemas.newClass>>().toEqualTypeOf<Writable<Http.NewClass>>()
    expectTypeOf<Says<typeof Schemas.classCard>>().toEqualTypeOf<Writable<Http.ClassCard>>()
    expectTypeOf<Says<typeof Schemas.classByCode>>().toEqualTypeOf<Writable<Http.ClassByCode>>()
    expectTypeOf<Says<typeof Schemas.join>>().toEqualTypeOf<Writable<Http.Join>>()
    expectTypeOf<Says<typeof Schemas.joined>>().toEqualTypeOf<Writable<Http.Joined>>()
    expectTypeOf<Says<typeof Schemas.addresses>>().toEqualTypeOf<Writable<Http.Addresses>>()
    expectTypeOf<Says<typeof Schemas.httpError>>().toEqualTypeOf<Writable<Http.HttpError>>()
  })
})
