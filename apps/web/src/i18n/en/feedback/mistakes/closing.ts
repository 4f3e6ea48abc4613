import type { Explained } from '../explained.ts'

/** FIN: when it may be sent, where it falls, and what may follow it. */
export const closing = {
  'fin.wrong-state': {
    short: 'FIN in a state that has none to send',
    where: 'Look at the state: is there a direction left for you to close?',
    why: 'Each side sends one FIN, after the connection has been opened. Either yours is not open yet, or your FIN has already been acknowledged.',
    show: 'Leave FIN out and wait: in SYN_SENT for SYN,ACK, in FIN_WAIT_2 for their FIN, in TIME_WAIT for 2 MSL.',
  },
  'data.after-fin': {
    short: 'Data after its own FIN',
    where: 'You have already said FIN. Look at the data length.',
    why: 'Your FIN used number {finSeq} and promised that no byte follows. You may still receive and acknowledge.',
    show: 'No data: ACK with seq {sndNxt} and ack {rcvNxt}.',
  },
  'fin.second': {
    short: 'Second FIN with a new number',
    where: 'Look at the FIN: have you sent one before?',
    why: 'Each side sends one FIN, and yours has been sent. To repeat it means the same number again.',
    show: 'Your FIN has number {finSeq}. What comes after it is ACK with seq {sndNxt}.',
  },
  'call.close-missing': {
    short: 'FIN without close()',
    where: 'Look at the calls: has the program said that it is done?',
    why: 'FIN follows from shutdown(SHUT_WR), or from close() by the last process that holds the socket. TCP does not decide that by itself.',
    show: 'Call close() or shutdown(SHUT_WR) first, then send FIN at seq {sndNxt}.',
  },
  'fin.before-data': {
    short: 'FIN before the last written byte',
    where: 'Look at the send buffer: is it empty?',
    why: 'The program has written {unsent:byte|bytes} more than you have sent, and nothing may follow a FIN.',
    show: 'Send the last {unsent:byte|bytes} first, or put FIN on the segment that carries the last of them.',
  },
  'fin.wrong-seq': {
    short: 'FIN at a number that is not its own',
    where: 'Check where the FIN falls: its sequence number plus the data before it.',
    why: 'A FIN comes right after the last byte. Sent again, it keeps the number it had.',
    show: '{field}: {expected}.',
  },
} as const satisfies Record<string, Explained>
