import type { IncomingMessage } from 'node:http'
import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'

/**
 * The headers that browsers are to keep to. `https`: also those that make sense on a secure origin only; on a school's LAN the
 * page comes over plain http, and a demand for https would make it unreachable.
 */
export async function sendSecurityHeaders(app: FastifyInstance, https: boolean): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        // Older browsers do not count ws: of the same host as 'self'.
        connectSrc: ["'self'", (request) => socketSource(request, https)],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        workerSrc: ["'none'"],
      },
    },
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: https ? { maxAge: 180 * 24 * 60 * 60, includeSubDomains: false } : false,
    crossOriginOpenerPolicy: https ? { policy: 'same-origin' } : false,
    originAgentCluster: https,
  })
}

/** `ws://` or `wss://` and the host that was asked for, when that is nothing but a host. */
function socketSource(request: IncomingMessage, https: boolean): string {
  const { host } = request.headers
  if (host === undefined || !/^[\w.-]+(:\d{1,5})?$/.test(host)) return "'self'"
  return `${https ? 'wss' : 'ws'}://${host}`
}
