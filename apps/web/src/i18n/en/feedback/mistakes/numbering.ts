import type { Explained } from '../explained.ts'

/** The sequence number. */
export const numbering = {
  'numbers.swapped': {
    short: 'seq and ack have changed places',
    where: 'Check seq and ack: whose bytes does each of them count?',
    why: 'seq is the number of your own first byte. ack is the next byte you want from the other side. Yours look the other way round.',
    show: 'seq {sndNxt} and ack {rcvNxt}.',
  },
  'seq.syn-not-counted': {
    short: 'seq does not count its SYN',
    where: 'So close. Check the sequence number.',
    why: 'Your SYN used number {iss}, as if it were a byte. What follows has the next number.',
    show: 'seq {expected}: one more than {iss}.',
  },
  'seq.fin-not-counted': {
    short: 'seq does not count its FIN',
    where: 'So close. Check the sequence number: count your FIN.',
    why: 'Your FIN used number {finSeq}. What follows has the next number.',
    show: 'seq {expected}: one more than {finSeq}.',
  },
  'seq.advanced-by-ack': {
    short: 'seq moved on after an empty ACK',
    where: 'Check the sequence number: what has your last ACK used up?',
    why: 'Only bytes, SYN and FIN use numbers. An ACK without data uses none, so the next segment starts at the same number.',
    show: 'seq {expected}, the same as in your ACK.',
  },
  'seq.not-advanced': {
    short: 'seq has not moved after data',
    where: 'Your sequence number has not moved.',
    why: 'seq is the number your next byte gets, also in an ACK without data. {got} lies before it; add what you have sent.',
    show: 'seq {expected}: the first number not used yet.',
  },
  'seq.already-acked': {
    short: 'Sends acknowledged bytes again',
    where: 'Check the sequence number: does the other side still need these bytes?',
    why: 'The other side has acknowledged everything before {sndUna}. Nothing there needs to be sent again.',
    show: 'seq {sndNxt}: the first number not used yet.',
  },
  'seq.gap': {
    short: 'seq leaves a gap',
    where: 'There is a gap before this segment. Check the sequence number.',
    why: 'The numbers before {got} have not all been used. The other side would wait for the missing bytes.',
    show: 'seq {expected}: the first number not used yet.',
  },
  'retransmission.changed': {
    short: 'Sent again with other content',
    where: 'Look at the data: it has been sent before, with these numbers.',
    why: 'A number belongs to its byte for good. Sending again means the same bytes with the same numbers.',
    show: 'Repeat the same bytes, or send new ones from seq {sndNxt}.',
  },
} as const satisfies Record<string, Explained>
