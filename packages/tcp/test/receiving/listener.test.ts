import { describe, expect, it } from 'vitest'
import {
  accept,
  arriveAtChild,
  arriveAtListener,
  childEstablished,
  childGone,
  type Listener,
  openListener,
  seq,
  type Tcb,
} from '../../src/index.ts'
import { at, fromPeer, PEER, tcbIn } from '../tcb-builder.ts'
import { debt, summary } from './arrivals.ts'

const listening = tcbIn('LISTEN')

/** A SYN from the nth client. */
const syn = (n: number) => ({ ...fromPeer('S', { seq: 0 }), source: { ip: PEER.ip, port: PEER.port + n } })

const request = (listener: Listener, n: number) => arriveAtListener(listening, listener, syn(n), `c${n}`, at())

/** The child after its SYN,ACK has left. */
const answered = (child: Tcb): Tcb => ({
  ...child,
  sndNxt: seq(1),
  owed: [],
  advertised: true,
  rcvAdv: seq(4097),
  lastAckSent: seq(1),
})

const finalAck = (n: number) => ({ ...fromPeer('A', { seq: 1, ack: 1 }), source: { ip: PEER.ip, port: PEER.port + n } })

/** One client after another shakes hands: how many become established, are left in SYN_RCVD, or get no answer. */
const clients = (listener: Listener, count: number, shake = true) => {
  let now = listener
  const ends: string[] = []
  for (let n = 1; n <= count; n++) {
    const arrival = request(now, n)
    now = arrival.listener
    if (arrival.child === null) ends.push(arrival.dropped ?? 'no child')
    else if (!shake) ends.push('SYN_RCVD')
    else {
      const shaken = arriveAtChild(answered(arrival.child.tcb), now, finalAck(n), `c${n}`, at())
      now = shaken.listener
      ends.push(shaken.arrival.tcb.state)
    }
  }
  return { listener: now, ends }
}

describe('the queues, as measured on Linux', () => {
  it.each([
    [0, ['ESTABLISHED', 'accept-queue-full', 'accept-queue-full']],
    [1, ['ESTABLISHED', 'ESTABLISHED', 'accept-queue-full', 'accept-queue-full']],
    [2, ['ESTABLISHED', 'ESTABLISHED', 'ESTABLISHED', 'accept-queue-full']],
  ])(
    '[listen.accept-queue-full] listen(%i): backlog+1 are established, the next SYN gets no answer',
    (backlog, ends) => {
      expect(clients(openListener(backlog), ends.length).ends).toEqual(ends)
    },
  )

  it('[listen.syn-queue-full] listen(1), five SYNs unanswered: SYN,ACK to two, silence to three', () => {
    const { ends, listener } = clients(openListener(1), 5, false)
    expect(ends).toEqual(['SYN_RCVD', 'SYN_RCVD', 'syn-queue-full', 'syn-queue-full', 'syn-queue-full'])
    expect(listener.synQueue).toEqual(['c1', 'c2'])
  })

  it('[listen.accept-queue-full] a final ACK that finds the queue full is ignored; after accept() the next one counts', () => {
    let listener = openListener(0)
    const first = request(listener, 1)
    listener = first.listener
    const children = [answered(first.child?.tcb ?? listening)]
    listener = { ...listener, synQueue: ['c1', 'c2'] }
    const second = answered({ ...(first.child?.tcb ?? listening), remote: { ip: PEER.ip, port: PEER.port + 2 } })
    const one = arriveAtChild(children[0] ?? listening, listener, finalAck(1), 'c1', at())
    const two = arriveAtChild(second, one.listener, finalAck(2), 'c2', at())
    expect(summary(two.arrival)).toBe('SYN_RCVD; dropped')
    expect(two).toMatchObject({ dropped: 'accept-queue-full', arrival: { rules: ['listen.accept-queue-full'] } })
    expect(two.arrival.tcb).toEqual(second)
    const taken = accept(two.listener)
    expect(taken.key).toBe('c1')
    const again = arriveAtChild(second, taken.listener, { ...finalAck(2), length: 3 }, 'c2', at())
    expect(again.arrival).toMatchObject({ tcb: { state: 'ESTABLISHED' }, delivered: 3 })
    expect(again.listener).toMatchObject({ synQueue: [], acceptQueue: ['c2'] })
  })

  it('[listen.overflow-reset] answers with RST where the listener is set to it', () => {
    const full = { ...openListener(0, 'reset'), synQueue: ['c9'], acceptQueue: ['c1'] }
    const refused = arriveAtListener(listening, full, syn(2), 'c2', at())
    expect(refused.tcb.owed.map(debt)).toEqual(['rst,ack ack=1'])
    expect(refused.arrival.rules).toContain('listen.overflow-reset')
    const child = answered({ ...tcbIn('SYN_RCVD') })
    const gone = arriveAtChild(child, full, fromPeer('A', { seq: 1, ack: 1 }), 'c9', at())
    expect(summary(gone.arrival)).toBe('LISTEN; rst seq=1; dropped')
    expect(gone.arrival.transitions).toEqual([{ from: 'SYN_RCVD', to: 'LISTEN', rule: 'listen.overflow-reset' }])
    expect(gone.listener.synQueue).toEqual([])
  })
})

