import type { Explained } from '../explained.ts'

/** Addresses, flag combinations, and segments for which there is no connection. */
export const form = {
  'socket.not-yours': {
    short: 'Sent from somebody else’s socket',
    where: 'Look at the source address: is this your socket?',
    why: 'A socket sends only from its own address and port. Its partner socket, even on the same host, sends for itself.',
    show: 'Choose your own socket and send from there.',
  },
  'address.wrong-source': {
    short: 'Source address is not its own',
    where: 'Check where this segment comes from.',
    why: 'Every segment leaves from its own socket, and its source port says which one. The accepted socket keeps the port of the listening one.',
    show: 'Source: your own address, port {expected}.',
  },
  'address.wrong-destination': {
    short: 'Sent to another address',
    where: 'Check where this segment goes.',
    why: 'A connection is both addresses and both ports together. A segment to another port belongs to another connection, or to none.',
    show: 'Destination: the other end of this connection, port {expected}.',
  },
  'flags.none': {
    short: 'Neither SYN, ACK nor RST',
    where: 'Look at the flags.',
    why: 'Every segment says what it is with SYN, ACK or RST. PSH and URG only speak about its data.',
    show: 'Flags here: {expected}.',
  },
  'flags.syn-with-fin': {
    short: 'SYN and FIN together',
    where: 'Look at the flags: two of them do not go together.',
    why: 'SYN opens a connection, FIN closes one direction of it. No TCP does both in one segment.',
    show: 'Flags here: {expected}.',
  },
  'flags.rst-with-syn-or-fin': {
    short: 'RST together with SYN or FIN',
    where: 'Look at the flags: RST does not go with the others.',
    why: 'RST drops the connection at once. It cannot open one (SYN) or close it in order (FIN) in the same segment.',
    show: 'Flags here: {expected}.',
  },
  'flags.impossible': {
    short: 'Flags that TCP never combines',
    where: 'Look at the flags.',
    why: 'TCP sends SYN, SYN+ACK, ACK, FIN+ACK, RST or RST+ACK. PSH and URG only ride along with data.',
    show: 'Flags here: {expected}.',
  },
  'connection.none': {
    short: 'Sent without a connection',
    where: 'Look at the state: is there a connection yet?',
    why: 'In CLOSED there is no connection, and a socket in LISTEN only waits for SYN. Without a SYN nobody knows what your numbers mean.',
    show: 'To open, a client sends SYN. A listening socket waits for one and answers it with SYN,ACK.',
  },
  'ack.flag-missing': {
    short: 'ACK flag left out',
    where: 'Look at the flags.',
    why: 'Once the other side’s SYN has arrived, every segment except RST carries ACK. Without it the other side drops the segment, data and FIN included.',
    show: 'Flags: {expected}, with ack {rcvNxt}.',
  },
} as const satisfies Record<string, Explained>
