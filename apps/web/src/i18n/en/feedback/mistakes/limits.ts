import type { Explained } from '../explained.ts'

/** How much may be sent: MSS, windows, buffers, urgent data. */
export const limits = {
  'call.write-missing': {
    short: 'Data that nobody has written',
    where: 'Look at the calls: what has the program written?',
    why: 'TCP sends only what the program has written. Waiting to be sent: {unsent:byte|bytes}.',
    show: 'At most {unsent:byte|bytes}. For more, the program has to call write() first.',
  },
  'data.exceeds-mss': {
    short: 'More data than the MSS',
    where: 'This segment is too big. Look at the data length.',
    why: 'A segment to them carries at most {mss:byte|bytes} of data. Headers do not count.',
    show: 'At most {mss:byte|bytes} here; the rest goes into the next segment.',
  },
  'data.beyond-window': {
    short: 'More data than the window allows',
    where: 'Too many bytes for the other side right now. Look at its window.',
    why: 'Their window is {sndWnd:byte|bytes}. Already on the way: {inFlight}.',
    show: 'At most {usable:byte|bytes} now. Then wait for an ACK.',
  },
  'data.zero-window': {
    short: 'Data into a closed window',
    where: 'Look at the other side’s window: is there any room?',
    why: 'They offer no room: their window is 0. Until it opens, only a probe may ask for it.',
    show: 'Wait for a window update. With nothing on the way you may probe with 1 byte.',
  },
  'mss.without-syn': {
    short: 'MSS option without SYN',
    where: 'Look at the options: when does MSS travel?',
    why: 'MSS travels only with SYN. Each side announces its own once, and it holds for the whole connection.',
    show: 'Leave the MSS option out.',
  },
  'mss.invalid': {
    short: 'MSS value out of range',
    where: 'Check the value of the MSS option.',
    why: 'MSS says how many bytes of data you take in one segment: at least 1, and at most {largestMss}, what the link carries after 40 bytes of headers.',
    show: 'A value from 1 to {largestMss}. This socket announces {ownMss}.',
  },
  'window.too-big': {
    short: 'Window larger than the free buffer',
    where: 'Check the window.',
    why: 'You can offer only free space. Your receive buffer has room for {window:byte|bytes}.',
    show: 'Window: {expected}.',
  },
  'urgent.without-data': {
    short: 'URG without data',
    where: 'Look at the flags: what would be urgent here?',
    why: 'URG points at data in the stream, so a segment with URG carries at least one byte.',
    show: 'Leave URG out, or send the urgent data with it.',
  },
  'urgent.pointer': {
    short: 'Urgent pointer out of place',
    where: 'Check the urgent pointer.',
    why: 'The urgent pointer counts from seq to the byte after the urgent data: at least 1, and never back from where it pointed before.',
    show: 'Urgent pointer: at least {expected}.',
  },
} as const satisfies Record<string, Explained>
