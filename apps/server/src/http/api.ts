import type { FastifyInstance } from 'fastify'
import type { CodeGuesses } from '../limits/code-guesses.ts'
import type { Limits } from '../limits/limits.ts'
import type { CommitQueue } from '../room/commit-queue.ts'
import type { Rooms } from '../room/rooms.ts'
import type { Store } from '../store/index.ts'
import { routeClasses } from './class-routes.ts'
import { guardApi } from './guard.ts'
import { routeInfo } from './info-routes.ts'
import { routeJoining } from './join-routes.ts'

/** What the routes work with. */
export interface ApiParts {
  readonly store: Store
  readonly commits: CommitQueue
  readonly rooms: Rooms
  readonly limits: Limits
  readonly guesses: CodeGuesses
  readonly publicUrl: string | undefined
  readonly trustedProxies: number
  /** Whether browsers reach this server over https. */
  readonly https: boolean
  readonly addresses: () => readonly string[]
  /** Wall time in ms since 1970. */
  readonly now: () => number
}

/** Everything under /api. */
export async function routeApi(app: FastifyInstance, parts: ApiParts): Promise<void> {
  await app.register(
    async (api) => {
      guardApi(api, parts)
      api.addHook('onSend', async (_request, reply) => {
        if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
      })
      api.get('/health', async (_request, reply) => {
        const ok = await parts.store.healthy()
        return reply.code(ok ? 200 : 503).send({ ok })
      })
      await api.register(
        async (v1) => {
          routeClasses(v1, parts)
          routeJoining(v1, parts)
          routeInfo(v1, parts)
        },
        { prefix: '/v1' },
      )
    },
    { prefix: '/api' },
  )
}
