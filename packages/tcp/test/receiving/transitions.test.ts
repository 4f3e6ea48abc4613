import { describe, expect, it } from 'vitest'
import {
  arrow,
  call,
  expire,
  RULES,
  receive,
  STATES,
  type State,
  type Tcb,
  TRANSITIONS,
  type TransitionRow,
} from '../../src/index.ts'
import { arriveAtChild, openListener } from '../../src/listener.ts'
import { transmit } from '../../src/transmit.ts'
import { at, fromPeer, tcbIn, toPeer } from '../tcb-builder.ts'

interface Steps {
  readonly tcb: Tcb
  readonly transitions: readonly { readonly from: State; readonly to: State; readonly rule: string }[]
}

const rfc = at(0, { policy: 'rfc9293' })
const closed = (tcb: Tcb): Tcb => ({ ...tcb, app: { ...tcb.app, closeRequested: true, fullyClosed: true } })
const due = (tcb: Tcb, timer: 'user' | 'timeWait'): Steps =>
  expire({ ...tcb, timers: { ...tcb.timers, [timer]: 1 } }, at(1))

const sends = (tcb: Tcb, letters: string): Steps => {
  const ack = letters.includes('A') ? { ack: tcb.rcvNxt } : {}
  return transmit(tcb, { ...toPeer(letters), seq: tcb.sndNxt, ...ack }, at())
}
const hears = (tcb: Tcb, letters: string, ack: number, context = at(), len = 0): Steps =>
  receive(tcb, { ...fromPeer(letters, { ack, len }), seq: tcb.rcvNxt }, context)

const SILENT_ABORT: readonly State[] = ['LISTEN', 'SYN_SENT', 'CLOSING', 'LAST_ACK', 'TIME_WAIT']

/** Does, in the state the arrow starts from, what its label says. */
const take = ({ from, on }: TransitionRow): Steps => {
  const tcb = tcbIn(from)
  const unacked = tcb.sndNxt
  switch (on) {
    case 'call.listen':
      return call(tcb, { name: 'listen', backlog: 0 }, at())
    case 'call.connect':
      return sends(tcb, 'S')
    case 'call.close':
      return from === 'LISTEN' || from === 'SYN_SENT' ? call(tcb, { name: 'close' }, at()) : sends(tcb, 'FA')
    case 'call.abort':
      return SILENT_ABORT.includes(from) ? call(tcb, { name: 'abort' }, at()) : sends(tcb, 'R')
    case 'rcv.syn':
      return receive(tcb, fromPeer('S', { seq: from === 'TIME_WAIT' ? 9 : 0 }), at(0, {}, { listening: true }))
    case 'rcv.syn-to-passive':
      return receive(tcb, fromPeer('S', { seq: 9 }), at())
    case 'rcv.synack':
      return receive(tcb, fromPeer('SA', { ack: 1 }), at())
    case 'rcv.synack+rcv.fin':
      return receive(tcb, fromPeer('SFA', { ack: 1 }), rfc)
    case 'rcv.ack':
    case 'rcv.ack-of-fin':
      return hears(tcb, 'A', unacked)
    case 'rcv.ack+rcv.fin':
    case 'rcv.ack-of-fin+rcv.fin':
      return hears(tcb, 'FA', unacked)
    case 'rcv.fin':
      return hears(tcb, 'FA', tcb.sndUna)
    case 'rcv.text-after-close':
      return hears(closed(tcb), 'PA', tcb.sndUna, at(), 1)
    case 'rcv.ack+rcv.text-after-close':
    case 'rcv.ack-of-fin+rcv.text-after-close':
      return hears(closed(tcb), 'PA', unacked, at(), 1)
    case 'rcv.rst':
      return from === 'SYN_SENT'
        ? receive(tcb, fromPeer('RA', { ack: 1 }), at())
        : hears({ ...tcb, passive: false }, 'R', 0)
    case 'rcv.rst-to-passive':
      return hears(tcb, 'R', 0)
    case 'queue.overflow': {
      const full = { ...openListener(0, 'reset'), synQueue: ['b'], acceptQueue: ['a'] }
      return arriveAtChild(tcb, full, fromPeer('A', { seq: 1, ack: 1 }), 'b', at()).arrival
    }
    case 'timeout.2msl':
    case 'timeout.fin-wait-2':
      return due(tcb, 'timeWait')
    case 'timeout.user':
      return due(tcb, 'user')
  }
}

