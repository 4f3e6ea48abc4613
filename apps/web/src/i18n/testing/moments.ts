import {
  type Call,
  type Context,
  call,
  closedTcb,
  DEFAULT_SETTINGS,
  type Flag,
  flagsOf,
  has,
  receive,
  receiveWindow,
  type Segment,
  type SocketAddress,
  type State,
  seq,
  type Tcb,
  transmit,
} from '@synposium/tcp'

export const CLIENT: SocketAddress = { ip: '10.0.1.2', port: 49_152 }
export const SERVER: SocketAddress = { ip: '10.0.1.1', port: 80 }

/** Two endpoints played by hand: each step is a segment of one side that the other one may receive. */
export class Pair {
  a: Tcb = closedTcb({ local: CLIENT, remote: SERVER, iss: seq(1000) })
  b: Tcb = closedTcb({ local: SERVER, iss: seq(9000) })

  constructor(readonly context: Context) {}

  call(side: 'a' | 'b', what: Call): this {
    this[side] = call(this[side], what, this.context).tcb
    return this
  }

  /** Sends what these flags mean now: the next numbers, the free window, `length` bytes of data. */
  send(side: 'a' | 'b', flags: readonly Flag[], length = 0, change: Partial<Segment> = {}): Segment {
    const tcb = this[side]
    const segment: Segment = {
      source: tcb.local,
      destination: tcb.remote ?? (side === 'a' ? SERVER : CLIENT),
      flags: flagsOf(...flags),
      seq: flags.includes('SYN') ? tcb.iss : tcb.sndNxt,
      ack: flags.includes('ACK') ? tcb.rcvNxt : seq(0),
      window: receiveWindow(tcb),
      length,
      ...(flags.includes('SYN') ? { mss: 1024 } : {}),
      ...(length > 0 ? { data: 'x'.repeat(length) } : {}),
      ...change,
    }
    this[side] = transmit(tcb, segment, this.context).tcb
    return segment
  }

  receive(side: 'a' | 'b', segment: Segment): this {
    this[side] = receive(this[side], segment, this.context).tcb
    return this
  }

  /** Sends and delivers. */
  pass(side: 'a' | 'b', flags: readonly Flag[], length = 0): this {
    return this.receive(side === 'a' ? 'b' : 'a', this.send(side, flags, length))
  }

  connected(): this {
    this.call('b', { name: 'listen', backlog: 5 }).call('a', { name: 'connect', to: SERVER })
    return this.pass('a', ['SYN']).pass('b', ['SYN', 'ACK']).pass('a', ['ACK'])
  }

  /** A segment of the peer of `side` that fits but for the given changes. */
  stray(side: 'a' | 'b', flags: readonly Flag[], change: Partial<Segment>): this {
    const other = this[side === 'a' ? 'b' : 'a']
    return this.receive(side, {
      source: side === 'a' ? SERVER : CLIENT,
      destination: this[side].local,
      flags: flagsOf(...flags),
      seq: other.sndNxt,
      ack: has({ flags }, 'ACK') ? other.rcvNxt : seq(0),
      window: 4096,
      length: 0,
      ...change,
    })
  }
}

export const contextOf = (calls: 'implied' | 'explicit'): Context => ({
  now: 0,
  iss: seq(9000),
  settings: { ...DEFAULT_SETTINGS, calls },
})

const open = (context: Context): Pair => new Pair(context).connected()
const close: Call = { name: 'close' }

