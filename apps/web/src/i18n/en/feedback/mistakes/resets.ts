import type { Explained } from '../explained.ts'

/** RST, and the two answers that may not be left out or replaced. */
export const resets = {
  'rst.to-rst': {
    short: 'RST answered with RST',
    where: 'Look at the segment that arrived last.',
    why: 'A RST is never answered. Otherwise two hosts could send each other RSTs for ever.',
    show: 'Send nothing.',
  },
  'reply.rst-expected': {
    short: 'RST owed, something else sent',
    where: 'Look at the segment that arrived: does it fit a connection here?',
    why: 'What arrived fits no connection here, or acknowledges something never sent. RST tells the other side so.',
    show: 'Here: {reset}.',
  },
  'reply.challenge-expected': {
    short: 'RST where a challenge ACK is owed',
    where: 'Look at the segment that arrived: were its numbers the ones you waited for?',
    why: 'What arrived was not acceptable, but that does not end the connection. Repeat where you stand: an ACK with your next number and the next byte you want, without data.',
    show: 'ACK with seq {sndNxt}, ack {rcvNxt}, no data.',
  },
  'rst.wrong-numbers': {
    short: 'RST reply with other numbers',
    where: 'Check the numbers of your RST.',
    why: 'A RST in answer to a segment with ACK takes that ack as its seq, and has no ACK flag. In answer to a segment without ACK it has seq 0, and acknowledges all of that segment; SYN and FIN count one each.',
    show: 'Here: {reset}.',
  },
  'rst.seq-not-next': {
    short: 'RST not at the next number',
    where: 'Check the sequence number of your RST.',
    why: 'A RST is believed only at exactly the next number the other side expects. Next to it, it earns a challenge ACK or nothing.',
    show: 'Sequence number: {expected}.',
  },
  'rst.not-asked': {
    short: 'RST that nothing asked for',
    where: 'Look at the flags: RST throws the connection away.',
    why: 'RST answers a segment that fits no connection, or follows an abort by the program. Neither has happened here. To finish in order there is FIN.',
    show: 'Leave RST out. An orderly end is close(), and then FIN.',
  },
} as const satisfies Record<string, Explained>
