import type { Server as Engine } from 'engine.io'
import type { FastifyInstance } from 'fastify'
import { SOCKET_IO_PATH } from './socket-io.ts'

/** Long polling is plain HTTP: a route that hands request and response to the engine untouched. */
export async function routePolling(app: FastifyInstance, engine: Engine): Promise<void> {
  await app.register(async (scope) => {
    // The engine reads the body itself.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
    scope.route({
      method: ['GET', 'POST', 'OPTIONS'],
      url: SOCKET_IO_PATH,
      handler: (request, reply) => {
        reply.hijack()
        // The engine's own type is of Node's IncomingMessage before it has decorated it.
        engine.handleRequest(request.raw as Parameters<Engine['handleRequest']>[0], reply.raw)
      },
    })
  })
}
