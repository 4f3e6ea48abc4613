/**
 * Sequence numbers: 32 bits, compared only modulo 2^32 (RFC 9293 §3.4).
 * The brand keeps a plain number from being compared with `<` by accident of type.
 */
declare const brand: unique symbol
export type Seq = number & { readonly [brand]: 'Seq' }

export const SEQ_SPACE = 2 ** 32

/** The number `n` taken modulo 2^32; any safe integer, negative ones included. */
export const seq = (n: number): Seq => (n >>> 0) as Seq

/** `a + bytes` modulo 2^32. */
export const add = (a: Seq, bytes: number): Seq => ((a + bytes) >>> 0) as Seq

/** The signed distance from `b` to `a`, in -2^31 … 2^31-1: positive when `a` is later. */
export const diff = (a: Seq, b: Seq): number => (a - b) | 0

export const lt = (a: Seq, b: Seq): boolean => diff(a, b) < 0
export const leq = (a: Seq, b: Seq): boolean => diff(a, b) <= 0
export const max = (a: Seq, b: Seq): Seq => (lt(a, b) ? b : a)
export const min = (a: Seq, b: Seq): Seq => (lt(a, b) ? a : b)

/** Whether `n` lies in [from, from + size). */
export const within = (n: Seq, from: Seq, size: number): boolean => {
  const d = (n - from) >>> 0
  return d < size
}
