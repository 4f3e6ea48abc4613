import type { ServerMessage } from '@synposium/protocol'
import { io } from 'socket.io-client'
import { WebSocket } from 'ws'

export const DOORS = ['websocket', 'socket.io websocket', 'socket.io polling'] as const
export type DoorName = (typeof DOORS)[number]

type Of<Type extends ServerMessage['type']> = Extract<ServerMessage, { type: Type }>

/** What a line to the server does, whatever door it goes through. */
interface Line {
  send(message: unknown): void
  close(): void
}

/** Long enough for a busy machine; a test that waits so long has failed. */
const PATIENCE = 10_000

/** A client that remembers what it heard, and waits for what it has not heard yet. */
export class Client {
  readonly heard: ServerMessage[] = []
  readonly #line: Line
  #next = 0
  #waiting: (() => void)[] = []
  #isClosed = false

  constructor(open: (hear: (message: ServerMessage) => void, closed: () => void) => Line) {
    this.#line = open(
      (message) => {
        this.heard.push(message)
        this.#wake()
      },
      () => {
        this.#isClosed = true
        this.#wake()
      },
    )
  }

  get isClosed(): boolean {
    return this.#isClosed
  }

  send(message: unknown): void {
    this.#line.send(message)
  }

  close(): void {
    this.#line.close()
  }

  /** The next message of this type (for which `where` holds), skipping others. Each message is found once. */
  async next<Type extends ServerMessage['type']>(
    type: Type,
    where: (message: Of<Type>) => boolean = () => true,
  ): Promise<Of<Type>> {
    const deadline = Date.now() + PATIENCE
    for (;;) {
      while (this.#next < this.heard.length) {
        const message = this.heard[this.#next++]
        if (message?.type === type && where(message as Of<Type>)) return message as Of<Type>
      }
      if (this.#isClosed) throw new Error(`closed while waiting for ${type}; heard ${this.#summary()}`)
      if (Date.now() > deadline) throw new Error(`no ${type} within ${PATIENCE} ms; heard ${this.#summary()}`)
      await this.#news(deadline)
    }
  }

  /** Sends a command and waits for its answer. */
  async command(command: unknown, id: string = commandId()): Promise<Of<'ack'>> {
    this.send({ type: 'command', id, command })
    return this.next('ack', (ack) => ack.id === id)
  }

  async closed(): Promise<void> {
    const deadline = Date.now() + PATIENCE
    while (!this.#isClosed) {
      if (Date.now() > deadline) throw new Error('the connection was not closed')
      await this.#news(deadline)
    }
  }

  #summary(): string {
    return this.heard.map((message) => (message.type === 'error' ? `error ${message.code}` : message.type)).join(', ')
  }

  #wake(): void {
    for (const wake of this.#waiting.splice(0)) wake()
  }

  #news(deadline: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.max(1, deadline - Date.now()))
      this.#waiting.push(() => {
        clearTimeout(timer)
        resolve()
      })
    })
  }
}

let commands = 0
export const commandId = (): string => `test-${process.pid}-${++commands}`

interface Handshake {
  readonly cookie?: string
  readonly origin?: string
}

const headersOf = ({ cookie, origin }: Handshake): Record<string, string> => ({
  ...(cookie === undefined ? {} : { cookie }),
  ...(origin === undefined ? {} : { origin }),
})

/** Opens a connection through one of the doors; rejects when the server does not let it in. */
export function knock(door: DoorName, url: string, handshake: Handshake = {}): Promise<Client> {
  return door === 'websocket' ? knockPlain(url, handshake) : knockSocketIo(door, url, handshake)
}

function knockPlain(url: string, handshake: Handshake): Promise<Client> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/v1/socket`, { headers: headersOf(handshake) })
  return new Promise((resolve, reject) => {
    const client = new Client((hear, closed) => {
      socket.on('message', (data) => hear(JSON.parse(String(data)) as ServerMessage)).on('close', closed)
      return {
        send: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
        close: () => socket.terminate(),
      }
    })
    socket.once('open', () => resolve(client)).once('error', reject)
  })
}

function knockSocketIo(door: DoorName, url: string, handshake: Handshake): Promise<Client> {
  const transports = door === 'socket.io polling' ? ['polling'] : ['websocket']
  const socket = io(url, {
    transports,
    upgrade: false,
    reconnection: false,
    forceNew: true,
    extraHeaders: headersOf(handshake),
  })
  return new Promise((resolve, reject) => {
    const client = new Client((hear, closed) => {
      socket.on('message', hear).on('disconnect', closed)
      return { send: (message) => void socket.emit('message', message), close: () => void socket.disconnect() }
    })
    socket.once('connect', () => resolve(client)).once('connect_error', reject)
  })
}
