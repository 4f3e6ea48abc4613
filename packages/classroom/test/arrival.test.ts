import type { SocketAddress } from '@synposium/tcp'
import { describe, expect, it } from 'vitest'
import { decide, evolve, record } from '../src/index.ts'
import { Room } from './simulation/class-room.ts'
import { seatThree, type Table } from './simulation/hand.ts'

const listeningTable = (backlog: number): Table => {
  const table = seatThree(new Room('trios', 'handshake'))
  table.room.teacher({ type: 'class.configure', options: { feedback: 'consequences' } })
  table.room.teacher({ type: 'lesson.start' })
  table.listening.calls({ name: 'listen', backlog })
  return table
}

/** A SYN from another port of the client's host: no correct TCP sends it, so it needs consequences mode. */
const synFrom = (table: Table, port: number, ip = '10.0.1.2'): void => {
  const from: SocketAddress = { ip, port }
  table.client.send('S', { from, seq: port })
  table.room.land()
}

const children = (table: Table): string[] =>
  Object.keys(table.room.state.sockets).filter((id) => id.startsWith('1.accepted'))

describe('a listening socket', () => {
  it('makes a child for every connection, all in the hands of the accepted seat', () => {
    const table = listeningTable(5)
    for (const port of [5001, 5002, 5003]) synFrom(table, port)
    expect(children(table)).toEqual(['1.accepted', '1.accepted.2', '1.accepted.3'])
    expect(table.room.state.seats['1.accepted']?.sockets).toEqual(children(table))
    expect(table.room.socket('1.accepted.2')).toMatchObject({
      peer: { ip: '10.0.1.2', port: 5002 },
      path: [{ from: 'LISTEN', to: 'SYN_RCVD', rule: 'listen.syn' }],
      tcb: { irs: 5002 },
    })
  })

  it('drops a SYN when the SYN queue is full: backlog + 1 wait in it', () => {
    const table = listeningTable(1)
    for (const port of [5001, 5002, 5003]) synFrom(table, port)
    expect(children(table)).toHaveLength(2)
    expect(table.room.events('segment.arrived').map((e) => e.dropped)).toEqual([null, null, 'syn-queue-full'])
    expect(table.room.picture.ladders['1']?.rows.at(-1)).toMatchObject({ status: 'dropped' })
  })

  it('keeps eight children at a table, whatever the backlog', () => {
    const table = listeningTable(100)
    for (let port = 5001; port <= 5012; port += 1) synFrom(table, port)
    expect(children(table)).toHaveLength(8)
    expect(table.room.events('segment.arrived').at(-1)).toMatchObject({ dropped: 'syn-queue-full', created: [] })
    expect(table.room.socket('1.listening').listener?.backlog).toBe(100)
    // What is no request is judged as ever.
    table.client.send('A', { from: { ip: '10.0.1.2', port: 6000 }, ack: 99 })
    table.room.land()
    expect(table.listening.tcb.owed).toMatchObject([{ kind: 'rst', form: 1, seq: 99 }])
  })

  it('drops a SYN when the accept queue is full', () => {
    const table = listeningTable(0)
    table.client.sends('S')
    table.accepted.sends('SA')
    table.client.sends('A')
    expect(table.room.socket('1.listening').listener?.acceptQueue).toEqual(['1.accepted'])
    synFrom(table, 5001)
    expect(table.room.events('segment.arrived').at(-1)?.dropped).toBe('accept-queue-full')
  })

  it('takes the final ACK as not received when the accept queue has filled up meanwhile', () => {
    const table = listeningTable(0)
    table.client.sends('S')
    table.accepted.sends('SA')
    const final = { seq: table.client.tcb.sndNxt, ack: table.client.tcb.rcvNxt }
    // Somebody else is established first; then the queue of one is full.
    const { state } = table.room
    const listening = table.room.socket('1.listening')
    const full = { ...listening, listener: { ...listening.listener, backlog: 0, acceptQueue: ['1.accepted.2'] } }
    const crowded = { ...state, sockets: { ...state.sockets, '1.listening': full } } as typeof state
    const sent = decide(
      crowded,
      {
        type: 'segment.send',
        socket: '1.client',
        segment: { flags: ['ACK'], ...final, window: 4096, length: 0 },
      },
      { actor: { kind: 'student', id: 'cleo' }, now: table.room.now, iss: () => 1 },
    )
    const flying = (sent.ok ? record(crowded, sent.events, table.room.now) : []).reduce(evolve, crowded)
    const arrived = decide(
      flying,
      { type: 'tick' },
      { actor: { kind: 'system' }, now: table.room.now + 900, iss: () => 1 },
    )
    expect(arrived.ok && arrived.events[0]).toMatchObject({ to: '1.accepted', dropped: 'accept-queue-full' })
    const after = (arrived.ok ? record(flying, arrived.events, table.room.now + 900) : []).reduce(evolve, flying)
    expect(after.sockets['1.accepted']?.tcb.state).toBe('SYN_RCVD')
  })

  it('forgets a child that was reset before it was established', () => {
    const table = listeningTable(1)
    table.client.sends('S')
    table.accepted.sends('SA')
    table.client.send('R', { seq: table.accepted.tcb.rcvNxt })
    table.room.land()
    expect(table.accepted.state).toBe('CLOSED')
    expect(table.listening.state).toBe('LISTEN')
    expect(table.room.socket('1.listening').listener).toMatchObject({ synQueue: [], acceptQueue: [] })
  })

  it('uses the name of a child again once that is over', () => {
    const table = listeningTable(5)
    table.client.sends('S')
    table.client.send('R', { seq: table.accepted.tcb.rcvNxt })
    table.room.land()
    synFrom(table, 5001)
    expect(children(table)).toEqual(['1.accepted'])
    expect(table.room.socket('1.accepted').peer.port).toBe(5001)
    expect(table.room.state.seats['1.accepted']?.sockets).toEqual(['1.accepted'])
  })

  it('keeps the name of a dead connection that still waits for accept', () => {
    const table = listeningTable(5)
    table.client.sends('S')
    table.accepted.sends('SA')
    table.client.sends('A')
    table.client.send('R')
    table.room.land()
    expect(table.accepted.state).toBe('CLOSED')
    synFrom(table, 5001)
    expect(children(table)).toEqual(['1.accepted', '1.accepted.2'])
    const made = table.listening.calls({ name: 'accept' })
    expect(made[0]).toMatchObject({ type: 'call.made', result: { ok: true } })
    expect(table.room.socket('1.accepted').accepted).toBe(true)
  })

  it('answers who pretends to be somebody else through the host that is really there', () => {
    const table = listeningTable(5)
    synFrom(table, 5001)
    table.accepted.sends('SA')
    // Port 5001 of the client's host is closed: its host resets the connection.
    table.room.land()
    expect(table.room.events('segment.sent').at(-1)).toMatchObject({ by: 'host', segment: { flags: ['RST'] } })
    expect(table.accepted.state).toBe('CLOSED')
  })

  it('with a shared listener, seats a child of an unknown address at the sender’s table', () => {
    const room = new Room('one-server', 'handshake')
    room.join('cleo')
    room.teacher({ type: 'class.configure', options: { feedback: 'consequences' } })
    room.teacher({ type: 'lesson.start' })
    room.passUntil((state) => state.sockets['0.listening']?.tcb.state === 'LISTEN')
    room.student('cleo', {
      type: 'segment.send',
      socket: '1.client',
      segment: { flags: ['SYN'], seq: 9, ack: 0, window: 4096, length: 0, from: { ip: '203.0.113.9', port: 9 } },
    })
    room.land()
    expect(room.socket('1.accepted')).toMatchObject({ table: 1, seat: '1.accepted', host: 'S' })
  })
})

describe('an arrival', () => {
  it('tells what it made owed, and by which rule', () => {
    const table = listeningTable(5)
    table.client.sends('S')
    expect(table.room.events('segment.arrived').at(-1)).toMatchObject({
      to: '1.listening',
      accepted: true,
      dropped: null,
      owed: [{ kind: 'synack' }],
      created: [{ id: '1.accepted' }],
      rule: 'listen.syn',
    })
  })

  it('takes the segment off the wire', () => {
    const table = listeningTable(5)
    table.client.send('S')
    expect(table.room.state.wire).toHaveLength(1)
    table.room.land()
    expect(table.room.state.wire).toEqual([])
  })
})
