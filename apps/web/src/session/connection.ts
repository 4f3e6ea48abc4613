import type { ClientMessage, ServerMessage } from '@synposium/protocol'
import { io, type Socket } from 'socket.io-client'

export interface ConnectionHandlers {
  /** The transport is open: say hello. */
  readonly onOpen: () => void
  readonly onClose: () => void
  readonly onMessage: (message: ServerMessage) => void
}

/** The one transport of the browser: Socket.IO, which falls back to polling where a school network blocks WebSocket. */
export interface Connection {
  send(message: ClientMessage): void
  retryNow(): void
  close(): void
}

export function openConnection(handlers: ConnectionHandlers): Connection {
  const socket: Socket = io({
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelay: 300,
    reconnectionDelayMax: 5000,
    randomizationFactor: 0.8,
  })
  socket.on('connect', handlers.onOpen)
  socket.on('disconnect', handlers.onClose)
  socket.on('message', handlers.onMessage)
  return {
    send: (message) => {
      // Volatile on purpose: nothing is queued for a later connection, a held draft is never sent by itself.
      if (socket.connected) socket.emit('message', message)
    },
    retryNow: () => {
      socket.disconnect().connect()
    },
    close: () => {
      socket.removeAllListeners()
      socket.disconnect()
    },
  }
}
