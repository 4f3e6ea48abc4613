import type { ServerMessage } from '@synposium/protocol'
import * as ws from 'ws'

/** A class that `ws` exports and keeps out of its types. Its static method makes the bytes of a frame: header, and payload. */
interface FrameMaker {
  frame(data: Buffer, options: { fin: true; rsv1: false; opcode: 1; mask: false; readOnly: false }): readonly Buffer[]
}
const { Sender: maker } = ws as unknown as { Sender: FrameMaker }

/** One message to clients, encoded at most once for each way of carrying it, however many receive it. */
export class Frame {
  readonly text: string
  #bytes: Buffer | null = null
  #socketIo: SocketIoFrame | null = null

  /** `text`: one JSON object. */
  constructor(text: string) {
    this.text = text
  }

  static of(message: ServerMessage): Frame {
    return new Frame(JSON.stringify(message))
  }

  /** For plain WebSocket: the text in UTF-8. */
  get bytes(): Buffer {
    this.#bytes ??= Buffer.from(this.text)
    return this.#bytes
  }

  /** For Socket.IO: an EVENT packet of the main namespace (`2[…]`), and the same as a finished WebSocket frame of engine.io (`4`: message). */
  get socketIo(): SocketIoFrame {
    this.#socketIo ??= socketIoFrame(this.text)
    return this.#socketIo
  }
}

export interface SocketIoFrame {
  readonly packet: string
  readonly options: { readonly compress: false; readonly wsPreEncodedFrame: readonly Buffer[] }
}

function socketIoFrame(text: string): SocketIoFrame {
  const packet = `2["message",${text}]`
  const frame = maker.frame(Buffer.from(`4${packet}`), {
    fin: true,
    rsv1: false,
    opcode: 1,
    mask: false,
    readOnly: false,
  })
  return { packet, options: { compress: false, wsPreEncodedFrame: frame } }
}
