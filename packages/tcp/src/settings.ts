import type { Settings } from './tcb.ts'

/**
 * What a classroom starts with. Times are class time in ms and slow on purpose: people play the segments, so a
 * retransmission timeout of one second (RFC 6298 §2) would fire before anybody has read the first SYN.
 */
export const DEFAULT_SETTINGS: Settings = {
  policy: 'linux',
  calls: 'implied',
  msl: 15_000,
  rto: 30_000,
  delayedAck: 20_000,
  userTimeout: null,
  mtu: 1500,
  keepAlive: false,
}
