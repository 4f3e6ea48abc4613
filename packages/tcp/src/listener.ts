import { receive } from './receive/receive.ts'
import { Step } from './receive/step.ts'
import type { RuleName } from './rules.ts'
import { has, type Segment } from './segment.ts'
import type { Context, Tcb } from './tcb.ts'
import type { Arrival } from './verdict.ts'

/** Linux cuts every backlog, negative ones too, to net.core.somaxconn. */
const SOMAXCONN = 4096

/**
 * The two queues of a listening socket. The RFC knows no backlog; this is what Linux does. Children are TCBs that
 * live elsewhere and are known here by a key.
 */
export interface Listener {
  readonly backlog: number
  /** What a full queue answers: nothing, or RST (as tcp_abort_on_overflow). */
  readonly overflow: 'drop' | 'reset'
  /** Children in SYN_RCVD, oldest first. */
  readonly synQueue: readonly string[]
  /** Established children that wait for accept(), oldest first. */
  readonly acceptQueue: readonly string[]
}

export type QueueFull = 'syn-queue-full' | 'accept-queue-full'

export interface ListenerArrival {
  /** The listening TCB; it may owe a RST. It never leaves LISTEN. */
  readonly tcb: Tcb
  readonly listener: Listener
  /** A new connection in SYN_RCVD, known to the queues by the key given; null when none was made. */
  readonly child: Arrival | null
  /** What happened: the child's arrival when there is one, else the listening socket's. */
  readonly arrival: Arrival
  readonly dropped: QueueFull | null
}

/** The queues of a new listening socket. `backlog` is the argument of listen(). */
export const openListener = (backlog: number, overflow: Listener['overflow'] = 'drop'): Listener => ({
  backlog: backlog < 0 || backlog > SOMAXCONN ? SOMAXCONN : Math.trunc(backlog),
  overflow,
  synQueue: [],
  acceptQueue: [],
})

/** Both tests are `length > backlog`, so each queue holds backlog+1. */
const isFull = (queue: readonly string[], listener: Listener): boolean => queue.length > listener.backlog

const fullQueue = (listener: Listener): QueueFull | null => {
  if (isFull(listener.synQueue, listener)) return 'syn-queue-full'
  return isFull(listener.acceptQueue, listener) ? 'accept-queue-full' : null
}

/** A SYN that finds a queue full: silence, so that the client tries again, or RST when the listener is set to it. */
const refused = (tcb: Tcb, listener: Listener, segment: Segment, context: Context, full: QueueFull): Arrival => {
  const step = new Step(tcb, segment, context)
  const rule: RuleName = full === 'syn-queue-full' ? 'listen.syn-queue-full' : 'listen.accept-queue-full'
  step.rule(rule)
  if (listener.overflow === 'reset') {
    step.rule('listen.overflow-reset')
    step.oweReset('listen.overflow-reset')
  }
  return step.finish(false)
}

/**
 * A segment that arrives at a listening socket (RFC 9293 §3.10.7.2) and belongs to none of its children. A good SYN
 * makes a child in SYN_RCVD, known from now on as `childKey`; the listener stays in LISTEN.
 */
export const arriveAtListener = (
  listening: Tcb,
  listener: Listener,
  segment: Segment,
  childKey: string,
  context: Context,
): ListenerArrival => {
  const arrival = receive(listening, segment, context)
  if (arrival.tcb.state === 'LISTEN') return { tcb: arrival.tcb, listener, child: null, arrival, dropped: null }
  const dropped = fullQueue(listener)
  if (dropped !== null) {
    const refusal = refused(listening, listener, segment, context, dropped)
    return { tcb: refusal.tcb, listener, child: null, arrival: refusal, dropped }
  }
  const child: Arrival = { ...arrival, tcb: { ...arrival.tcb, owed: arrival.owed } }
  const tcb: Tcb = { ...listening, lastWasRst: has(segment, 'RST') }
  return {
    tcb,
    listener: { ...listener, synQueue: [...listener.synQueue, childKey] },
    child,
    arrival: child,
    dropped: null,
  }
}

/**
 * The final ACK of a child's handshake has arrived. `accepted: false`: the accept queue is full, so the ACK counts as
 * not received: the child must stay the TCB that it was, in SYN_RCVD, and its SYN,ACK will be sent again.
 */
export const childEstablished = (listener: Listener, key: string): { listener: Listener; accepted: boolean } => {
  if (!listener.synQueue.includes(key)) return { listener, accepted: listener.acceptQueue.includes(key) }
  if (isFull(listener.acceptQueue, listener)) return { listener, accepted: false }
  return {
    accepted: true,
    listener: {
      ...listener,
      synQueue: listener.synQueue.filter((other) => other !== key),
      acceptQueue: [...listener.acceptQueue, key],
    },
  }
}

const leavesRequest = (arrival: Arrival): boolean =>
  arrival.transitions.some(({ from, to }) => from === 'SYN_RCVD' && to !== 'LISTEN' && to !== 'CLOSED')

/** A full accept queue ignores the final ACK, or answers it with RST and drops the request when the listener is set to it. */
const overflow = (child: Tcb, listener: Listener, segment: Segment, context: Context): Arrival => {
  const step = new Step(child, segment, context)
  step.rule('listen.accept-queue-full')
  if (listener.overflow === 'reset') {
    step.oweReset('listen.overflow-reset')
    step.listenAgain('queue.overflow')
  }
  return step.finish(false)
}

/**
 * A segment that arrives at a child of the listener, known to its queues by `key`: `receive`, and the queues follow.
 * A request that ends leaves the queue; a child that dies established and unaccepted stays in it, so that accept()
 * still finds it (as Linux does). The classroom calls `childGone` for children it forgets.
 */
export const arriveAtChild = (
  child: Tcb,
  listener: Listener,
  segment: Segment,
  key: string,
  context: Context,
): { arrival: Arrival; listener: Listener; dropped: 'accept-queue-full' | null } => {
  const arrival = receive(child, segment, context)
  if (child.state !== 'SYN_RCVD' || arrival.transitions.length === 0) return { arrival, listener, dropped: null }
  if (!leavesRequest(arrival)) return { arrival, listener: childGone(listener, key), dropped: null }
  const joined = childEstablished(listener, key)
  if (joined.accepted) return { arrival, listener: joined.listener, dropped: null }
  const ignored = overflow(child, listener, segment, context)
  const gone = ignored.transitions.length > 0
  return { arrival: ignored, listener: gone ? childGone(listener, key) : listener, dropped: 'accept-queue-full' }
}

/** The child has been reset or forgotten. A key that is in no queue changes nothing. */
export const childGone = (listener: Listener, key: string): Listener => ({
  ...listener,
  synQueue: listener.synQueue.filter((other) => other !== key),
  acceptQueue: listener.acceptQueue.filter((other) => other !== key),
})

/** accept(): the connection that has waited longest; null when none waits. */
export const accept = (listener: Listener): { listener: Listener; key: string | null } => {
  const [key, ...rest] = listener.acceptQueue
  return key === undefined ? { listener, key: null } : { listener: { ...listener, acceptQueue: rest }, key }
}
