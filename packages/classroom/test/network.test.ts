import { type Context, DEFAULT_SETTINGS, type Segment, seq } from '@synposium/tcp'
import { describe, expect, it } from 'vitest'
import { LESSONS, type Lesson, PLANS, type Start } from '../src/index.ts'
import { tcbPatch } from '../src/network/change.ts'
import { expectedReceiver, route } from '../src/network/route.ts'
import { listeningSocket, type Starting, tableSockets } from '../src/network/start.ts'
import { Room } from './simulation/class-room.ts'
import { connect, seatThree } from './simulation/hand.ts'

const [handshake] = LESSONS
if (handshake === undefined) throw new Error('no lessons')

const startingAs = (start: Start, plan: Starting['plan'] = 'trios'): Starting => {
  let iss = 0
  const engine = (): Context => {
    iss += 1000
    return { now: 0, iss: seq(iss), settings: DEFAULT_SETTINGS }
  }
  const lesson: Lesson = { ...handshake, start }
  return { plan, lesson, engine }
}

describe('a table starts', () => {
  it('closed: a client that knows its peer, and a server socket that does not listen', () => {
    const starting = startingAs('closed')
    expect(listeningSocket(starting, 3)).toMatchObject({ id: '3.listening', listener: null, tcb: { state: 'CLOSED' } })
    expect(tableSockets(starting, 3)).toMatchObject([
      {
        id: '3.client',
        peer: { ip: '10.0.3.1', port: 80 },
        tcb: { state: 'CLOSED', local: { ip: '10.0.3.2', port: 49_152 } },
      },
    ])
  })

  it('listening: with the backlog of the lesson', () => {
    const starting = startingAs('listening')
    expect(listeningSocket(starting, 1)).toMatchObject({
      listener: { backlog: 128, synQueue: [], acceptQueue: [] },
      tcb: { state: 'LISTEN', remote: null },
    })
    expect(tableSockets(starting, 1)).toHaveLength(1)
  })

  it('connected: with numbers that fit, nothing owed and no timer running', () => {
    const [client, accepted] = tableSockets(startingAs('connected'), 1)
    expect([client?.tcb.state, accepted?.tcb.state]).toEqual(['ESTABLISHED', 'ESTABLISHED'])
    expect(client?.tcb.irs).toBe(accepted?.tcb.iss)
    expect(accepted?.tcb.irs).toBe(client?.tcb.iss)
    for (const socket of [client, accepted]) {
      expect(socket?.tcb.owed).toEqual([])
      expect(socket?.tcb.timers).toMatchObject({ retransmit: null, persist: null, timeWait: null })
    }
  })

  it.each(PLANS)('in the %s plan with initial numbers of its own', (plan) => {
    const starting = startingAs('connected', plan)
    const sockets = [1, 2, 3].flatMap((table) => tableSockets(starting, table))
    expect(new Set(sockets.map((socket) => socket.tcb.iss)).size).toBe(6)
  })
})

describe('route', () => {
  const table = seatThree(new Room('trios', 'handshake'))
  const { room } = table
  room.teacher({ type: 'lesson.start' })
  const client = { ip: '10.0.1.2', port: 49_152 }
  const server = { ip: '10.0.1.1', port: 80 }
  const segment = (source: typeof client, destination: typeof client): Segment => ({
    source,
    destination,
    flags: ['ACK'],
    seq: seq(1),
    ack: seq(1),
    window: 0,
    length: 0,
  })
  const to = (source: typeof client, destination: typeof client): string => {
    const found = route(room.state, segment(source, destination))
    return 'socket' in found ? `${found.kind} ${found.socket.id}` : found.kind
  }

  it('finds a closed socket that is bound to the address', () => {
    expect(to(client, server)).toBe('socket 1.listening')
    expect(to(server, client)).toBe('socket 1.client')
  })

  it('finds the host where no socket is, and nobody where no host is', () => {
    expect(to(client, { ...server, port: 81 })).toBe('host')
    expect(to(client, { ip: '192.0.2.1', port: 80 })).toBe('nowhere')
    expect(expectedReceiver(room.state, segment(client, { ...server, port: 81 }))).toBeNull()
  })

  it('prefers the connection with exactly these ends to the listener', () => {
    connect(table)
    expect(to(client, server)).toBe('socket 1.accepted')
    expect(to({ ...client, port: 5000 }, server)).toBe('listener 1.listening')
    expect(to(server, client)).toBe('socket 1.client')
  })

  it('passes a connection by that is over', () => {
    table.client.sends('RA')
    expect(table.accepted.state).toBe('CLOSED')
    expect(to(client, server)).toBe('listener 1.listening')
    table.listening.calls({ name: 'close' })
    expect(to(client, server)).toBe('socket 1.listening')
  })
})

describe('the patch of a TCB', () => {
  const room = new Room('trios', 'close')
  room.join('cleo')
  room.teacher({ type: 'lesson.start' })
  const { tcb } = room.socket('1.client')

  it('is empty where nothing has changed, though objects are others', () => {
    expect(tcbPatch(tcb, JSON.parse(JSON.stringify(tcb)))).toEqual({})
  })

  it('names what has changed, null included', () => {
    expect(tcbPatch(tcb, { ...tcb, sndWnd: 7, remote: null, held: [{ seq: seq(1), length: 2, fin: false }] })).toEqual({
      sndWnd: 7,
      remote: null,
      held: [{ seq: 1, length: 2, fin: false }],
    })
  })
})
