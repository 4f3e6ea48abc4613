import { REFUSALS } from '@synposium/classroom'
import { ERROR_CODES, errorText, HTTP_ERROR_CODES, httpErrorText, refusalText } from '@synposium/protocol'
import { jsonSchema, SCHEMA_NAMES } from '@synposium/protocol/schemas'
import { describe, expect, it } from 'vitest'

describe('published JSON Schemas', () => {
  it.each(SCHEMA_NAMES)('%s is JSON, names its dialect and resolves all of its own references', (name) => {
    const schema = jsonSchema(name)
    const text = JSON.stringify(schema)
    expect(schema).toHaveProperty('$schema', 'https://json-schema.org/draft/2020-12/schema')
    const definitions = '$defs' in schema ? Object.keys(schema.$defs as object) : []
    for (const [, target] of text.matchAll(/"\$ref":"#\/\$defs\/([^"]+)"/g)) expect(definitions).toContain(target)
  })

  it('refuses unknown fields, and knows the ranges of the header', () => {
    const definitions = (
      jsonSchema('client-message') as {
        $defs: Record<
          string,
          { properties: Record<string, object>; additionalProperties?: boolean; required: string[] }
        >
      }
    ).$defs
    const draft = definitions.Draft
    expect(draft?.additionalProperties).toBe(false)
    expect(draft?.properties.seq).toMatchObject({ type: 'integer', minimum: 0, maximum: 2 ** 32 - 1 })
    expect(draft?.properties.window).toMatchObject({ type: 'integer', minimum: 0, maximum: 65_535 })
    expect(draft?.required).toEqual(['flags', 'seq', 'ack', 'window', 'length'])
  })
})

describe('codes', () => {
  it('all have a sentence', () => {
    for (const text of [
      ...REFUSALS.map(refusalText),
      ...ERROR_CODES.map(errorText),
      ...HTTP_ERROR_CODES.map(httpErrorText),
    ]) {
      expect(text).toMatch(/^[A-Z].+\.$/)
    }
  })
})
