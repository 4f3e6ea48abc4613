import { explain } from '@synposium/protocol/schemas'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { clientAddress } from '../door/client-address.ts'
import { sameOrigin } from '../door/origin.ts'
import { Budget } from '../limits/budget.ts'
import type { Limits } from '../limits/limits.ts'
import { Problem } from './problem.ts'

interface Rules {
  readonly limits: Limits
  readonly publicUrl: string | undefined
  readonly trustedProxies: number
}

/** What holds for every request under /api: not too many, and nothing that changes anything from another site. */
export function guardApi(app: FastifyInstance, rules: Rules): void {
  const requests = new Budget(rules.limits.requestsPerAddress)
  app.addHook('onRequest', async (request) => {
    if (!requests.take(clientAddress(request.raw, rules.trustedProxies))) throw new Problem('request.too-many')
    if (request.method !== 'GET' && request.method !== 'HEAD' && foreign(request, rules))
      throw new Problem('request.foreign-origin')
  })
}

/** Sec-Fetch-Site is set by the browser alone; where it is missing, Origin tells. */
const foreign = (request: FastifyRequest, { publicUrl }: Rules): boolean =>
  !sameOrigin(request.headers, publicUrl) || request.headers['sec-fetch-site'] === 'cross-site'

/** The body as its schema says, or a 400 that names every field that is not. */
export function readBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body)
  if (!parsed.success) throw new Problem('request.invalid', { issues: explain(parsed.error) })
  return parsed.data
}
