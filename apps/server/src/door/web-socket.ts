import type { EventEmitter } from 'node:events'
import websocket from '@fastify/websocket'
import type { FastifyInstance } from 'fastify'
import type { WebSocket } from 'ws'
import type { Connection, Listener } from '../connection/connection.ts'
import type { Frame } from '../connection/frame.ts'
import type { Reception } from '../connection/reception.ts'
import { Problem } from '../http/problem.ts'
import type { Limits } from '../limits/limits.ts'
import { clientAddress } from './client-address.ts'

export const WEB_SOCKET_PATH = '/api/v1/socket'

/** A peer that does not answer our close is gone after this long, in ms. */
const CLOSE_WITHIN = 2_000

interface Parts {
  readonly reception: Reception
  readonly limits: Limits
  readonly trustedProxies: number
  /** Emits `upgrade` for the requests that are for this door. */
  readonly upgrades: EventEmitter
}

/** The door for programs: plain WebSocket, one JSON object per text frame. */
export async function openWebSocketDoor(app: FastifyInstance, parts: Parts): Promise<void> {
  const { limits } = parts
  await app.register(websocket, {
    // The dispatcher hands over upgrades as if it were an HTTP server; nothing else of a server is used.
    options: { server: parts.upgrades as never, maxPayload: limits.frameBytes, perMessageDeflate: false },
  })
  app.route({
    method: 'GET',
    url: WEB_SOCKET_PATH,
    handler: () => {
      throw new Problem('request.invalid', { issues: [{ path: 'upgrade', expected: 'websocket' }] })
    },
    wsHandler: (socket, request) => {
      const connection = connectionOf(socket, clientAddress(request.raw, parts.trustedProxies), request.headers.cookie)
      const listener = parts.reception.welcome(connection)
      if (listener) listen(socket, listener, limits)
    },
  })
}

function connectionOf(socket: WebSocket, address: string, cookies: string | undefined): Connection {
  return {
    door: 'websocket',
    address,
    cookies,
    get waiting() {
      return socket.bufferedAmount
    },
    send: (frame: Frame) => {
      if (socket.readyState === socket.OPEN) socket.send(frame.bytes, SEND_AS_TEXT)
    },
    close: () => {
      socket.close(1000)
      setTimeout(() => socket.terminate(), CLOSE_WITHIN).unref()
    },
    cut: () => socket.terminate(),
  }
}

const SEND_AS_TEXT = { binary: false, compress: false, fin: true } as const

function listen(socket: WebSocket, listener: Listener, limits: Limits): void {
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    if (isBinary) listener.heardNoise('a text frame with one JSON object')
    else listener.heardText(data.toString())
  })
  const stopWatching = watchPulse(socket, limits)
  socket.on('close', () => {
    stopWatching()
    listener.closed()
  })
}

/** Pings the peer; one that has been silent for too long has its lid closed or its network gone, and is cut off. */
function watchPulse(socket: WebSocket, limits: Limits): () => void {
  let heardAt = performance.now()
  const heard = () => {
    heardAt = performance.now()
  }
  socket.on('pong', heard).on('ping', heard).on('message', heard)
  const timer = setInterval(() => {
    if (performance.now() - heardAt > limits.silentFor) socket.terminate()
    else socket.ping()
  }, limits.pingEvery)
  return () => clearInterval(timer)
}