describe('arriveAtListener', () => {
  it('[listen.syn] makes a child and stays in LISTEN', () => {
    const { tcb, child, listener, arrival } = request(openListener(1), 1)
    expect(tcb).toEqual(listening)
    expect(child).toBe(arrival)
    expect(child?.tcb).toMatchObject({ state: 'SYN_RCVD', passive: true, remote: { port: PEER.port + 1 } })
    expect(child?.tcb.owed.map(debt)).toEqual(['synack'])
    expect(listener.synQueue).toEqual(['c1'])
  })

  it('[listen.ack] a stray ACK leaves a RST owed by the listening socket, and the child does not inherit it', () => {
    const stray = arriveAtListener(listening, openListener(1), fromPeer('A', { seq: 5, ack: 9 }), 'c1', at())
    expect(stray).toMatchObject({ child: null, dropped: null, tcb: { state: 'LISTEN' } })
    expect(stray.tcb.owed.map(debt)).toEqual(['rst seq=9'])
    const next = arriveAtListener(stray.tcb, stray.listener, syn(1), 'c1', at())
    expect(next.child?.tcb.owed.map(debt)).toEqual(['synack'])
    expect(next.tcb.owed.map(debt)).toEqual(['rst seq=9'])
  })

  it('[listen.syn-queue-full] is silence: nothing is owed', () => {
    const full = { ...openListener(0), synQueue: ['c9'] }
    const { arrival, tcb } = arriveAtListener(listening, full, syn(1), 'c1', at())
    expect(summary(arrival)).toBe('LISTEN; dropped')
    expect(tcb.owed).toEqual([])
  })
})

describe('the queues by hand', () => {
  it.each([
    [-1, 4096],
    [0, 0],
    [5, 5],
    [100_000, 4096],
  ])('listen(%i) has backlog %i', (asked, backlog) => {
    expect(openListener(asked).backlog).toBe(backlog)
  })

  it('accept() takes the oldest', () => {
    const listener = { ...openListener(5), acceptQueue: ['a', 'b'] }
    expect(accept(listener)).toEqual({ listener: { ...listener, acceptQueue: ['b'] }, key: 'a' })
    expect(accept(openListener(5)).key).toBeNull()
  })

  it('childEstablished moves the key once', () => {
    const listener = { ...openListener(1), synQueue: ['a', 'b'] }
    const moved = childEstablished(listener, 'a')
    expect(moved).toMatchObject({ accepted: true, listener: { synQueue: ['b'], acceptQueue: ['a'] } })
    expect(childEstablished(moved.listener, 'a')).toEqual({ accepted: true, listener: moved.listener })
    expect(childEstablished(listener, 'stranger').accepted).toBe(false)
  })

  it('childGone forgets the key wherever it is', () => {
    const listener = { ...openListener(1), synQueue: ['a'], acceptQueue: ['b'] }
    expect(childGone(childGone(listener, 'a'), 'b')).toEqual(openListener(1))
    expect(childGone(listener, 'stranger')).toEqual(listener)
  })

  it('[rst.to-passive] a RST empties the place in the SYN queue', () => {
    const listener = { ...openListener(1), synQueue: ['a'] }
    const gone = arriveAtChild(tcbIn('SYN_RCVD'), listener, fromPeer('R', { seq: 1 }), 'a', at())
    expect(gone.listener.synQueue).toEqual([])
  })

  it('a RST on an established child leaves it in the accept queue', () => {
    const listener = { ...openListener(1), acceptQueue: ['a'] }
    const dead = arriveAtChild(tcbIn('ESTABLISHED'), listener, fromPeer('R', { seq: 1 }), 'a', at())
    expect(dead.arrival.tcb.state).toBe('CLOSED')
    expect(dead.listener.acceptQueue).toEqual(['a'])
  })
})
