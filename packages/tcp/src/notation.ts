export type { SocketNames } from './notation/names.ts'
export { type ParsedSegment, parseSegment } from './notation/parse.ts'
export { printSegment } from './notation/print.ts'
export { printTcpdump, printWireshark, type RelativeTo } from './notation/views.ts'
