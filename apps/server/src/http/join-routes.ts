import { type ClassByCode, type Joined, normaliseCode } from '@synposium/protocol'
import { join as joinBody } from '@synposium/protocol/schemas'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { clientAddress } from '../door/client-address.ts'
import { Budget } from '../limits/budget.ts'
import { join } from '../people/join.ts'
import type { Room } from '../room/room.ts'
import type { ApiParts } from './api.ts'
import { readBody } from './guard.ts'
import { Problem } from './problem.ts'

/** The way into a class: look up its code, then join with a name. */
export function routeJoining(app: FastifyInstance, parts: ApiParts): void {
  const joins = new Budget(parts.limits.joinsPerAddress)

  app.get<{ Params: { code: string } }>('/codes/:code', async (request): Promise<ClassByCode> => {
    const { name, code } = (await openRoom(request, request.params.code, parts)).picture.classroom
    return { name, code }
  })

  app.post('/join', async (request, reply): Promise<Joined> => {
    const body = readBody(joinBody, request.body)
    if (!joins.take(clientAddress(request.raw, parts.trustedProxies))) throw new Problem('request.too-many')
    const room = await openRoom(request, body.code, parts)
    const result = await join(room, parts.store, body.name, parts.now())
    if (!result.ok) throw new Problem(result.code, detailsOf(result))
    reply.code(201)
    return result.joined
  })
}

function detailsOf({ code, suggestion }: { code: string; suggestion?: string }) {
  return { ...(code.startsWith('name.') ? { field: 'name' } : {}), ...(suggestion === undefined ? {} : { suggestion }) }
}

/** The open class with this code. A code that is malformed, unknown or of a class that is over gets one and the same answer. */
async function openRoom(
  request: FastifyRequest,
  typed: string,
  { store, rooms, guesses, trustedProxies }: ApiParts,
): Promise<Room> {
  const address = clientAddress(request.raw, trustedProxies)
  if (!guesses.allowed(address)) throw new Problem('request.too-many')
  const code = normaliseCode(typed)
  const row = code === null ? null : await store.classByCode(code)
  const room = row && (await rooms.get(row.id))
  if (room && room.picture.classroom.phase !== 'ended') return room
  guesses.wrong(address)
  throw new Problem('class.unknown')
}
