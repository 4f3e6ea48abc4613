import { EventEmitter } from 'node:events'
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Server as Engine } from 'engine.io'
import { sameOrigin } from './origin.ts'
import { SOCKET_IO_PATH } from './socket-io.ts'
import { WEB_SOCKET_PATH } from './web-socket.ts'

const pathOf = (url: string | undefined): string => (url ?? '').split('?', 1)[0] ?? ''

/**
 * One server has one `upgrade` event: this decides which door each request is for. Two libraries that listen to it by
 * themselves answer for each other, and Socket.IO falls back to polling without a word.
 */
export function dispatchUpgrades(server: Server, engine: Engine, publicUrl: string | undefined): EventEmitter {
  const webSocket = new EventEmitter()
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    const path = pathOf(request.url)
    if (path === SOCKET_IO_PATH || `${path}/` === SOCKET_IO_PATH) engine.handleUpgrade(request, socket, head)
    else if (path !== WEB_SOCKET_PATH) refuse(socket, '404 Not Found')
    else if (!sameOrigin(request.headers, publicUrl)) refuse(socket, '403 Forbidden')
    else webSocket.emit('upgrade', request, socket, head)
  })
  return webSocket
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
