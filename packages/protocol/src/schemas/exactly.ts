import type { z } from 'zod'

/** The same type with every `readonly` taken off: schemas describe values, and values know no `readonly`. */
type Writable<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer Item)[]
    ? Writable<Item>[]
    : { -readonly [Key in keyof T]: Writable<T[Key]> }

/** As Writable, with every optional field there: a schema that lacks one would pass for the type otherwise. */
type Complete<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer Item)[]
    ? Complete<Item>[]
    : { -readonly [Key in keyof T]-?: Complete<T[Key]> }

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false

/** `true` only when the values of the schema are those of the type, no more and no fewer. */
export type Says<Schema extends z.ZodType, Type> =
  Same<Writable<z.output<Schema>>, Writable<Type>> extends true
    ? Same<Complete<z.output<Schema>>, Complete<Type>>
    : false

/**
 * Gives a schema the name of the type that it describes, and compiles only while both say the same. Without a name the
 * compiler writes the whole type out wherever the schema is used.
 */
export const exactly =
  <Type>() =>
  <Schema extends z.ZodType>(schema: Says<Schema, Type> extends true ? Schema : never): z.ZodType<Type> =>
    schema as unknown as z.ZodType<Type>