describe('the table of arrows', () => {
  it.each(TRANSITIONS)('$from — $on → $to is taken by playing it', (row) => {
    const { tcb, transitions } = take(row)
    expect(transitions).toEqual([{ from: row.from, to: row.to, rule: row.rule }])
    expect(tcb.state).toBe(row.to)
  })

  it('shows the 17 arrows of the figure at first', () => {
    const drawn = TRANSITIONS.filter((row) => row.drawn).map(({ from, to }) => `${from}→${to}`)
    expect(drawn.toSorted()).toEqual(
      [
        'CLOSED→LISTEN',
        'CLOSED→SYN_SENT',
        'LISTEN→SYN_RCVD',
        'SYN_SENT→SYN_RCVD',
        'SYN_RCVD→ESTABLISHED',
        'SYN_SENT→ESTABLISHED',
        'SYN_RCVD→FIN_WAIT_1',
        'ESTABLISHED→FIN_WAIT_1',
        'ESTABLISHED→CLOSE_WAIT',
        'FIN_WAIT_1→FIN_WAIT_2',
        'FIN_WAIT_1→CLOSING',
        'FIN_WAIT_1→TIME_WAIT',
        'FIN_WAIT_2→TIME_WAIT',
        'CLOSING→TIME_WAIT',
        'CLOSE_WAIT→LAST_ACK',
        'LAST_ACK→CLOSED',
        'TIME_WAIT→CLOSED',
      ].toSorted(),
    )
  })

  it('has one arrow for each state and cause, each with a rule, and reaches every state', () => {
    const keys = TRANSITIONS.map(({ from, on }) => `${from} ${on}`)
    expect(new Set(keys).size).toBe(keys.length)
    for (const { rule } of TRANSITIONS) expect(RULES[rule].sentence).not.toBe('')
    expect(new Set(TRANSITIONS.map(({ to }) => to))).toEqual(new Set(STATES))
  })

  it('an arrow that is not in the table cannot be taken', () => {
    expect(() => arrow('CLOSED', 'rcv.fin')).toThrow('no arrow from CLOSED on rcv.fin')
  })
})

describe('the state follows the segment, not the call', () => {
  const asked = (state: State, name: 'close' | 'shutdown'): Tcb =>
    call(tcbIn(state), name === 'close' ? { name } : { name, how: 'SHUT_WR' }, at()).tcb

  it.each<[string, State, State]>([
    ['[close.in-syn-received] SYN_RCVD', 'SYN_RCVD', 'FIN_WAIT_1'],
    ['[close.active] ESTABLISHED', 'ESTABLISHED', 'FIN_WAIT_1'],
    ['[close.passive] CLOSE_WAIT', 'CLOSE_WAIT', 'LAST_ACK'],
  ])('%s: close() changes nothing, the FIN does', (title, from, to) => {
    for (const name of ['close', 'shutdown'] as const) {
      const waiting = asked(from, name)
      expect(waiting.state).toBe(from)
      const sent = sends(waiting, 'FA')
      expect(sent.tcb).toMatchObject({ state: to, finSeq: waiting.sndNxt })
      expect(title).toContain(`[${sent.transitions[0]?.rule}]`)
    }
  })

  it('[open.listener-connects] a SYN from a listening socket makes it the active end', () => {
    const { tcb, transitions } = sends(tcbIn('LISTEN'), 'S')
    expect(tcb).toMatchObject({ state: 'SYN_SENT', passive: false })
    expect(transitions).toEqual([{ from: 'LISTEN', to: 'SYN_SENT', rule: 'open.listener-connects' }])
  })
})
