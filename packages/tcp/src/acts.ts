/** The catalogue of legal acts: what a segment can be, seen from its sender. */
export const ACTS = [
  'syn',
  'syn-with-data',
  'syn-again',
  'synack',
  'synack-again',
  'handshake-ack',
  'ack',
  'window-update',
  'data',
  'retransmission',
  'repacketised',
  'fin',
  'fin-again',
  'window-probe',
  'keep-alive',
  'abort',
  'reset-reply',
] as const
export type ActName = (typeof ACTS)[number]
