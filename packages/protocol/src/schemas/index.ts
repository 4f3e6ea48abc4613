import { z } from 'zod'
import { addresses, classByCode, classCard, classCards, httpError, join, joined, newClass } from './http.ts'
import { clientMessage, serverMessage } from './messages.ts'

export { clientCommand, draft } from './commands.ts'
export { explain } from './explain.ts'
export { addresses, classByCode, classCard, classCards, httpError, join, joined, newClass } from './http.ts'
export { clientMessage, hello, serverMessage } from './messages.ts'

/** The schemas that the server publishes, by the name they are asked for with. */
export const SCHEMAS = {
  'client-message': clientMessage,
  'server-message': serverMessage,
  'new-class': newClass,
  'class-card': classCard,
  'class-cards': classCards,
  'class-by-code': classByCode,
  join,
  joined,
  addresses,
  'http-error': httpError,
} as const
export type SchemaName = keyof typeof SCHEMAS

export const SCHEMA_NAMES = Object.keys(SCHEMAS) as readonly SchemaName[]

/** JSON Schema (draft 2020-12) of one message or body. Conditions between fields are told in descriptions. */
export const jsonSchema = (name: SchemaName): object => z.toJSONSchema(SCHEMAS[name], { target: 'draft-2020-12' })
