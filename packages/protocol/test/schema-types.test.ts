import type * as Wire from '@synposium/protocol'
import type * as Schemas from '@synposium/protocol/schemas'
import { describe, expect, it } from 'vitest'
import type { Says } from '../src/schemas/exactly.ts'

// The annotations are the tests: this file compiles only while every schema and its type say the same.
const messages: [
  Says<typeof Schemas.clientCommand, Wire.ClientCommand>,
  Says<typeof Schemas.clientMessage, Wire.ClientMessage>,
  Says<typeof Schemas.serverMessage, Wire.ServerMessage>,
] = [true, true, true]

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
