import { FLAGS, type Flag, flagsOf, type RawOption, type Segment, type SocketAddress } from '../segment.ts'
import { SEQ_SPACE, type Seq, seq } from '../seq.ts'
import { partnerOf, type SocketNames } from './names.ts'

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