/** Moments of a connection, by what is going on: every state, and what may be owed or on the way in it. */
export const MOMENTS: Readonly<Record<string, { readonly state: State; readonly of: (context: Context) => Tcb }>> = {
  closed: { state: 'CLOSED', of: (c) => new Pair(c).a },
  'closed, a stray ACK has come': {
    state: 'CLOSED',
    of: (c) => new Pair(c).stray('a', ['ACK'], { ack: seq(777) }).a,
  },
  'closed, a stray SYN has come': { state: 'CLOSED', of: (c) => new Pair(c).stray('a', ['SYN'], {}).a },
  listening: { state: 'LISTEN', of: (c) => new Pair(c).call('b', { name: 'listen', backlog: 5 }).b },
  'SYN sent': {
    state: 'SYN_SENT',
    of: (c) => new Pair(c).call('a', { name: 'connect', to: SERVER }).pass('a', ['SYN']).a,
  },
  'SYN received': {
    state: 'SYN_RCVD',
    of: (c) => new Pair(c).call('b', { name: 'listen', backlog: 5 }).pass('a', ['SYN']).b,
  },
  'SYN,ACK sent': {
    state: 'SYN_RCVD',
    of: (c) => new Pair(c).call('b', { name: 'listen', backlog: 5 }).pass('a', ['SYN']).pass('b', ['SYN', 'ACK']).b,
  },
  'SYNs have crossed': {
    state: 'SYN_RCVD',
    of: (c) => {
      const pair = new Pair(c).call('a', { name: 'connect', to: SERVER })
      pair.send('a', ['SYN'])
      return pair.stray('a', ['SYN'], { seq: seq(9000) }).a
    },
  },
  'SYN,ACK received': {
    state: 'ESTABLISHED',
    of: (c) => {
      const pair = new Pair(c).call('b', { name: 'listen', backlog: 5 }).call('a', { name: 'connect', to: SERVER })
      return pair.pass('a', ['SYN']).pass('b', ['SYN', 'ACK']).a
    },
  },
  connected: { state: 'ESTABLISHED', of: (c) => open(c).a },
  'bytes to send': { state: 'ESTABLISHED', of: (c) => open(c).call('a', { name: 'write', length: 3000 }).a },
  'bytes on the way': {
    state: 'ESTABLISHED',
    of: (c) => {
      const pair = open(c).call('a', { name: 'write', length: 3000 })
      pair.send('a', ['ACK'], 1000)
      return pair.a
    },
  },
  'bytes acknowledged': {
    state: 'ESTABLISHED',
    of: (c) => open(c).call('a', { name: 'write', length: 3000 }).pass('a', ['ACK'], 1000).pass('b', ['ACK']).a,
  },
  'everything acknowledged': {
    state: 'ESTABLISHED',
    of: (c) => open(c).call('a', { name: 'write', length: 1000 }).pass('a', ['ACK'], 1000).pass('b', ['ACK']).a,
  },
  'bytes received': { state: 'ESTABLISHED', of: (c) => open(c).pass('b', ['ACK'], 500).a },
  'bytes received and acknowledged': {
    state: 'ESTABLISHED',
    of: (c) => open(c).pass('b', ['ACK'], 500).pass('a', ['ACK']).a,
  },
  'a hole in what was received': {
    state: 'ESTABLISHED',
    of: (c) => {
      const pair = open(c)
      pair.send('b', ['ACK'], 500)
      return pair.pass('b', ['ACK'], 300).a
    },
  },
  'the window of the peer is closed': {
    state: 'ESTABLISHED',
    of: (c) => open(c).call('a', { name: 'write', length: 3000 }).stray('a', ['ACK'], { window: 0 }).a,
  },
  'the window of the peer is small': {
    state: 'ESTABLISHED',
    of: (c) => open(c).call('a', { name: 'write', length: 3000 }).stray('a', ['ACK'], { window: 500 }).a,
  },
  'a SYN has come again': { state: 'ESTABLISHED', of: (c) => open(c).stray('a', ['SYN'], {}).a },
  'a reset has come': { state: 'CLOSED', of: (c) => open(c).stray('a', ['RST'], {}).a },
  'close() with bytes to send': {
    state: 'ESTABLISHED',
    of: (c) => open(c).call('a', { name: 'write', length: 700 }).call('a', close).a,
  },
  'FIN sent': { state: 'FIN_WAIT_1', of: (c) => open(c).call('a', close).pass('a', ['FIN', 'ACK']).a },
  'FIN acknowledged': {
    state: 'FIN_WAIT_2',
    of: (c) => open(c).call('a', close).pass('a', ['FIN', 'ACK']).pass('b', ['ACK']).a,
  },
  'FIN received': { state: 'CLOSE_WAIT', of: (c) => open(c).pass('b', ['FIN', 'ACK']).a },
  'FINs have crossed': {
    state: 'CLOSING',
    of: (c) => {
      const pair = open(c)
      const fin = pair.send('b', ['FIN', 'ACK'])
      pair.call('a', close).send('a', ['FIN', 'ACK'])
      return pair.receive('a', fin).a
    },
  },
  'FIN answered with FIN': {
    state: 'LAST_ACK',
    of: (c) => open(c).pass('b', ['FIN', 'ACK']).call('a', close).pass('a', ['FIN', 'ACK']).a,
  },
  'waiting 2 MSL': {
    state: 'TIME_WAIT',
    of: (c) =>
      open(c).call('a', close).pass('a', ['FIN', 'ACK']).pass('b', ['ACK']).pass('b', ['FIN', 'ACK']).pass('a', ['ACK'])
        .a,
  },
}
