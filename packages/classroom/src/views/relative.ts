import { add, diff, type Seq, seq } from '@synposium/tcp'
import type { NumberBase } from '../picture.ts'
import type { Socket } from '../state.ts'

/** What this socket's relative numbers count from: its own ISS for seq, its peer's for ack (0 while that is unknown). */
export const numberBase = ({ tcb }: Pick<Socket, 'tcb'>): NumberBase => ({ seq: tcb.iss, ack: tcb.irs ?? seq(0) })

/** A sequence number as the distance from its base, 0 … 2^32-1. */
export const relativeNumber = (absolute: number, base: Seq): number => diff(seq(absolute), base) >>> 0

/** The absolute number at this distance from the base, modulo 2^32. */
export const absoluteNumber = (relative: number, base: Seq): Seq => add(base, relative)
