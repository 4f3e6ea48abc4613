import type { Field } from '@synposium/tcp'

/** What on the screen explains a field: one of the buffers, the state diagram, or nothing but the sentence. */
export type Place = 'receive' | 'send' | 'diagram'

/**
 * Where the third hint points. What is acknowledged and offered follows from the receive buffer, what is numbered and sent
 * from the send buffer; which flags may be sent follows from the state.
 */
const PLACES: Readonly<Record<Field, Place | null>> = {
  flags: 'diagram',
  segment: 'diagram',
  ack: 'receive',
  window: 'receive',
  seq: 'send',
  length: 'send',
  data: 'send',
  options: null,
  urgent: null,
  checksum: null,
  sport: null,
  dport: null,
}

export const placeOf = (field: Field): Place | null => PLACES[field]
