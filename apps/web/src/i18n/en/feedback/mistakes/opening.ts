import type { Explained } from '../explained.ts'

/** SYN, SYN,ACK and everything that comes too early. */
export const opening = {
  'syn.carries-ack': {
    short: 'First SYN carries ACK',
    where: 'Look at the flags of your first segment.',
    why: 'ACK means “this has arrived from you”. Nothing has arrived yet, so there is no number to acknowledge. A listening socket answers such a segment with RST.',
    show: 'Flags here: {expected}.',
  },
  'synack.missing-ack': {
    short: 'SYN answered with SYN, without ACK',
    where: 'So close. Look at the flags of your answer.',
    why: 'Their SYN used number {irs}. Your own SYN acknowledges it in the same segment; without ACK it looks as if you were opening a connection too.',
    show: 'SYN,ACK with seq {iss} and ack {rcvNxt}.',
  },
  'synack.missing-syn': {
    short: 'SYN answered with ACK, without SYN',
    where: 'So close. Look at the flags of your answer.',
    why: 'Until your own SYN is acknowledged, the answer to theirs is SYN,ACK. A plain ACK does not tell them your first number.',
    show: 'SYN,ACK with seq {iss} and ack {rcvNxt}.',
  },
  'synack.without-syn': {
    short: 'SYN,ACK before a SYN has come',
    where: 'Look at the ladder: which SYN does this answer?',
    why: 'SYN,ACK answers a SYN. None has arrived at this socket, so there is nothing to acknowledge.',
    show: 'A client opens with SYN alone. A listening socket waits until a SYN arrives.',
  },
  'syn.in-synchronized': {
    short: 'SYN on an open connection',
    where: 'Look at the flags: this connection is already open.',
    why: 'SYN is only for opening. Both sides know each other’s numbers, so another SYN changes nothing: the answer would be a challenge ACK.',
    show: 'Leave SYN out. You are at seq {sndNxt} and ack {rcvNxt}.',
  },
  'timewait.too-early': {
    short: 'SYN while TIME_WAIT still runs',
    where: 'Not yet: the clock of TIME_WAIT is still running.',
    why: 'TIME_WAIT lasts 2 MSL. Until then these two addresses and ports stay taken, so that a repeated FIN can be answered and old segments die out.',
    show: 'Wait until 2 MSL have passed. If their FIN comes again, answer with ACK: seq {sndNxt}, ack {rcvNxt}.',
  },
  'syn.iss-changed': {
    short: 'Repeated SYN with another number',
    where: 'Check the sequence number of the repeated SYN.',
    why: 'Sending again means the same numbers again. Another first number would be another connection.',
    show: 'Sequence number: {expected}, as in your first SYN.',
  },
  'open.not-synchronized': {
    short: 'Sent before the SYN,ACK has come',
    where: 'Not yet: look at what this socket is waiting for.',
    why: 'In SYN_SENT you do not know the other side’s first number. Data, ACK and FIN wait until its SYN has arrived.',
    show: 'Wait for SYN,ACK. Only the SYN itself may be sent again, with the same seq {iss}.',
  },
  'data.before-established': {
    short: 'Data before ESTABLISHED',
    where: 'Not yet: the connection is not open on your side.',
    why: 'Until the handshake is complete, written bytes wait in the send buffer. A SYN or SYN,ACK sent again takes none along.',
    show: 'Send no new data yet. Only your SYN or SYN,ACK may be sent again, as it was: seq {iss}.',
  },
  'open.old-diagram-ack': {
    short: 'Crossing SYNs answered with plain ACK',
    where: 'Look at the flags of your answer.',
    why: 'Two SYNs have crossed. The answer is SYN,ACK with the number your SYN already used. The state diagram of RFC 793 printed ACK here; RFC 1122 corrected it.',
    show: 'SYN,ACK with seq {iss} and ack {rcvNxt}.',
  },
  'call.connect-missing': {
    short: 'SYN without connect()',
    where: 'Look at the calls: what has the program asked for?',
    why: 'TCP does not open a connection on its own: the SYN follows from connect().',
    show: 'Call connect(), then send SYN with seq {iss}.',
  },
} as const satisfies Record<string, Explained>
