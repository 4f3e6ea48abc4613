import { describe, expect, it } from 'vitest'
import { expire, nextDue, receive, type State, type Tcb } from '../../src/index.ts'
import { at, fromPeer, tcbIn } from '../tcb-builder.ts'

const inFlight = tcbIn('ESTABLISHED', { sent: 10 })

describe('retransmission', () => {
  it('[timer.retransmission] owes the oldest segment and doubles the interval', () => {
    let tcb: Tcb = inFlight
    const dues: (number | null)[] = [nextDue(tcb)]
    for (let i = 0; i < 8; i++) {
      const due = nextDue(tcb) ?? 0
      expect(expire(tcb, at(due - 1)).fired).toEqual([])
      const fired = expire(tcb, at(due))
      expect(fired.fired).toEqual(['retransmit'])
      expect(fired.owed).toEqual([{ kind: 'retransmit', since: due, rule: 'timer.retransmission' }])
      tcb = { ...fired.tcb, owed: [] }
      dues.push(nextDue(tcb))
    }
    const gaps = dues.slice(1).map((due, i) => (due ?? 0) - (dues[i] ?? 0))
    expect(gaps).toEqual([60, 120, 240, 480, 960, 1920, 1920, 1920].map((seconds) => seconds * 1000))
    expect(tcb.timers.retries).toBe(8)
  })

  it('[timer.retransmission] one debt is enough', () => {
    const once = expire(inFlight, at(30_000)).tcb
    expect(expire(once, at(90_000)).tcb.owed).toEqual([
      { kind: 'retransmit', since: 30_000, rule: 'timer.retransmission' },
    ])
  })

  it('[timer.retransmission] of a SYN in SYN_SENT and of a SYN,ACK in SYN_RCVD', () => {
    for (const state of ['SYN_SENT', 'SYN_RCVD'] as const) {
      expect(expire(tcbIn(state), at(30_000)).owed.map((debt) => debt.kind)).toEqual(['retransmit'])
    }
  })

  it('a timer without anything outstanding stops', () => {
    const idle: Tcb = { ...tcbIn('ESTABLISHED'), timers: { ...inFlight.timers, retransmit: 5 } }
    expect(expire(idle, at(5))).toMatchObject({ fired: [], owed: [], tcb: { timers: { retransmit: null } } })
  })
})

describe('persist', () => {
  const shut: Tcb = {
    ...tcbIn('ESTABLISHED'),
    sndWnd: 0,
    app: { ...inFlight.app, unsent: 5 },
    timers: { ...inFlight.timers, retransmit: null, persist: 30_000 },
  }

  it('[timer.persist] owes a probe and doubles the interval', () => {
    const first = expire(shut, at(30_000))
    expect(first).toMatchObject({ fired: ['persist'], owed: [{ kind: 'probe', rule: 'timer.persist' }] })
    expect(nextDue(first.tcb)).toBe(90_000)
    expect(nextDue(expire(first.tcb, at(90_000)).tcb)).toBe(210_000)
  })

  it('[timer.persist] starts when the last ACK closes the window on waiting data', () => {
    const waiting: Tcb = { ...inFlight, app: { ...inFlight.app, unsent: 5 } }
    const { tcb } = receive(waiting, fromPeer('A', { seq: 1, ack: 11, win: 0 }), at(100))
    expect(tcb.timers).toMatchObject({ persist: 30_100, retransmit: null })
  })

  it('[timer.persist] an ACK that leaves the window shut lets it run on', () => {
    const probed = expire(shut, at(30_000)).tcb
    const { tcb } = receive(probed, fromPeer('A', { seq: 1, ack: 1, win: 0 }), at(40_000))
    expect(tcb.timers).toMatchObject({ persist: 90_000, retries: 1 })
  })

  it('[timer.persist] a FIN behind a zero window is probed for too; an open window stops it', () => {
    const fin: Tcb = { ...shut, app: { ...shut.app, unsent: 0, closeRequested: true } }
    expect(expire(fin, at(30_000)).fired).toEqual(['persist'])
    expect(expire({ ...shut, sndWnd: 1 }, at(30_000))).toMatchObject({ fired: [], tcb: { timers: { persist: null } } })
  })
})

describe('the end', () => {
  it('[timewait.over] TIME_WAIT lasts 2 MSL', () => {
    const waiting = tcbIn('TIME_WAIT')
    expect(nextDue(waiting)).toBe(30_000)
    expect(expire(waiting, at(29_999)).tcb).toBe(waiting)
    expect(expire(waiting, at(30_000))).toMatchObject({
      tcb: { state: 'CLOSED' },
      fired: ['time-wait'],
      signal: null,
      transitions: [{ from: 'TIME_WAIT', to: 'CLOSED', rule: 'timewait.over' }],
    })
  })

  it('[finwait2.timeout] an orphaned FIN_WAIT_2 ends', () => {
    const orphan = tcbIn('FIN_WAIT_2')
    const limited: Tcb = { ...orphan, timers: { ...orphan.timers, timeWait: 500 } }
    expect(expire(limited, at(500)).transitions).toEqual([
      { from: 'FIN_WAIT_2', to: 'CLOSED', rule: 'finwait2.timeout' },
    ])
  })

  it.each<State>(['SYN_SENT', 'SYN_RCVD', 'ESTABLISHED', 'FIN_WAIT_1', 'CLOSE_WAIT', 'CLOSING', 'LAST_ACK'])(
    '[timer.user] the user timeout ends %s',
    (state) => {
      const tcb = tcbIn(state, { sent: 3 })
      const limited: Tcb = { ...tcb, timers: { ...tcb.timers, user: 40 } }
      expect(nextDue(limited)).toBe(40)
      expect(expire(limited, at(40))).toMatchObject({
        tcb: { state: 'CLOSED', app: { over: 'ETIMEDOUT' } },
        fired: ['user'],
        signal: 'timed-out',
        transitions: [{ from: state, to: 'CLOSED', rule: 'timer.user' }],
      })
    },
  )

  it('[timer.user] starts anew when something is acknowledged and stops when everything is', () => {
    const patient = at(100, { userTimeout: 1000 })
    const partly = receive(inFlight, fromPeer('A', { seq: 1, ack: 5 }), patient).tcb
    expect(partly.timers.user).toBe(1100)
    expect(receive(partly, fromPeer('A', { seq: 1, ack: 11 }), patient).tcb.timers.user).toBeNull()
  })
})

describe('delayed acknowledgments', () => {
  it('[timer.delayed-ack] becomes urgent when its time is up', () => {
    const late = receive(tcbIn('ESTABLISHED'), fromPeer('PA', { seq: 1, ack: 1, len: 5 }), at(10)).tcb
    expect(nextDue(late)).toBe(20_010)
    expect(expire(late, at(20_009)).tcb).toBe(late)
    const urgent = expire(late, at(20_010))
    expect(urgent).toMatchObject({ fired: [], owed: [] })
    expect(urgent.tcb.owed).toEqual([{ kind: 'ack', reason: 'data', since: 10, due: null, rule: 'timer.delayed-ack' }])
    expect(nextDue(urgent.tcb)).toBeNull()
  })

  it('nothing runs in CLOSED and LISTEN', () => {
    expect(nextDue(tcbIn('CLOSED'))).toBeNull()
    expect(nextDue(tcbIn('LISTEN'))).toBeNull()
  })
})
