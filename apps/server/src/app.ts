import { fileURLToPath } from 'node:url'
import cookie from '@fastify/cookie'
import Fastify, { type FastifyInstance, LogController } from 'fastify'
import { serverUrls } from './addresses.ts'
import type { Config } from './config.ts'
import { identify } from './connection/identify.ts'
import { Reception } from './connection/reception.ts'
import { routePolling } from './door/polling.ts'
import { openSocketIoDoor } from './door/socket-io.ts'
import { dispatchUpgrades } from './door/upgrades.ts'
import { openWebSocketDoor } from './door/web-socket.ts'
import { routeApi } from './http/api.ts'
import { answer, answerErrors } from './http/errors.ts'
import { sendSecurityHeaders } from './http/headers.ts'
import { Problem } from './http/problem.ts'
import { serveWebApp } from './http/web-app.ts'
import { CodeGuesses } from './limits/code-guesses.ts'
import { DEFAULT_LIMITS, type Limits } from './limits/limits.ts'
import { CommitQueue } from './room/commit-queue.ts'
import { Rooms } from './room/rooms.ts'
import type { Store } from './store/index.ts'

/** The built web app, as seen from both src and dist. */
const WEB_APP = fileURLToPath(new URL('../../web/dist', import.meta.url))

/** Bytes of an HTTP body. The longest legal one is a join with a name of many code points. */
const BODY_LIMIT = 4 * 1024

/** A request that is not complete after so long is given up, in ms. */
const REQUEST_WITHIN = 15_000

/** How long a stopping server waits for its good-byes to be taken, in ms: a polling client fetches its own with the next request. */
const GOODBYES_WITHIN = 1_500

export interface AppParts {
  readonly config: Config
  readonly store: Store
  readonly limits?: Limits
  readonly webRoot?: string
  /** Wall time in ms since 1970. */
  readonly now?: () => number
}

export interface App {
  readonly http: FastifyInstance
  readonly rooms: Rooms
  readonly reception: Reception
  /** The port it listens on. */
  listen(): Promise<number>
  /** Finishes what is under way, says good-bye to everybody and closes; the store is left open. */
  stop(): Promise<void>
}

/** Puts the server together. Nothing listens yet. */
export async function buildApp({
  config,
  store,
  limits = DEFAULT_LIMITS,
  webRoot = WEB_APP,
  now = Date.now,
}: AppParts): Promise<App> {
  const http = newHttpServer(config)
  const commits = new CommitQueue(store)
  const rooms = new Rooms({ store, commits, log: http.log, now })
  const guesses = new CodeGuesses(limits)
  const finders = { store, rooms, limits, mayGuess: guesses.allowed, guessedWrong: guesses.wrong }
  const reception = new Reception({ limits, log: http.log, now, identify: (...who) => identify(finders, ...who) })

  const https = config.publicUrl?.startsWith('https:') ?? false
  await sendSecurityHeaders(http, https)
  await http.register(cookie)
  answerErrors(http, http.log)
  const { publicUrl, trustedProxies } = config
  const socketIo = openSocketIoDoor({ reception, limits, publicUrl, trustedProxies })
  const upgrades = dispatchUpgrades(http.server, socketIo.engine, publicUrl)
  await openWebSocketDoor(http, { reception, limits, trustedProxies, upgrades })
  await routePolling(http, socketIo.engine)
  const addresses = () => serverUrls(config.host, portOf(http) ?? config.port, publicUrl).lan
  await routeApi(http, { store, commits, rooms, limits, guesses, publicUrl, trustedProxies, https, addresses, now })
  await serveWebApp(http, webRoot)
  http.addHook('preClose', async () => socketIo.close())

  return {
    http,
    rooms,
    reception,
    listen: async () => {
      await http.listen({ port: config.port, host: config.host })
      return portOf(http) ?? config.port
    },
    stop: async () => {
      await rooms.close()
      await commits.idle()
      reception.close()
      await until(() => socketIo.engine.clientsCount === 0 && http.websocketServer.clients.size === 0, GOODBYES_WITHIN)
      await http.close()
    },
  }
}

function newHttpServer(config: Config): FastifyInstance {
  const problem = (code: 'request.invalid' | 'route.unknown') => new Problem(code)
  return Fastify({
    logger: config.logLevel === 'silent' ? false : { level: config.logLevel },
    // Paths hold class codes, and who asked for what is nobody's business.
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: true,
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_WITHIN,
    // `__proto__` and `constructor` are plain unknown fields to the schemas, which name them.
    onProtoPoisoning: 'ignore',
    onConstructorPoisoning: 'ignore',
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (_error, _request, reply) => void answer(problem('request.invalid'), reply),
  })
}

async function until(done: () => boolean, atMost: number): Promise<void> {
  const deadline = Date.now() + atMost
  while (!done() && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20))
}

function portOf(http: FastifyInstance): number | null {
  const address = http.server.address()
  return typeof address === 'object' && address !== null ? address.port : null
}
