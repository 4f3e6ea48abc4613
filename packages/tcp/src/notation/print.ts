import { has, type RawOption, type Segment, sameAddress } from '../segment.ts'
import { nameOf, partnerOf, type SocketNames } from './names.ts'

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
