import type { ActName, Arrival, Errno, Expiry, Field, Level, Reaction } from '@synposium/tcp'

/** The four parts of an explanation, in order. */
export const parts = {
  sent: 'What you sent',
  numbers: 'Where you stand',
  rule: 'The rule',
  peer: 'The other side',
} as const

/** The third hint where no segment is right at this moment. */
export const nothing = 'Nothing can be sent here right now. Look at the calls, and at what arrives next.'

/** What a verdict opens with; an explanation follows. */
export const verdict = {
  right: 'That’s it.',
  unusual: 'Allowed, but unusual.',
  poor: 'Allowed, but not good practice.',
  mistake: 'Not yet.',
} as const satisfies Record<Level, string>

export const field = {
  flags: 'Flags',
  seq: 'Sequence number',
  ack: 'Acknowledgment number',
  window: 'Window',
  length: 'Data length',
  data: 'Data',
  options: 'MSS option',
  urgent: 'Urgent pointer',
  checksum: 'Checksum',
  sport: 'Source port',
  dport: 'Destination port',
  segment: 'The whole segment',
} as const satisfies Record<Field, string>

interface Forms {
  /** The segment is on its way or has arrived. */
  readonly did: string
  /** The segment was explained and not sent. */
  readonly would: string
}

/** What the peer does with the segment. */
export const reaction = {
  accepts: {
    did: 'The other side takes it and has nothing to answer.',
    would: 'The other side would have taken it and noticed nothing.',
  },
  acks: {
    did: 'The other side answers with ACK.',
    would: 'The other side would have answered with ACK.',
  },
  synack: {
    did: 'The other side answers with SYN,ACK.',
    would: 'The other side would have answered with SYN,ACK.',
  },
  'challenge-ack': {
    did: 'The other side does not take it. It answers with an ACK that repeats the numbers it expects.',
    would:
      'The other side would not have taken it. It would have answered with an ACK that repeats the numbers it expects.',
  },
  rst: {
    did: 'The other side answers with RST.',
    would: 'The other side would have answered with RST.',
  },
  silence: {
    did: 'The other side drops it and says nothing.',
    would: 'The other side would have dropped it and said nothing.',
  },
  closes: {
    did: 'The connection ends on the other side.',
    would: 'The connection would have ended on the other side.',
  },
} as const satisfies Record<Reaction, Forms>

/**
 * After a segment that was no mistake: names the idea, not the person. Parameters: `seq`, `ack`, `length`, `window` of the
 * segment, and `next`, the number after it.
 */
export const accepted = {
  syn: 'That’s it. SYN uses number {seq}; your first byte will be {next}.',
  'syn-with-data': 'Allowed, and rare: {length:byte|bytes} on the SYN. Data reaches the program after the handshake.',
  'syn-again': 'That’s it. The same SYN again has the same number, {seq}.',
  synack: 'That’s it. One segment for both: your own SYN, and ack {ack} because theirs counts as one.',
  'synack-again': 'That’s it. The same SYN,ACK again has the same number, {seq}.',
  'handshake-ack': 'That’s it. ack {ack} counts their SYN, and the handshake is complete.',
  ack: 'That’s it. ack {ack} = next byte you want.',
  'window-update': 'That’s it. You now have room for {window:byte|bytes}.',
  data: 'That’s it. {length:byte|bytes} from number {seq}; the next byte will be {next}.',
  retransmission: 'That’s it. The same bytes again have the same numbers, from {seq}.',
  repacketised: 'Allowed: bytes sent before and new ones in one segment, each with its own number.',
  fin: 'That’s it. Your direction is closed, and FIN counts as one: next comes {next}.',
  'fin-again': 'That’s it. The same FIN again has the same number.',
  'window-probe': 'That’s it. The probe asks whether the window has opened.',
  'keep-alive': 'Allowed: an ACK one number back asks whether the other side is still there.',
  abort: 'The connection is dropped at once. A RST at exactly {seq} is believed.',
  'reset-reply': 'That’s it. The RST tells them that nothing here fits their segment.',
} as const satisfies Record<ActName, string>

/** What the program behind the socket learns. */
export const signal = {
  connected: 'Connected: both sides know each other’s numbers.',
  refused: 'Connection refused: a RST came back. Nobody listens there.',
  reset: 'Connection reset: the other side sent RST. What was on the way is lost.',
  'end-of-stream': 'End of stream: the other side has sent its FIN. read() returns 0 once everything is read.',
  'timed-out': 'Timed out: the other side has not answered.',
} as const satisfies Record<NonNullable<Arrival['signal'] | Expiry['signal']>, string>

/** What a call that did not go through returned. */
export const errno = {
  EINVAL: 'The call does not fit this socket in this state.',
  EISCONN: 'The socket is connected already.',
  ENOTCONN: 'The socket is not connected.',
  EPIPE: 'This direction is closed: nothing more can be written.',
  EADDRINUSE: 'The address and port are taken.',
  ECONNREFUSED: 'The other side answered the SYN with RST.',
  ECONNRESET: 'The other side reset the connection.',
  EAGAIN: 'Nothing to do yet: the call would wait here.',
  EALREADY: 'connect() is already under way.',
  ETIMEDOUT: 'The other side has not answered in time.',
  EOPNOTSUPP: 'This kind of socket has no such call.',
  EBADF: 'The descriptor is closed.',
} as const satisfies Record<Errno, string>
