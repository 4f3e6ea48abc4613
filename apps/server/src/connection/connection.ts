import type { Frame } from './frame.ts'

/** One open line to a client, whatever carries it. Rights, limits and meaning live behind it, in Session. */
export interface Connection {
  readonly door: 'socket.io' | 'websocket'
  /** The client's IP address. */
  readonly address: string
  /** The Cookie header of the handshake. */
  readonly cookies: string | undefined
  /** Bytes that were sent and that the network has not taken yet. */
  readonly waiting: number
  send(frame: Frame): void
  /** Closes once what was sent is out. */
  close(): void
  /** Closes at once; nothing more is delivered. */
  cut(): void
}

/** What a door tells about its connection. */
export interface Listener {
  /** A message as JSON text. */
  heardText(text: string): void
  /** A message that the carrier has parsed already. */
  heardValue(value: unknown): void
  /** Something that is no message of this protocol at all; `expected` says what would have been. */
  heardNoise(expected: string): void
  closed(): void
}
