interface Owed {
  /** For a list or a chip. */
  readonly short: string
  /** For the player who owes it. */
  readonly sentence: string
}

/** What a player owes; the keys are made by `owedKey`. */
export const obligation = {
  synack: { short: 'SYN,ACK', sentence: 'A SYN has arrived. Answer it with SYN,ACK.' },
  'ack-syn': { short: 'ACK of the SYN,ACK', sentence: 'SYN,ACK has arrived. Complete the handshake with ACK.' },
  'ack-data': {
    short: 'ACK of data',
    sentence: 'Data has arrived. Acknowledge it; the ACK may ride on data of your own.',
  },
  'ack-dup': {
    short: 'ACK again',
    sentence: 'What arrived is old, or lies above a hole. Repeat which byte you want next.',
  },
  'ack-fin': { short: 'ACK of the FIN', sentence: 'FIN has arrived: no more data will come. Acknowledge it.' },
  'ack-challenge': {
    short: 'Challenge ACK',
    sentence: 'What arrived cannot be accepted. Answer with an ACK that says where you stand.',
  },
  'rst-1': {
    short: 'RST',
    sentence: 'What arrived fits no connection here and carries ACK. Answer with RST at the number it acknowledges.',
  },
  'rst-2': {
    short: 'RST,ACK',
    sentence:
      'What arrived fits no connection here and has no ACK. Answer with RST,ACK: seq 0, and acknowledge all of it.',
  },
  retransmit: {
    short: 'Send again',
    sentence: 'No ACK has come in time. Send the oldest unacknowledged segment again.',
  },
  probe: {
    short: 'Window probe',
    sentence: 'Their window is still 0. Probe whether it has opened.',
  },
} as const satisfies Record<string, Owed>
