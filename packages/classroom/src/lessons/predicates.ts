import type { State } from '@synposium/tcp'
import type { Predicate } from '../lesson.ts'
import type { Role } from '../names.ts'

/** The peer has acknowledged the FIN of this socket: each of these steps is taken exactly then (RFC 9293 §3.10.7.4, fifth check). */
export const finAcknowledged = (role: Role): Predicate => ({
  kind: 'any',
  of: [
    { kind: 'went', role, from: 'FIN_WAIT_1', to: 'FIN_WAIT_2' },
    { kind: 'went', role, from: 'FIN_WAIT_1', to: 'TIME_WAIT' },
    { kind: 'went', role, from: 'CLOSING', to: 'TIME_WAIT' },
    { kind: 'went', role, from: 'LAST_ACK', to: 'CLOSED', rule: 'close.last-ack' },
  ],
})

export const finSent = (by: Role): Predicate => ({ kind: 'sent', by, all: ['FIN', 'ACK'] })

/** Whichever side closed first has waited twice the maximum segment lifetime (RFC 9293 §3.4.2). */
export const waited2Msl: Predicate = {
  kind: 'any',
  of: [
    { kind: 'went', role: 'client', from: 'TIME_WAIT', to: 'CLOSED', rule: 'timewait.over' },
    { kind: 'went', role: 'accepted', from: 'TIME_WAIT', to: 'CLOSED', rule: 'timewait.over' },
  ],
}

export const dataSent = (by: Role, from?: State): Predicate => ({
  kind: 'sent',
  by,
  all: ['ACK'],
  none: ['SYN'],
  minLength: 1,
  ...(from === undefined ? {} : { from }),
})

export const acknowledged = (role: Role, bytes: number): Predicate => ({ kind: 'acked', role, bytes })
