import type { Rule } from './rule.ts'

/** What arriving segments, user calls and timers do. In the order in which a connection meets them. */
export const RECEIVING_RULES = {
  // User calls
  'open.passive': { source: '9293 §3.10.1', sentence: 'listen() turns a closed socket into a listening one.' },
  'open.connect-asked': {
    source: '9293 §3.10.1',
    sentence: 'connect() asks for a connection; the state changes when the SYN leaves.',
  },
  'open.listener-connects': {
    source: '9293 §3.10.1',
    sentence: 'An active OPEN on a listening socket sends SYN; the sockets API has no such call.',
  },
  'call.write': { source: '9293 §3.10.2', sentence: 'write() queues bytes; before ESTABLISHED they wait.' },
  'call.write-after-close': {
    source: '9293 §3.10.2',
    sentence: 'After the sending side has been closed, nothing more can be written.',
  },
  'call.read': {
    source: '9293 §3.10.3',
    sentence: 'read() takes bytes out of the receive buffer and so opens the window.',
  },
  'call.end-of-stream': {
    source: '9293 §3.10.3',
    sentence: 'When everything before the FIN of the peer has been read, read() returns 0.',
  },
  'call.would-block': {
    source: '9293 §3.10.3',
    sentence: 'Without anything to read, read() waits (or fails with EAGAIN).',
  },
  'call.no-connection': { source: '9293 §3.10', sentence: 'The call needs a connection, and there is none.' },
  'call.connection-exists': { source: '9293 §3.10.1', sentence: 'A socket that is in use cannot be opened again.' },
  'call.closed-descriptor': { source: '9293 §3.10', sentence: 'After close() the descriptor means nothing any more.' },
  'call.connection-over': { source: '9293 §3.10', sentence: 'How a connection ended is told to the application once.' },
  'call.invalid': { source: '9293 §3.10', sentence: 'A length is a whole number of bytes, zero or more.' },
  'call.shutdown-read': {
    source: 'linux',
    sentence: 'shutdown(SHUT_RD) sends nothing; later data is still acknowledged and readable.',
  },
  'close.asked': {
    source: '9293 §3.10.4',
    sentence: 'close() or shutdown(SHUT_WR) asks for a FIN after the last written byte; the state follows the FIN.',
  },
  'close.deletes-tcb': {
    source: '9293 §3.10.4',
    sentence: 'CLOSE in LISTEN or SYN_SENT deletes the connection and sends nothing.',
  },
  'close.unread-data': {
    source: '9293 §3.6.1 SHLD-3',
    sentence: 'close() with unread data aborts: the peer must learn that its data was lost.',
  },
  'abort.asked': { source: '9293 §3.10.5', sentence: 'ABORT in a connection that the peer knows sends RST.' },
  'abort.silent': {
    source: '9293 §3.10.5',
    sentence: 'ABORT in LISTEN, SYN_SENT, CLOSING, LAST_ACK or TIME_WAIT deletes the connection and sends nothing.',
  },

  // CLOSED and LISTEN
  'closed.rst': {
    source: '9293 §3.10.7.1',
    sentence: 'A RST that fits no connection is dropped: a RST is never answered.',
  },
  'closed.ack': {
    source: '9293 §3.10.7.1',
    sentence: 'A segment with ACK that fits no connection is answered with RST, SEQ=SEG.ACK.',
  },
  'closed.no-ack': {
    source: '9293 §3.10.7.1',
    sentence: 'A segment without ACK that fits no connection is answered with RST,ACK, SEQ=0, ACK=SEG.SEQ+SEG.LEN.',
  },
  'connection.other-peer': {
    source: '9293 §3.3.1',
    sentence: 'A connection is both addresses and both ports: a segment from another peer fits no connection.',
  },
  'listen.rst': {
    source: '9293 §3.10.7.2',
    sentence: 'LISTEN ignores a RST: it has sent nothing that could be reset.',
  },
  'listen.ack': { source: '9293 §3.10.7.2', sentence: 'Any ACK that arrives in LISTEN is bad and answered with RST.' },
  'listen.syn': {
    source: '9293 §3.10.7.2',
    sentence: 'A SYN in LISTEN makes a connection in SYN_RCVD and is answered with SYN,ACK.',
  },
  'listen.syn-fin': {
    source: '9293 §3.10.7.2, linux',
    sentence: 'SYN with FIN in LISTEN: Linux drops it, the RFC keeps the FIN for later.',
  },
  'listen.other': { source: '9293 §3.10.7.2', sentence: 'Anything else in LISTEN is dropped.' },
  'listen.syn-queue-full': {
    source: 'linux',
    sentence: 'backlog+1 half-open connections fit; a further SYN gets no answer.',
  },
  'listen.accept-queue-full': {
    source: 'linux',
    sentence: 'backlog+1 connections may wait for accept(); then SYNs and last ACKs of handshakes are ignored.',
  },
  'listen.overflow-reset': {
    source: 'linux',
    sentence: 'A listener may be told to answer with RST when its queues are full.',
  },

  // SYN_SENT
  'syn-sent.unacceptable-ack': {
    source: '9293 §3.10.7.3',
    sentence: 'In SYN_SENT an ACK outside ISS < SEG.ACK ≤ SND.NXT is answered with RST, SEQ=SEG.ACK.',
  },
  'syn-sent.rst-without-ack': {
    source: '9293 §3.10.7.3',
    sentence: 'In SYN_SENT a RST that does not acknowledge our SYN is dropped.',
  },
  'syn-sent.refused': {
    source: '9293 §3.10.7.3',
    sentence: 'A RST that acknowledges our SYN means: connection refused.',
  },
  'syn-sent.synack': {
    source: '9293 §3.10.7.3',
    sentence: 'SYN,ACK that acknowledges our SYN establishes the connection and is answered with ACK.',
  },
  'syn-sent.simultaneous': {
    source: '9293 §3.10.7.3, fig 7',
    sentence: 'A SYN without ACK in SYN_SENT is a simultaneous open: answer SYN,ACK with the ISS already used.',
  },
  'syn-sent.text': {
    source: '9293 §3.10.7.3, linux',
    sentence: 'Text or FIN that comes with the SYN: Linux ignores it, the RFC processes it.',
  },
  'syn-sent.no-syn': {
    source: '9293 §3.10.7.3',
    sentence: 'In SYN_SENT a segment with neither SYN nor RST is dropped.',
  },

  // §3.10.7.4, before and in the first check
  'open.crossing-synack': {
    source: '9293 §3.5 fig 7, A.2',
    sentence: 'In a simultaneous open the crossing SYN,ACK counts as ACK, although its SYN lies below the window.',
  },
  'timewait.reopen': {
    source: '9293 §3.6.1 MAY-2',
    sentence: 'A SYN above RCV.NXT may open the connection again out of TIME_WAIT when a socket listens.',
  },
  'syn-received.duplicate-syn': {
    source: 'linux',
    sentence: 'The same SYN again in SYN_RCVD: the SYN,ACK is sent again.',
  },
  'seq.old': {
    source: '9293 §3.10.7.4',
    sentence: 'A segment that lies wholly below RCV.NXT is acknowledged again and dropped.',
  },
  'seq.unacceptable': {
    source: '9293 §3.10.7.4',
    sentence: 'A segment outside the receive window is answered with ACK and dropped.',
  },
  'seq.right-edge': {
    source: '9293 §3.10.7.4, linux',
    sentence: 'An empty segment exactly at the right window edge: Linux accepts it, the RFC answers ACK.',
  },
  'seq.fin-at-edge': { source: 'linux', sentence: 'A FIN one past a full window is accepted: it needs no room.' },
  'seq.zero-window': {
    source: '9293 §3.10.7.4 MUST-66',
    sentence: 'With a zero window text is refused with ACK, but its ACK, RST and URG are processed.',
  },

  // RST, SYN
  'rst.outside': { source: '9293 §3.10.7.4', sentence: 'A RST outside the window is dropped.' },
  'rst.exact': {
    source: '5961 §3',
    sentence: 'A RST with SEQ=RCV.NXT resets the connection, whatever it acknowledges.',
  },
  'rst.in-window': {
    source: '5961 §3',
    sentence: 'A RST in the window but not at RCV.NXT is answered with a challenge ACK.',
  },
  'rst.before-fin': {
    source: 'linux',
    sentence: 'After the FIN of the peer a RST at RCV.NXT-1: Linux resets, the RFC ignores it.',
  },
  'rst.to-passive': {
    source: '9293 §3.10.7.4 MUST-11',
    sentence: 'A RST in SYN_RCVD that came from LISTEN goes back to LISTEN; the user is not told.',
  },
  'rst.while-opening': {
    source: '9293 §3.10.7.4',
    sentence: 'A RST in SYN_RCVD that came from SYN_SENT means: connection refused.',
  },
  'rst.while-closing': {
    source: '9293 §3.10.7.4',
    sentence: 'A RST in CLOSING, LAST_ACK or TIME_WAIT ends the connection; the user is not told.',
  },
  'timewait.rst-in-window': { source: 'linux', sentence: 'In TIME_WAIT a RST that is not at RCV.NXT is ignored.' },
  'syn.challenge': { source: '5961 §4', sentence: 'A SYN in a synchronized state is answered with a challenge ACK.' },
  'syn.to-passive': {
    source: '9293 §3.10.7.4, linux',
    sentence: 'Another SYN in the window of SYN_RCVD ends the request; Linux answers RST,ACK.',
  },

  // ACK
  'ack.flag-clear': { source: '9293 §3.10.7.4', sentence: 'After the handshake a segment without ACK is dropped.' },
  'ack.handshake': { source: '9293 §3.10.7.4', sentence: 'An ACK of our SYN in SYN_RCVD establishes the connection.' },
  'ack.handshake-bad': {
    source: '9293 §3.10.7.4',
    sentence: 'In SYN_RCVD an ACK outside SND.UNA < SEG.ACK ≤ SND.NXT is answered with RST, SEQ=SEG.ACK.',
  },
  'ack.unsent-data': {
    source: '9293 §3.10.7.4',
    sentence: 'An ACK of something not yet sent is answered with ACK and the segment is dropped.',
  },
  'ack.too-old': {
    source: '5961 §5',
    sentence: 'An ACK more than the largest window below SND.UNA is answered with ACK and the segment is dropped.',
  },
  'ack.duplicate': {
    source: '9293 §3.10.7.4',
    sentence: 'An ACK at or below SND.UNA acknowledges nothing new; the text still counts.',
  },
  'ack.third-duplicate': {
    source: '5681 §3.2',
    sentence: 'Three duplicate ACKs mean that a segment was lost: send the oldest again at once.',
  },
  'ack.new': {
    source: '9293 §3.10.7.4',
    sentence: 'SND.UNA < SEG.ACK ≤ SND.NXT moves SND.UNA and takes acknowledged bytes off the queue.',
  },
  'ack.window': {
    source: '9293 §3.10.7.4',
    sentence: 'The send window is taken from the newest segment only, told by WL1 and WL2.',
  },
  'timewait.ack-unsent': { source: 'linux', sentence: 'In TIME_WAIT an ACK of something never sent is ignored.' },

  // URG, text, FIN
  'urg.pointer': { source: '9293 §3.10.7.4', sentence: 'RCV.UP moves forward to the urgent pointer and never back.' },
  'text.in-order': {
    source: '9293 §3.10.7.4',
    sentence: 'Text at RCV.NXT goes to the application, moves RCV.NXT and is owed an ACK.',
  },
  'text.every-second': {
    source: '9293 §3.8.6.3 SHLD-19',
    sentence: 'At the latest the second full-sized segment is acknowledged at once.',
  },
  'text.fills-hole': {
    source: '5681 §4.2',
    sentence: 'Text that fills a hole lets the held text follow and is acknowledged at once.',
  },
  'text.out-of-order': {
    source: '9293 §3.10.7.4 SHLD-31',
    sentence: 'Text above a hole is kept, and RCV.NXT is acknowledged again at once.',
  },
  'text.trimmed': {
    source: '9293 §3.10.7.4',
    sentence: 'What lies below RCV.NXT or beyond the window is cut off.',
  },
  'text.after-fin': {
    source: '9293 §3.10.7.4',
    sentence: 'After the FIN of the peer there can be no text; it is ignored.',
  },
  'text.after-close': {
    source: '9293 §3.6.1 SHLD-3',
    sentence: 'Text for an application that has closed is answered with RST: nobody will ever read it.',
  },
  'timewait.text': { source: 'linux', sentence: 'In TIME_WAIT anything with text or FIN is answered with ACK.' },
  'fin.in-order': { source: '9293 §3.10.7.4', sentence: 'A FIN at RCV.NXT takes one number and is owed an ACK.' },
  'fin.held': { source: '9293 §3.10.7.4', sentence: 'A FIN above a hole is kept until the hole is filled.' },

  // The closing arrows
  'close.in-syn-received': { source: '9293 §3.10.4', sentence: 'CLOSE in SYN_RCVD with nothing to send sends FIN.' },
  'close.active': { source: '9293 §3.6', sentence: 'Whoever sends FIN first enters FIN_WAIT_1.' },
  'close.passive': {
    source: '9293 §3.6',
    sentence: 'Whoever has received a FIN and then sends its own enters LAST_ACK.',
  },
  'close.peer-first': { source: '9293 §3.6', sentence: 'The FIN of the peer leads to CLOSE_WAIT; we may still send.' },
  'close.fin-acked': { source: '9293 §3.10.7.4', sentence: 'The ACK of our FIN leads from FIN_WAIT_1 to FIN_WAIT_2.' },
  'close.second-fin': { source: '9293 §3.10.7.4', sentence: 'The FIN of the peer in FIN_WAIT_2 starts TIME_WAIT.' },
  'close.simultaneous': {
    source: '9293 §3.6 fig 13',
    sentence: 'A FIN that does not acknowledge ours has crossed it: CLOSING.',
  },
  'close.fin-with-ack': {
    source: '9293 §3.10.7.4',
    sentence: 'ACK of our FIN and the FIN of the peer in one segment lead straight to TIME_WAIT.',
  },
  'close.crossing-acked': { source: '9293 §3.10.7.4', sentence: 'The ACK of our FIN in CLOSING starts TIME_WAIT.' },
  'close.last-ack': { source: '9293 §3.10.7.4', sentence: 'The ACK of our FIN in LAST_ACK ends the connection.' },
  'open.ack-with-fin': {
    source: '9293 §3.10.7.4',
    sentence: 'One segment may end the handshake and close: SYN_RCVD goes straight to CLOSE_WAIT.',
  },
  'open.synack-with-fin': {
    source: '9293 §3.10.7.3',
    sentence: 'SYN,ACK with FIN leads from SYN_SENT straight to CLOSE_WAIT where text on it is processed.',
  },

  // Time
  'timewait.restart': {
    source: '9293 §3.10.7.4',
    sentence: 'Old segments in TIME_WAIT show that the peer missed our ACK: acknowledge again and wait 2 MSL anew.',
  },
  'timewait.over': {
    source: '9293 §3.10.8',
    sentence: 'After 2 MSL no old segment can be alive and the connection is forgotten.',
  },
  'finwait2.timeout': { source: 'linux', sentence: 'After close() FIN_WAIT_2 does not wait for ever.' },
  'timer.retransmission': {
    source: '9293 §3.10.8',
    sentence: 'When the retransmission timer runs out the oldest segment is sent again and the interval doubles.',
  },
  'timer.persist': {
    source: '9293 §3.8.6.1 MUST-36',
    sentence: 'A zero window is probed from time to time: the segment that opens it may get lost.',
  },
  'timer.user': { source: '9293 §3.10.8', sentence: 'When the user timeout runs out the connection is given up.' },
  'timer.delayed-ack': { source: '9293 §3.8.6.3 MUST-40', sentence: 'A delayed ACK may not be delayed for ever.' },
} as const satisfies Record<string, Rule>
