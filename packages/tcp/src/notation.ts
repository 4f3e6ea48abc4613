import {
  FLAGS,
  type Flag,
  flagsOf,
  has,
  type RawOption,
  type Segment,
  type SocketAddress,
  sameAddress,
} from './segment.ts'
import { diff, SEQ_SPACE, type Seq, seq } from './seq.ts'

/** Names of sockets, as a lesson or a test calls them. */
export type SocketNames = Readonly<Record<string, SocketAddress>>

const printAddress = ({ ip, port }: SocketAddress): string => (ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`)

const nameOf = (address: SocketAddress, names: SocketNames): string =>
  Object.entries(names).find(([, known]) => sameAddress(known, address))?.[0] ?? printAddress(address)

/** The other end, where the names leave no doubt: there are exactly two of them. */
const partnerOf = (source: SocketAddress, names: SocketNames): SocketAddress | null => {
  const all = Object.values(names)
  if (all.length !== 2) return null
  const others = all.filter((address) => !sameAddress(address, source))
  return others.length === 1 ? (others[0] ?? null) : null
}

const printOption = ({ kind, hex }: RawOption): string => `opt=${kind}:${hex}`

/**
 * One segment as one line: `client > SYN seq=100 win=4096 mss=1024`. With two names the destination goes without saying;
 * otherwise it is written, `10.0.0.1:4000 > 10.0.0.2:80: SYN …`. Numbers are absolute. What is zero and usually absent
 * (ack without ACK, len) is left out; {@link parseSegment} reads every line back into the same segment.
 */
export const printSegment = (segment: Segment, names: SocketNames = {}): string => {
  const { source, destination } = segment
  const partner = partnerOf(source, names)
  const to = partner !== null && sameAddress(partner, destination) ? '' : `${nameOf(destination, names)}: `
  const parts = [`${nameOf(source, names)} > ${to}${segment.flags.length === 0 ? 'none' : segment.flags.join(',')}`]
  parts.push(`seq=${segment.seq}`)
  if (has(segment, 'ACK') || segment.ack !== 0) parts.push(`ack=${segment.ack}`)
  parts.push(`win=${segment.window}`)
  if (segment.length > 0) parts.push(`len=${segment.length}`)
  if (segment.mss !== undefined) parts.push(`mss=${segment.mss}`)
  if (segment.urgent !== undefined) parts.push(`urg=${segment.urgent}`)
  if (segment.options !== undefined)
    parts.push(...(segment.options.length === 0 ? ['opt=none'] : segment.options.map(printOption)))
  if (segment.data !== undefined) parts.push(`data=${JSON.stringify(segment.data)}`)
  return parts.join(' ')
}

/** A line read, or what is wrong with it, in words for the person who wrote it. */
export type ParsedSegment =
  | { readonly ok: true; readonly segment: Segment }
  | { readonly ok: false; readonly error: string }

class Unreadable extends Error {}

const fail = (message: string): never => {
  throw new Unreadable(message)
}

const whole = (text: string, name: string, most: number): number => {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
  return value <= most ? value : fail(`${name} must be a whole number from 0 to ${most}, not "${text}"`)
}

const parseAddress = (text: string, names: SocketNames): SocketAddress => {
  const known = names[text]
  if (known !== undefined && Object.hasOwn(names, text)) return known
  const found = /^(?:\[([^\]]+)\]|([^:\s]+)):(\d+)$/.exec(text)
  const ip = found?.[1] ?? found?.[2]
  if (found === null || ip === undefined)
    return fail(`"${text}" is neither a known socket nor an address like 10.0.0.1:80`)
  return { ip, port: whole(found[3] ?? '', 'the port', 65_535) }
}

const parseFlags = (text: string): Flag[] => {
  if (text === 'none') return []
  const words = text.split(',').map((word) => word.toUpperCase())
  const unknown = words.find((word) => !(FLAGS as readonly string[]).includes(word))
  if (unknown !== undefined) fail(`"${unknown}" is no flag; flags are ${FLAGS.join(', ')}, or none`)
  return flagsOf(...FLAGS.filter((flag) => words.includes(flag)))
}

const parseOption = (text: string): RawOption => {
  const found = /^(\d+):((?:[0-9a-f]{2})*)$/.exec(text)
  if (found === null) return fail(`"opt=${text}" is no option; write opt=kind:hex`)
  return { kind: whole(found[1] ?? '', 'the option kind', 255), hex: found[2] ?? '' }
}

const parseData = (text: string): string => {
  try {
    const data: unknown = JSON.parse(text)
    if (typeof data === 'string' && /^[\0-\xff]*$/.test(data)) return data
  } catch {
    // Told below, in our own words.
  }
  return fail(`data must be a quoted string of bytes, not ${text}`)
}

interface Fields {
  seq?: Seq
  ack?: Seq
  window?: number
  length?: number
  mss?: number
  urgent?: number
  data?: string
  options?: RawOption[]
}

/** Windows may be larger than the field where scaling is in use; nothing has more bytes than the sequence space. */
const MOST_BYTES = SEQ_SPACE - 1

const READERS: Readonly<Record<string, (fields: Fields, text: string) => void>> = {
  seq: (fields, text) => {
    fields.seq = seq(whole(text, 'seq', SEQ_SPACE - 1))
  },
  ack: (fields, text) => {
    fields.ack = seq(whole(text, 'ack', SEQ_SPACE - 1))
  },
  win: (fields, text) => {
    fields.window = whole(text, 'win', MOST_BYTES)
  },
  len: (fields, text) => {
    fields.length = whole(text, 'len', MOST_BYTES)
  },
  mss: (fields, text) => {
    fields.mss = whole(text, 'mss', 65_535)
  },
  urg: (fields, text) => {
    fields.urgent = whole(text, 'urg', 65_535)
  },
  data: (fields, text) => {
    fields.data = parseData(text)
  },
  opt: (fields, text) => {
    const known = fields.options ?? []
    fields.options = text === 'none' ? known : [...known, parseOption(text)]
  },
}

/** `name=value` words, where a value in quotes may hold spaces. */
const FIELD = /\s*([a-z]+)=("(?:[^"\\]|\\.)*"|\S+)/y

const parseFields = (text: string): Fields => {
  const fields: Fields = {}
  FIELD.lastIndex = 0
  while (text.slice(FIELD.lastIndex).trim() !== '') {
    const from = FIELD.lastIndex
    const found = FIELD.exec(text)
    if (found === null) return fail(`"${text.slice(from).trim()}" is not of the form name=value`)
    const [, name = '', value = ''] = found
    const reader = Object.hasOwn(READERS, name) ? READERS[name] : undefined
    if (reader === undefined) return fail(`there is no field "${name}"; fields are ${Object.keys(READERS).join(', ')}`)
    reader(fields, value)
  }
  return fields
}

const LINE = /^\s*(\S+)\s+>\s+(?:(\S+):\s+)?([A-Za-z,]+)((?:\s+.*)?)$/s

const parseLine = (text: string, names: SocketNames): Segment => {
  const found = LINE.exec(text)
  if (found === null) return fail('a segment reads: source > destination: FLAGS seq=… ack=… win=… len=…')
  const [, from = '', to, flags = '', rest = ''] = found
  const source = parseAddress(from, names)
  const destination =
    to === undefined
      ? (partnerOf(source, names) ?? fail('the destination may be left out only between two named sockets'))
      : parseAddress(to, names)
  const {
    seq: number = fail('seq is missing'),
    ack,
    window = fail('win is missing'),
    length,
    ...more
  } = parseFields(rest)
  const bytes = length ?? more.data?.length ?? 0
  if (more.data !== undefined && more.data.length !== bytes)
    fail(`len=${bytes}, but the data has ${more.data.length} bytes`)
  return {
    source,
    destination,
    flags: parseFlags(flags),
    seq: number,
    ack: ack ?? seq(0),
    window,
    length: bytes,
    ...more,
  }
}

/** Reads a line of {@link printSegment}, with the same names; flags may be written in any order and case. */
export const parseSegment = (text: string, names: SocketNames = {}): ParsedSegment => {
  try {
    return { ok: true, segment: parseLine(text, names) }
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, error: error.message }
    throw error
  }
}

/** What relative numbers count from: the sender's ISS and the ISS of the peer. */
export interface RelativeTo {
  readonly seq: Seq
  readonly ack: Seq
}

const ABSOLUTE: RelativeTo = { seq: seq(0), ack: seq(0) }

const above = (n: Seq, base: Seq): number => (base === 0 ? n : diff(n, base) >>> 0)

const TCPDUMP_LETTERS: Readonly<Record<Flag, string>> = { FIN: 'F', SYN: 'S', RST: 'R', PSH: 'P', ACK: '.', URG: 'U' }

/** The segment as tcpdump prints it, `Flags [S.], seq 0, ack 1, win 4096, options [mss 1024], length 0`. */
export const printTcpdump = (segment: Segment, relativeTo: RelativeTo = ABSOLUTE): string => {
  const { flags, length } = segment
  const start = above(segment.seq, relativeTo.seq)
  const parts = [`Flags [${flags.map((flag) => TCPDUMP_LETTERS[flag]).join('') || 'none'}]`]
  const numbered = length > 0 || has(segment, 'SYN') || has(segment, 'FIN') || has(segment, 'RST')
  if (numbered) parts.push(length > 0 ? `seq ${start}:${(start + length) % SEQ_SPACE}` : `seq ${start}`)
  if (has(segment, 'ACK')) parts.push(`ack ${above(segment.ack, relativeTo.ack)}`)
  parts.push(`win ${segment.window}`)
  if (has(segment, 'URG')) parts.push(`urg ${segment.urgent ?? 0}`)
  if (segment.mss !== undefined) parts.push(`options [mss ${segment.mss}]`)
  parts.push(`length ${length}`)
  return parts.join(', ')
}

/** The segment as Wireshark's Info column has it, `[SYN, ACK] Seq=0 Ack=1 Win=4096 Len=0 MSS=1024`. */
export const printWireshark = (segment: Segment, relativeTo: RelativeTo = ABSOLUTE): string => {
  const parts = [`[${segment.flags.join(', ') || '<None>'}]`, `Seq=${above(segment.seq, relativeTo.seq)}`]
  if (has(segment, 'ACK')) parts.push(`Ack=${above(segment.ack, relativeTo.ack)}`)
  parts.push(`Win=${segment.window}`)
  if (has(segment, 'URG')) parts.push(`Urg=${segment.urgent ?? 0}`)
  parts.push(`Len=${segment.length}`)
  if (segment.mss !== undefined) parts.push(`MSS=${segment.mss}`)
  return parts.join(' ')
}
