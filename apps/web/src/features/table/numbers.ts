import { add, diff, seq } from '@synposium/tcp'

/** relative: counted from the initial sequence number of each direction, as Wireshark shows them. absolute: as they travel. */
export type Numbers = 'relative' | 'absolute'

/** The initial sequence numbers that a segment's two numbers are counted from; null: not known. */
export interface Origins {
  readonly seq: number | null
  readonly ack: number | null
}

/** How far behind its origin a number may lie and still read well as a small negative one (a keep-alive, a stray segment). */
const BEHIND = 2 ** 16

/** A sequence number as it is shown. Without an origin, or far from it, it stays absolute. */
export function shownNumber(value: number, origin: number | null, numbers: Numbers): number {
  if (numbers === 'absolute' || origin === null) return value
  const distance = diff(seq(value), seq(origin))
  return distance >= -BEHIND ? distance : value
}

/** The absolute number that a typed one stands for, modulo 2^32. */
export const typedNumber = (typed: number, origin: number | null, numbers: Numbers): number =>
  numbers === 'absolute' || origin === null ? seq(typed) : add(seq(origin), typed)

/** Digits in groups of three, parted by a thin space: 2 846 987 221. */
export const grouped = (n: number): string => String(n).replaceAll(/\B(?=(\d{3})+$)/g, '\u2009')

/** A number as it is written on screen: absolute ones in groups, to be read; relative ones plain. */
export const numberText = (value: number, origin: number | null, numbers: Numbers): string => {
  const shown = shownNumber(value, origin, numbers)
  return shown === value && value > 9_999_999 ? grouped(shown) : String(shown)
}
