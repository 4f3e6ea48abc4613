import type { Obligation, Tcb } from '../tcb.ts'

type Ack = Extract<Obligation, { kind: 'ack' }>
export type Reset = Extract<Obligation, { kind: 'rst' }>

/** Whether a debt of this kind is owed. */
export const owes = (tcb: Tcb, kind: Obligation['kind']): boolean => tcb.owed.some((debt) => debt.kind === kind)

/** Whether an acknowledgment is owed for this reason. */
export const owesAck = (tcb: Tcb, reason: Ack['reason']): boolean =>
  tcb.owed.some((debt) => debt.kind === 'ack' && debt.reason === reason)

/** The resets that are owed, oldest first. */
export const resetsOwed = (tcb: Tcb): readonly Reset[] => tcb.owed.filter((debt): debt is Reset => debt.kind === 'rst')

/** Whether an acknowledgment is owed that may wait no longer: anything but one of data whose delay still runs. */
export const ackIsDue = (tcb: Tcb, now: number): boolean =>
  tcb.owed.some((debt) => debt.kind === 'ack' && (debt.due === null || debt.due <= now))
