import type { Addresses } from '@synposium/protocol'
import { jsonSchema, SCHEMA_NAMES, type SchemaName } from '@synposium/protocol/schemas'
import type { FastifyInstance } from 'fastify'
import type { ApiParts } from './api.ts'
import { Problem } from './problem.ts'

/** What the server says about itself. */
export function routeInfo(app: FastifyInstance, parts: ApiParts): void {
  app.get('/addresses', async (): Promise<Addresses> => ({ urls: parts.addresses() }))

  app.get('/schemas', async () => ({ schemas: SCHEMA_NAMES.map((name) => ({ name, url: `/api/v1/schemas/${name}` })) }))

  // Made on first use: the largest takes some milliseconds.
  const made = new Map<string, object>()
  app.get<{ Params: { name: string } }>('/schemas/:name', async ({ params: { name } }, reply) => {
    if (!isSchemaName(name)) throw new Problem('route.unknown')
    const schema = made.get(name) ?? jsonSchema(name)
    made.set(name, schema)
    return reply.type('application/schema+json').send(JSON.stringify(schema))
  })
}

const isSchemaName = (name: string): name is SchemaName => (SCHEMA_NAMES as readonly string[]).includes(name)
