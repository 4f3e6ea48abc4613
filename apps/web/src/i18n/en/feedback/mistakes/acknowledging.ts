import type { Explained } from '../explained.ts'

/** The acknowledgment number. */
export const acknowledging = {
  'ack.syn-not-counted': {
    short: 'ack does not count the SYN',
    where: 'So close. Check the ack number.',
    why: 'SYN uses one number, as if it were a byte. Their SYN had number {irs}.',
    show: 'ack {expected}: one more than {irs}, because the SYN counts.',
  },
  'ack.fin-not-counted': {
    short: 'ack does not count the FIN',
    where: 'So close. Count the FIN.',
    why: 'FIN uses one number, right after the last byte. {got} is the number of their FIN, and ack names what comes next.',
    show: 'ack {expected}: one more, because the FIN counts.',
  },
  'ack.counts-segment': {
    short: 'ack counts segments, not bytes',
    where: 'Check the ack number: what does it count?',
    why: 'ack counts bytes, not segments. It names the byte after the last one that has arrived.',
    show: 'ack {expected}: the number of their first byte plus the number of bytes.',
  },
  'ack.last-byte': {
    short: 'ack names the last byte, not the next',
    where: 'So close. Check the ack number.',
    why: 'ack names the next byte you want, not the last one you have. {got} is the last one you have.',
    show: 'ack {expected}: the byte after {got}.',
  },
  'ack.above-hole': {
    short: 'ack jumps over a hole',
    where: 'Check the ack number: has everything before it arrived?',
    why: 'ack promises that you hold every byte before it. There is a hole, and ack stays at its first missing byte.',
    show: 'ack {expected}, once more. That tells the other side what is missing.',
  },
  'ack.own-number': {
    short: 'ack taken from its own numbers',
    where: 'Check the ack number: whose bytes does it count?',
    why: 'Each direction has its own numbers: seq counts your bytes, ack counts theirs. {got} belongs to your own direction.',
    show: 'ack {expected}: the next byte you want from them.',
  },
  'ack.not-received': {
    short: 'ack of something that has not arrived',
    where: 'Check the ack number against what has arrived.',
    why: 'You can acknowledge only what has arrived, and {got} is not the number that follows it.',
    show: 'ack {expected}: the next byte you want.',
  },
  'ack.went-back': {
    short: 'ack goes back',
    where: 'Check the ack number against the one you sent before.',
    why: 'You have already acknowledged up to {lastAckSent}. What has arrived stays arrived, so ack never goes back.',
    show: 'ack {expected}: the next byte you want.',
  },
} as const satisfies Record<string, Explained>
