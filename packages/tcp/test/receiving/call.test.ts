import { describe, expect, it } from 'vitest'
import { type Call, call, type Errno, RULES, STATES, type State, seq, type Tcb } from '../../src/index.ts'
import { at, PEER, tcbIn } from '../tcb-builder.ts'

const to = PEER
const CALLS = {
  listen: { name: 'listen', backlog: 1 },
  connect: { name: 'connect', to },
  write: { name: 'write', length: 10 },
  read: { name: 'read', length: 10 },
  'shutdown RD': { name: 'shutdown', how: 'SHUT_RD' },
  'shutdown WR': { name: 'shutdown', how: 'SHUT_WR' },
  'shutdown RDWR': { name: 'shutdown', how: 'SHUT_RDWR' },
  close: { name: 'close' },
  abort: { name: 'abort' },
} as const satisfies Record<string, Call>
type CallName = keyof typeof CALLS

/** What the call returns, and the state when it changes at once. */
const outcome = (tcb: Tcb, asked: Call): string => {
  const { tcb: next, result, transitions } = call(tcb, asked, at())
  const value = result.ok ? String(result.value) : result.errno
  return transitions.length === 0 ? value : `${value} ${next.state}`
}

/** One row for each call, one column for each state, in the order of the figure. */
const TABLE: Record<CallName, readonly string[]> = {
  listen: ['0 LISTEN', '0', 'EINVAL', 'EINVAL', 'EINVAL', 'EINVAL', 'EINVAL', 'EINVAL', 'EINVAL', 'EINVAL', 'EINVAL'],
  connect: [
    '0',
    'EISCONN',
    'EALREADY',
    'EALREADY',
    'EISCONN',
    'EISCONN',
    'EISCONN',
    'EISCONN',
    'EISCONN',
    'EISCONN',
    'EISCONN',
  ],
  write: ['ENOTCONN', 'ENOTCONN', '10', '10', '10', 'EPIPE', 'EPIPE', '10', 'EPIPE', 'EPIPE', 'EPIPE'],
  read: ['ENOTCONN', 'ENOTCONN', 'EAGAIN', 'EAGAIN', 'EAGAIN', 'EAGAIN', 'EAGAIN', '0', '0', '0', '0'],
  'shutdown RD': ['ENOTCONN', '0 CLOSED', '0 CLOSED', '0', '0', '0', '0', '0', '0', '0', 'ENOTCONN'],
  'shutdown WR': ['ENOTCONN', '0', '0 CLOSED', '0', '0', '0', '0', '0', '0', '0', 'ENOTCONN'],
  'shutdown RDWR': ['ENOTCONN', '0 CLOSED', '0 CLOSED', '0', '0', '0', '0', '0', '0', '0', 'ENOTCONN'],
  close: ['0', '0 CLOSED', '0 CLOSED', '0', '0', '0', '0', '0', '0', '0', '0'],
  abort: ['0', '0 CLOSED', '0 CLOSED', '0', '0', '0', '0', '0', '0 CLOSED', '0 CLOSED', '0 CLOSED'],
}

describe.each(Object.keys(CALLS) as CallName[])('%s', (name) => {
  it.each(STATES.map((state, i) => [state, TABLE[name][i] ?? ''] as const))('in %s returns %s', (state, expected) => {
    expect(outcome(tcbIn(state), CALLS[name])).toBe(expected)
  })

  it.each(STATES)('in %s sends nothing: it leaves no new debt', (state) => {
    expect(call(tcbIn(state), CALLS[name], at()).tcb.owed).toEqual([])
  })
})

const withApp = (state: State, app: Partial<Tcb['app']>): Tcb => {
  const tcb = tcbIn(state)
  return { ...tcb, app: { ...tcb.app, ...app } }
}

