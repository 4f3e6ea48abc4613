/** What one connection may do. All are enforced by the server; they are here so that clients can keep to them. */
export const LIMITS = {
  /** Bytes of one message to the server. */
  messageBytes: 4 * 1024,
  /** Messages at once, and how many more each second. */
  messageBurst: 40,
  messagesPerSecond: 10,
  /** Milliseconds until hello must have been said. */
  helloWithin: 10_000,
  /** The server pings this often, and closes a connection that has not answered for so long; in ms. */
  pingEvery: 5_000,
  silentFor: 12_000,
  /** `composing` is passed on this often, in ms. */
  composingEvery: 1_000,
} as const
