import type { Rule } from './rule.ts'

/** What a correct TCP may send: every verdict of the judge, every move and every note carries one of these names. */
export const SENDING_RULES = {
  // Any segment
  'segment.addresses': {
    source: '9293 §3.9.1.1',
    sentence: 'A segment leaves from its own socket and goes to the other end of the connection (MUST-45).',
  },
  'segment.flags': {
    source: '9293 §3.10',
    sentence: 'A TCP sends SYN, SYN+ACK, ACK, FIN+ACK, RST or RST+ACK; PSH and URG only ride along.',
  },
  'segment.ack-flag': {
    source: '9293 §3.1',
    sentence: 'Once the connection is open every segment except a reset carries ACK.',
  },
  'segment.ack-noise': {
    source: '9293 §3.1',
    sentence: 'Without the ACK flag the acknowledgment number means nothing and is sent as zero.',
  },
  'segment.mss-with-syn': {
    source: '9293 §3.2',
    sentence: 'The MSS option travels only on a segment with SYN (MUST-65).',
  },
  'segment.mss-announced': {
    source: '9293 §3.7.1',
    sentence: 'A TCP whose receive MSS is not 536 should announce it in its SYN (SHLD-5).',
  },
  'segment.mss-value': {
    source: '9293 §3.7.1',
    sentence: 'The announced MSS is at least 1 and at most the MTU less 40 bytes of headers (MUST-67).',
  },
  'segment.urgent-pointer': {
    source: '9293 §3.8.5',
    sentence: 'URG needs data, and its pointer, at least 1, never moves back (MUST-62).',
  },
  'segment.urgent-avoid': {
    source: '9293 §3.8.5',
    sentence: 'New applications should not use urgent data (SHLD-13).',
  },
  // Opening
  'open.active': {
    source: '9293 §3.10.1',
    sentence: 'connect() sends SYN with the initial sequence number and enters SYN_SENT.',
  },
  'open.active-from-listen': {
    source: '9293 §3.10.1',
    sentence: 'A listening endpoint may turn to an active open; the sockets API has no call for it.',
  },
  'open.announced-iss': {
    source: '9293 §3.4.1',
    sentence: 'The initial sequence number is the one the generator announced; any other is legal, but unusual.',
  },
  'open.syn-with-data': {
    source: '9293 §3.10.1',
    sentence: 'A SYN may carry data; the peer keeps it until the connection is open, or does not acknowledge it.',
  },
  'open.syn-again': {
    source: '9293 §3.8.1',
    sentence: 'A SYN that is sent again repeats its sequence number.',
  },
  'open.synack': {
    source: '9293 §3.10.7.2',
    sentence: 'A SYN is answered by SYN+ACK with the own initial sequence number and ACK = SEG.SEQ+1.',
  },
  'open.synack-simultaneous': {
    source: '9293 §3.5 fig. 7',
    sentence: 'When SYNs cross, SYN+ACK repeats the number that the own SYN already used (RFC 1122 4.2.2.10).',
  },
  'open.handshake-ack': {
    source: '9293 §3.10.7.3',
    sentence: 'The SYN+ACK is acknowledged with SEQ = ISS+1 and ACK = IRS+1; data or FIN may ride along.',
  },
  'open.data-waits': {
    source: '9293 §3.10.2',
    sentence: 'Data written before the connection is open waits until ESTABLISHED.',
  },
  'open.once': {
    source: '9293 §3.10.1',
    sentence: 'A connection that exists is not opened again: no SYN in a synchronized state.',
  },
  // Acknowledgment numbers
  'ack.next-expected': {
    source: '9293 §3.4',
    sentence: 'The acknowledgment number is the next sequence number expected: RCV.NXT.',
  },
  'ack.syn-counts': {
    source: '9293 §3.4',
    sentence: 'SYN takes one sequence number, so it is acknowledged with its number plus one.',
  },
  'ack.fin-counts': {
    source: '9293 §3.4',
    sentence:
      'FIN takes one sequence number, after the last byte of data, and is acknowledged with that number plus one.',
  },
  'ack.cumulative': {
    source: '9293 §3.4',
    sentence: 'An acknowledgment covers everything up to its number, so it stops at the first hole.',
  },
  'ack.never-back': {
    source: '9293 §3.4',
    sentence: 'An acknowledgment number never goes back.',
  },
  'ack.stale': {
    source: '9293 §3.8.6.3',
    sentence: 'Acknowledging less than has arrived is legal for a slow receiver, but pays no debt.',
  },
  'ack.owed': {
    source: '9293 §3.10.7.4',
    sentence: 'What has arrived is acknowledged with SEQ = SND.NXT and ACK = RCV.NXT.',
  },
  'ack.challenge-reply': {
    source: '9293 §3.10.7.4',
    sentence: 'An unacceptable segment is answered by exactly <SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK>.',
  },
  'ack.unnecessary': {
    source: '9293 §3.10.7.4',
    sentence: 'A bare acknowledgment that tells nothing new is legal, but has no reason.',
  },
  'ack.window-edge': {
    source: 'linux',
    sentence: 'When the peer has shrunk its window below SND.NXT, an acknowledgment may use the window edge as SEQ.',
  },
  // The window
  'window.free-buffer': {
    source: '9293 §3.8.6',
    sentence: 'The window announces free room in the receive buffer, 0 to 65535 bytes, and never more than there is.',
  },
  'window.no-shrink': {
    source: '9293 §3.8.6',
    sentence: 'The right edge of the window should not move left (SHLD-14).',
  },
  'window.silly': {
    source: '9293 §3.8.6.2.2',
    sentence: 'The window is opened in steps of an MSS or half the buffer, not byte by byte (MUST-39).',
  },
  'window.update': {
    source: '9293 §3.8.6.2.2',
    sentence: 'When the application has read, an acknowledgment tells the peer the new window.',
  },
  'window.probe': {
    source: '9293 §3.8.6.1',
    sentence: 'A zero window is probed: one new byte, or (Linux) an empty segment with SEQ = SND.UNA-1 (MUST-36).',
  },
  'window.early-probe': {
    source: '9293 §3.8.6.1',
    sentence: 'The first probe of a zero window waits for the persist timer (SHLD-29).',
  },
  // Sequence numbers and data
  'seq.next': {
    source: '9293 §3.4',
    sentence: 'New segments are numbered from SND.NXT: every byte sent moves it by one, nothing is skipped.',
  },
  'seq.syn-counts': {
    source: '9293 §3.4',
    sentence: 'The SYN has used ISS; what follows is numbered from ISS+1.',
  },
  'seq.fin-counts': {
    source: '9293 §3.4',
    sentence: 'The FIN has used a sequence number; what follows is numbered one higher.',
  },
  'seq.ack-counts-nothing': {
    source: '9293 §3.4',
    sentence: 'A segment without data, SYN or FIN uses no sequence number.',
  },
  'data.send': {
    source: '9293 §3.10.2',
    sentence: 'Data starts at SND.NXT and carries ACK = RCV.NXT.',
  },
  'data.mss': {
    source: '9293 §3.7.1',
    sentence: 'No segment carries more data than the peer announced as MSS, 536 when it announced none (MUST-16).',
  },
  'data.window': {
    source: '9293 §3.8.6',
    sentence: 'Data must end at or before SND.UNA+SND.WND: the peer has no room for more.',
  },
  'data.binding': {
    source: '9293 §3.4.3',
    sentence: 'A sequence number is bound to its byte: a retransmission carries the same content.',
  },
  'data.retransmit': {
    source: '9293 §3.8.1',
    sentence: 'Unacknowledged data is sent again with the same numbers when the retransmission timer runs out.',
  },
  'data.early-retransmit': {
    source: '9293 §3.8.1',
    sentence: 'Sending again before the timer has run out is legal, but there is no visible reason.',
  },
  'data.repackage': {
    source: '9293 §3.8.6',
    sentence: 'A retransmission may have other boundaries and take new data along.',
  },
  'data.acked-is-done': {
    source: '9293 §3.8.1',
    sentence: 'What has been acknowledged is never sent again.',
  },
  'data.nagle': {
    source: '9293 §3.7.4',
    sentence: 'A small segment waits while earlier data is unacknowledged, unless Nagle is switched off (SHLD-7).',
  },
  'data.push-last': {
    source: '9293 §3.9.1.2',
    sentence: 'The last segment of what the application wrote carries PSH (MUST-61).',
  },
  'data.push-alone': {
    source: '9293 §3.9.1.2',
    sentence: 'PSH speaks of data; on a segment without data it says nothing.',
  },
  // Closing
  'close.fin': {
    source: '9293 §3.10.4',
    sentence: 'close() sends FIN at SND.NXT, after the last byte written; the last data may ride along.',
  },
  'close.fin-again': {
    source: '9293 §3.10.4',
    sentence: 'A FIN that is not acknowledged is sent again with the same sequence number.',
  },
  'close.fin-beyond-window': {
    source: '9293 §3.9.1.4',
    sentence: 'A FIN one beyond the window is sent by BSD; Linux waits and probes.',
  },
  'close.one-fin': {
    source: '9293 §3.6',
    sentence: 'There is one FIN for each direction, and only after the connection has been opened.',
  },
  'close.nothing-after-fin': {
    source: '9293 §3.6',
    sentence: 'After its FIN an endpoint sends no new data; it still receives and acknowledges.',
  },
  'close.time-wait-holds': {
    source: '9293 §3.6.1',
    sentence: 'The pair of sockets stays in TIME_WAIT for 2 MSL before it opens again (MUST-13).',
  },
  // Resets
  'reset.reply': {
    source: '9293 §3.10.7.1',
    sentence:
      'A stray segment with ACK gets <SEQ=SEG.ACK><RST>, one without gets <SEQ=0><ACK=SEG.SEQ+SEG.LEN><RST,ACK>.',
  },
  'reset.abort': {
    source: '9293 §3.10.5',
    sentence: 'ABORT sends RST with SEQ = SND.NXT; Linux adds ACK = RCV.NXT.',
  },
  'reset.late': {
    source: '9293 §3.10.5',
    sentence: 'ABORT in SYN_SENT, CLOSING, LAST_ACK and TIME_WAIT sends nothing; a reset is legal there, but unusual.',
  },
  'reset.refusal': {
    source: '9293 §3.10.7.1',
    sentence: 'A SYN that was taken, but not answered, may still be refused with <SEQ=0><ACK=IRS+1><RST,ACK>.',
  },
  'reset.with-data': {
    source: '9293 §3.5.3',
    sentence: 'A reset may carry data that explains it (SHLD-2).',
  },
  'reset.never-answers-reset': {
    source: '9293 §3.5.2',
    sentence: 'A reset is never answered.',
  },
  'reset.not-asked': {
    source: '9293 §3.10.5',
    sentence: 'A reset needs a stray segment or an abort; an orderly end is a FIN.',
  },
  // Rare, and calls
  'keepalive.probe': {
    source: '9293 §3.8.4',
    sentence: 'A keep-alive probe uses SEQ = SND.NXT-1; keep-alives are off unless asked for (MUST-25).',
  },
  'call.connect-first': {
    source: '9293 §3.10.1',
    sentence: 'A SYN follows from connect().',
  },
  'call.close-first': {
    source: '9293 §3.10.4',
    sentence: 'A FIN follows from close() or shutdown().',
  },
  'call.write-first': {
    source: '9293 §3.10.2',
    sentence: 'TCP sends only bytes that the application has written.',
  },
} as const satisfies Record<string, Rule>