/** `[rule] title`, endpoint, call, result, what the application record says afterwards. */
const CASES: readonly (readonly [string, Tcb, Call, number | Errno, Partial<Tcb['app']>])[] = [
  ['[open.passive] listen()', tcbIn('CLOSED'), CALLS.listen, 0, {}],
  ['[open.connect-asked] connect()', tcbIn('CLOSED'), CALLS.connect, 0, { connect: true }],
  [
    '[call.connection-exists] connect() twice',
    withApp('CLOSED', { connect: true }),
    CALLS.connect,
    'EALREADY',
    { connect: true },
  ],
  [
    '[call.connection-exists] listen() after connect()',
    withApp('CLOSED', { connect: true }),
    CALLS.listen,
    'EINVAL',
    { connect: true },
  ],
  ['[call.write] queues', withApp('SYN_SENT', { unsent: 5 }), CALLS.write, 10, { unsent: 15 }],
  ['[call.write] before the SYN has left', withApp('CLOSED', { connect: true }), CALLS.write, 10, { unsent: 10 }],
  [
    '[call.write-after-close] after shutdown(SHUT_WR)',
    withApp('ESTABLISHED', { closeRequested: true }),
    CALLS.write,
    'EPIPE',
    { unsent: 0 },
  ],
  [
    '[call.write-after-close] after abort',
    withApp('ESTABLISHED', { abortRequested: true }),
    CALLS.write,
    'EPIPE',
    { unsent: 0 },
  ],
  ['[call.invalid] a negative length', tcbIn('ESTABLISHED'), { name: 'write', length: -1 }, 'EINVAL', {}],
  ['[call.invalid] half a byte', tcbIn('ESTABLISHED'), { name: 'read', length: 0.5 }, 'EINVAL', {}],
  ['[call.read] some', withApp('ESTABLISHED', { unread: 25 }), CALLS.read, 10, { unread: 15 }],
  ['[call.read] what is there', withApp('ESTABLISHED', { unread: 5 }), CALLS.read, 5, { unread: 0 }],
  ['[call.read] text before the FIN', withApp('CLOSE_WAIT', { unread: 5 }), CALLS.read, 5, { unread: 0 }],
  [
    '[call.read] after shutdown(SHUT_RD)',
    withApp('ESTABLISHED', { readShutdown: true, unread: 5 }),
    CALLS.read,
    5,
    { unread: 0 },
  ],
  [
    '[call.read] what a reset connection has left',
    withApp('CLOSED', { over: 'ECONNRESET', unread: 5 }),
    CALLS.read,
    5,
    { over: 'ECONNRESET' },
  ],
  ['[call.end-of-stream] after the FIN', tcbIn('CLOSE_WAIT'), CALLS.read, 0, {}],
  ['[call.end-of-stream] after shutdown(SHUT_RD)', withApp('ESTABLISHED', { readShutdown: true }), CALLS.read, 0, {}],
  ['[call.end-of-stream] after the end', withApp('CLOSED', { over: 'ended' }), CALLS.read, 0, { over: 'ended' }],
  ['[call.would-block] nothing there', tcbIn('ESTABLISHED'), CALLS.read, 'EAGAIN', {}],
  ['[call.would-block] before the SYN has left', withApp('CLOSED', { connect: true }), CALLS.read, 'EAGAIN', {}],
  ['[call.no-connection] read()', tcbIn('CLOSED'), CALLS.read, 'ENOTCONN', {}],
  [
    '[call.connection-over] read() after a reset',
    withApp('CLOSED', { over: 'ECONNRESET' }),
    CALLS.read,
    'ECONNRESET',
    { over: 'ended' },
  ],
  [
    '[call.connection-over] write() after a refusal',
    withApp('CLOSED', { over: 'ECONNREFUSED' }),
    CALLS.write,
    'ECONNREFUSED',
    { over: 'ended' },
  ],
  [
    '[call.connection-over] write() after a reset in CLOSE_WAIT',
    withApp('CLOSED', { over: 'EPIPE' }),
    CALLS.write,
    'EPIPE',
    { over: 'ended' },
  ],
  [
    '[call.write-after-close] once the end has been told',
    withApp('CLOSED', { over: 'ended' }),
    CALLS.write,
    'EPIPE',
    { over: 'ended' },
  ],
  [
    '[call.closed-descriptor] write() after close()',
    withApp('ESTABLISHED', { fullyClosed: true }),
    CALLS.write,
    'EBADF',
    {},
  ],
  ['[call.closed-descriptor] close() twice', withApp('FIN_WAIT_1', { fullyClosed: true }), CALLS.close, 'EBADF', {}],
  [
    '[call.shutdown-read] asks for nothing',
    tcbIn('ESTABLISHED'),
    CALLS['shutdown RD'],
    0,
    { readShutdown: true, closeRequested: false },
  ],
  [
    '[close.asked] shutdown(SHUT_WR)',
    tcbIn('ESTABLISHED'),
    CALLS['shutdown WR'],
    0,
    { closeRequested: true, fullyClosed: false, readShutdown: false },
  ],
  [
    '[close.asked] shutdown(SHUT_WR) twice',
    withApp('FIN_WAIT_2', { closeRequested: true }),
    CALLS['shutdown WR'],
    0,
    { closeRequested: true },
  ],
  [
    '[close.asked] shutdown(SHUT_RDWR)',
    tcbIn('ESTABLISHED'),
    CALLS['shutdown RDWR'],
    0,
    { closeRequested: true, readShutdown: true },
  ],
  ['[close.asked] shutdown(SHUT_WR) in SYN_RCVD', tcbIn('SYN_RCVD'), CALLS['shutdown WR'], 0, { closeRequested: true }],
  [
    '[close.asked] close()',
    tcbIn('ESTABLISHED'),
    CALLS.close,
    0,
    { closeRequested: true, fullyClosed: true, abortRequested: false },
  ],
  [
    '[close.asked] close() after shutdown(SHUT_WR)',
    tcbIn('FIN_WAIT_2'),
    CALLS.close,
    0,
    { fullyClosed: true, abortRequested: false },
  ],
  [
    '[close.unread-data] close() with unread data',
    withApp('ESTABLISHED', { unread: 1 }),
    CALLS.close,
    0,
    { fullyClosed: true, abortRequested: true },
  ],
  ['[close.unread-data] in CLOSE_WAIT', withApp('CLOSE_WAIT', { unread: 1 }), CALLS.close, 0, { abortRequested: true }],
  ['[close.deletes-tcb] close() in SYN_SENT', tcbIn('SYN_SENT'), CALLS.close, 0, { connect: false }],
  [
    '[close.deletes-tcb] close() after connect(), before the SYN',
    withApp('CLOSED', { connect: true }),
    CALLS.close,
    0,
    { connect: false },
  ],
  [
    '[close.deletes-tcb] shutdown() after connect(), before the SYN',
    withApp('CLOSED', { connect: true }),
    CALLS['shutdown WR'],
    0,
    { connect: false },
  ],
  ['[abort.asked] abort()', tcbIn('ESTABLISHED'), CALLS.abort, 0, { abortRequested: true }],
  [
    '[abort.asked] SO_LINGER 0 after close()',
    withApp('FIN_WAIT_1', { fullyClosed: true }),
    CALLS.abort,
    0,
    { abortRequested: true },
  ],
  ['[abort.silent] abort() in CLOSING', tcbIn('CLOSING'), CALLS.abort, 0, { closeRequested: false }],
]

