import { LIMITS } from '@synposium/protocol'
import type { Rate } from './allowance.ts'

/**
 * Every limit of the server, in one place. Limits per address are wide: a whole school often shares one address, and a class of
 * forty joins within a minute. What narrows them is the limit per connection and per class.
 */
export interface Limits {
  /** Messages of one connection. */
  readonly messages: Rate
  /** Bad and excess messages of one connection, until it is closed. */
  readonly misbehaviour: Rate
  readonly messageBytes: number
  /** Bytes of one frame or polling body; a larger one ends the connection. */
  readonly frameBytes: number
  readonly helloWithin: number
  readonly pingEvery: number
  readonly silentFor: number
  readonly composingEvery: number
  /** Bytes that may wait for one client to take them. */
  readonly sendBuffer: number
  /** Connections that have not said hello. */
  readonly strangers: number
  readonly strangersPerAddress: number
  /** Views of one class by the projector, and by its teacher. */
  readonly viewersPerClass: number
  readonly joinsPerAddress: Rate
  readonly classesPerAddress: Rate
  /** Codes that no class has: per address, and by everybody together. */
  readonly wrongCodesPerAddress: Rate
  readonly wrongCodes: Rate
  readonly requestsPerAddress: Rate
  readonly openClassesPerTeacher: number
}

export const DEFAULT_LIMITS: Limits = {
  messages: { burst: LIMITS.messageBurst, perSecond: LIMITS.messagesPerSecond },
  misbehaviour: { burst: 100, perSecond: 1 },
  messageBytes: LIMITS.messageBytes,
  frameBytes: 64 * 1024,
  helloWithin: LIMITS.helloWithin,
  pingEvery: LIMITS.pingEvery,
  silentFor: LIMITS.silentFor,
  composingEvery: LIMITS.composingEvery,
  sendBuffer: 4 * 1024 * 1024,
  strangers: 2_000,
  strangersPerAddress: 300,
  viewersPerClass: 60,
  joinsPerAddress: { burst: 200, perSecond: 2 },
  classesPerAddress: { burst: 80, perSecond: 0.2 },
  // With 100 open classes of 4 million codes, 2 guesses a second find one in five to six hours.
  wrongCodesPerAddress: { burst: 60, perSecond: 0.2 },
  wrongCodes: { burst: 400, perSecond: 2 },
  requestsPerAddress: { burst: 1_000, perSecond: 50 },
  openClassesPerTeacher: 100,
}
