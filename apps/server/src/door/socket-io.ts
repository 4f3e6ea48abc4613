import { Server as Engine, type Socket as EngineSocket } from 'engine.io'
import { Server, type Socket } from 'socket.io'
import type { Connection } from '../connection/connection.ts'
import type { Frame } from '../connection/frame.ts'
import type { Reception } from '../connection/reception.ts'
import type { Limits } from '../limits/limits.ts'
import { clientAddress } from './client-address.ts'
import { sameOrigin } from './origin.ts'

export const SOCKET_IO_PATH = '/socket.io/'

interface Parts {
  readonly reception: Reception
  readonly limits: Limits
  readonly publicUrl: string | undefined
  readonly trustedProxies: number
}

export interface SocketIoDoor {
  readonly engine: Engine
  /** Cuts whoever is still connected. */
  close(): void
}

/** The door for browsers: Socket.IO, over WebSocket or, where a network blocks that, over long polling. Event name `message`, both ways. */
export function openSocketIoDoor(parts: Parts): SocketIoDoor {
  const { limits } = parts
  const engine = new Engine({
    maxHttpBufferSize: limits.frameBytes,
    pingInterval: limits.pingEvery,
    pingTimeout: limits.silentFor - limits.pingEvery,
    upgradeTimeout: limits.helloWithin,
    perMessageDeflate: false,
    cookie: false,
    // Browsers apply no same-origin rule to WebSocket, so it is applied here, to the handshake of both transports.
    allowRequest: (request, answer) => {
      const allowed = sameOrigin(request.headers, parts.publicUrl)
      answer(allowed ? null : 'foreign origin', allowed)
    },
  })
  const io = new Server({ serveClient: false, connectTimeout: limits.helloWithin })
  io.bind(engine)
  io.on('connection', (socket) => admit(socket, parts))
  return {
    engine,
    close: () => {
      io.disconnectSockets(true)
      engine.close()
    },
  }
}

function admit(socket: Socket, parts: Parts): void {
  const address = clientAddress(socket.request, parts.trustedProxies)
  const listener = parts.reception.welcome(connectionOf(socket, address))
  if (!listener) return
  socket.onAny((event: unknown, value: unknown) => {
    if (event === 'message') listener.heardValue(value)
    else listener.heardNoise('the event name "message"')
  })
  socket.on('disconnect', () => listener.closed())
}

function connectionOf(socket: Socket, address: string): Connection {
  const line = socket.conn as unknown as EngineSocket
  return {
    door: 'socket.io',
    address,
    cookies: socket.handshake.headers.cookie,
    get waiting() {
      return queuedBytes(line)
    },
    // Straight to the engine: the packet was encoded once for everybody, where socket.emit would encode it for each client again.
    send: (frame: Frame) => {
      if (!socket.connected) return
      const { packet, options } = frame.socketIo
      line.write(packet, options)
    },
    close: () => socket.disconnect(true),
    cut: () => line.close(true),
  }
}

/** What the transport has not taken yet. The engine keeps its queue to itself, except for its own adapters. */
function queuedBytes(line: EngineSocket): number {
  const { writeBuffer } = line as unknown as { writeBuffer: readonly { data?: string | Buffer }[] }
  let bytes = 0
  for (const packet of writeBuffer) bytes += packet.data?.length ?? 0
  return bytes
}