it.each(CASES)('%s', (title, tcb, asked, result, app) => {
  const called = call(tcb, asked, at())
  expect(called.result).toEqual(typeof result === 'number' ? { ok: true, value: result } : { ok: false, errno: result })
  expect(called.tcb.app).toMatchObject(app)
  const rule = /^\[([^\]]+)\]/.exec(title)?.[1] ?? ''
  expect(Object.keys(RULES)).toContain(rule)
  expect(called.rules).toContain(rule)
})

describe('the numbers', () => {
  it('[open.connect-asked] announces the ISS and names the peer', () => {
    const { tcb } = call(tcbIn('CLOSED'), CALLS.connect, { ...at(), iss: seq(77) })
    expect(tcb).toMatchObject({ state: 'CLOSED', iss: 77, sndUna: 77, sndNxt: 77, remote: PEER })
  })

  it('connect() again after a failure starts afresh', () => {
    const failed = withApp('CLOSED', { over: 'ECONNREFUSED', unread: 3 })
    expect(call(failed, CALLS.connect, at()).tcb.app).toMatchObject({ connect: true, over: null, unread: 0 })
  })

  it('[close.deletes-tcb] a late SYN,ACK finds no connection', () => {
    const { tcb, transitions } = call(tcbIn('SYN_SENT'), CALLS.close, at())
    expect(tcb).toMatchObject({ state: 'CLOSED', remote: null, sndUna: 0, sndNxt: 0 })
    expect(transitions).toEqual([{ from: 'SYN_SENT', to: 'CLOSED', rule: 'close.deletes-tcb' }])
  })

  it('[timer.persist] writing against a zero window starts the persist timer', () => {
    const shut: Tcb = { ...tcbIn('ESTABLISHED'), sndWnd: 0 }
    expect(call(shut, CALLS.write, at(7)).tcb.timers.persist).toBe(30_007)
    expect(call(shut, CALLS.close, at(7)).tcb.timers.persist).toBe(30_007)
    expect(call(tcbIn('ESTABLISHED'), CALLS.write, at(7)).tcb.timers.persist).toBeNull()
  })

  it('[finwait2.timeout] close() in FIN_WAIT_2 starts the limit where there is one', () => {
    expect(call(tcbIn('FIN_WAIT_2'), CALLS.close, at(7, { finWait2: 100 })).tcb.timers.timeWait).toBe(107)
    expect(call(tcbIn('FIN_WAIT_2'), CALLS.close, at(7)).tcb.timers.timeWait).toBeNull()
  })
})
