import { seq } from '@synposium/tcp'
import { describe, expect, it } from 'vitest'
import {
  absoluteNumber,
  assistedDraft,
  netstat,
  netstatState,
  nextGoal,
  numberBase,
  relativeNumber,
  socketsAt,
  socketsOf,
  stageView,
  tokens,
  turn,
} from '../src/index.ts'
import { Room } from './simulation/class-room.ts'
import { connect, type Hand, seatThree, type Table } from './simulation/hand.ts'

const tableOf = (lesson: string): Table => {
  const table = seatThree(new Room('trios', lesson))
  table.room.teacher({ type: 'lesson.start' })
  return table
}

describe('netstat', () => {
  it('shows the three sockets of a connection as a host does', () => {
    const table = tableOf('handshake')
    connect(table)
    const { state } = table.room
    expect(netstat(state, '1.B')).toEqual([
      {
        proto: 'tcp',
        recvQ: 1,
        sendQ: 5,
        local: '0.0.0.0:80',
        foreign: '0.0.0.0:*',
        state: 'LISTEN',
        process: 'server',
        socket: '1.listening',
      },
      {
        proto: 'tcp',
        recvQ: 0,
        sendQ: 0,
        local: '10.0.1.1:80',
        foreign: '10.0.1.2:49152',
        state: 'ESTABLISHED',
        process: null,
        socket: '1.accepted',
      },
    ])
    expect(netstat(state, '1.A')).toMatchObject([{ local: '10.0.1.2:49152', process: 'client' }])
    expect(netstat(state)).toHaveLength(3)
    table.listening.calls({ name: 'accept' })
    expect(netstat(table.room.state, '1.B').map((row) => [row.recvQ, row.process])).toEqual([
      [0, 'server'],
      [0, 'server'],
    ])
  })

  it('spells states as netstat does', () => {
    expect(['SYN_RCVD', 'FIN_WAIT_1', 'FIN_WAIT_2', 'CLOSE_WAIT'].map((s) => netstatState(s as 'SYN_RCVD'))).toEqual([
      'SYN_RECV',
      'FIN_WAIT1',
      'FIN_WAIT2',
      'CLOSE_WAIT',
    ])
  })

  it('counts what is unread, unacknowledged and unsent', () => {
    const { room, client, accepted } = tableOf('close')
    client.calls({ name: 'write', length: 1500 })
    client.sends('A', { length: 1024 })
    expect(netstat(room.state, '1.A')[0]).toMatchObject({ recvQ: 0, sendQ: 1500 })
    expect(netstat(room.state, '1.B').at(-1)).toMatchObject({ recvQ: 1024, sendQ: 0 })
    accepted.sends('A')
    expect(netstat(room.state, '1.A')[0]?.sendQ).toBe(476)
  })

  it('counts a SYN and a FIN that nobody has acknowledged', () => {
    const { room, client } = tableOf('close')
    client.sends('FA')
    expect(netstat(room.state, '1.A')[0]).toMatchObject({ sendQ: 1, state: 'FIN_WAIT1' })
    const opening = tableOf('handshake')
    opening.listening.calls({ name: 'listen', backlog: 2 })
    opening.client.sends('S')
    expect(netstat(opening.room.state, '1.A')[0]).toMatchObject({ sendQ: 1, state: 'SYN_SENT' })
    expect(netstat(opening.room.state, '1.B')[1]).toMatchObject({ recvQ: 0, sendQ: 0, state: 'SYN_RECV' })
  })

  it('shows no closed sockets, and no process where the program has let go', () => {
    const { room, client, accepted } = tableOf('close')
    client.calls({ name: 'close' })
    client.sends('FA')
    expect(netstat(room.state, '1.A')[0]?.process).toBeNull()
    accepted.sends('FA')
    client.sends('A')
    expect(netstat(room.state, '1.A')).toMatchObject([{ state: 'TIME_WAIT', process: null }])
    expect(netstat(room.state, '1.B').map((row) => row.state)).toEqual(['LISTEN'])
    room.pass(30_000)
    expect(netstat(room.state, '1.A')).toEqual([])
  })
})

describe('tokens', () => {
  it('rest on the arrow until the reply is paid', () => {
    const table = tableOf('handshake')
    const at = (socket: string) => tokens(table.room.state, 1).find((token) => token.socket === socket)
    table.listening.calls({ name: 'listen', backlog: 1 })
    table.client.sends('S')
    expect(at('1.accepted')).toEqual({
      socket: '1.accepted',
      seat: '1.accepted',
      state: 'SYN_RCVD',
      waitingOn: { from: 'LISTEN', to: 'SYN_RCVD' },
    })
    expect(at('1.client')?.waitingOn).toBeNull()
    table.accepted.sends('SA')
    expect(at('1.accepted')?.waitingOn).toBeNull()
    expect(at('1.client')?.waitingOn).toEqual({ from: 'SYN_SENT', to: 'ESTABLISHED' })
    table.client.sends('A')
    expect(at('1.client')?.waitingOn).toBeNull()
    expect(at('1.listening')).toMatchObject({ state: 'LISTEN', waitingOn: null })
  })

  it('of a closing connection wait for the ACK of the FIN, not for one of data', () => {
    const table = tableOf('close')
    const at = (socket: string) => tokens(table.room.state, 1).find((token) => token.socket === socket)?.waitingOn
    table.client.sends('PA', { length: 10 })
    expect(at('1.accepted')).toBeNull()
    table.client.sends('FA')
    expect(at('1.accepted')).toEqual({ from: 'ESTABLISHED', to: 'CLOSE_WAIT' })
    table.accepted.sends('A')
    expect(at('1.accepted')).toBeNull()
  })
})

describe('turn', () => {
  const seats = ({ room }: Table) => turn(room.state, 1).seats
  const label = ({ room }: Table) => turn(room.state, 1).goal?.label

  it('goes round the table with the handshake', () => {
    const table = tableOf('handshake')
    expect([seats(table), label(table)]).toEqual([['1.listening'], 'listen'])
    table.listening.calls({ name: 'listen', backlog: 1 })
    expect([seats(table), label(table)]).toEqual([['1.client'], 'SYN'])
    table.client.send('S')
    expect(seats(table)).toEqual([])
    table.room.land()
    expect([seats(table), label(table)]).toEqual([['1.accepted'], 'SYN+ACK'])
    table.accepted.sends('SA')
    expect([seats(table), label(table)]).toEqual([['1.client'], 'ACK'])
    table.client.sends('A')
    expect([seats(table), label(table)]).toEqual([['1.listening'], 'accept'])
    table.listening.calls({ name: 'accept' })
    expect([seats(table), label(table)]).toEqual([[], undefined])
  })

  it('is nobody’s while 2MSL passes, or no lesson runs', () => {
    const table = tableOf('close')
    table.client.sends('FA')
    table.accepted.sends('FA')
    expect(seats(table)).toEqual(['1.client'])
    table.client.sends('A')
    expect([seats(table), label(table)]).toEqual([[], '2MSL'])
    table.room.teacher({ type: 'lesson.stop' })
    expect(seats(table)).toEqual([])
  })

  it('is theirs who have said that they want to send', () => {
    const table = tableOf('talk')
    table.accepted.calls({ name: 'write', length: 100 })
    expect(seats(table)).toEqual(['1.accepted'])
  })

  it('names the shared listening seat where there is one', () => {
    const room = new Room('one-server', 'handshake')
    room.join('a', 'b', 'c', 'd')
    room.teacher({ type: 'lesson.start' })
    expect(turn(room.state, 2).seats).toEqual(['0.listening'])
  })
})

describe('stages', () => {
  it('count what a table has reached', () => {
    const table = tableOf('whole-story')
    const counts = () => stageView(table.room.state, 1).map(({ stage, done, total }) => [stage.id, done, total])
    expect(counts()).toEqual([
      ['connect', 0, 5],
      ['talk', 0, 4],
      ['close', 0, 5],
    ])
    connect(table)
    expect(counts()[0]).toEqual(['connect', 4, 5])
    expect(nextGoal(table.room.state, 1)?.id).toBe('connect.accept')
    expect(stageView(new Room().state, 1)).toEqual([])
    expect(nextGoal(new Room().state, 1)).toBeNull()
  })
})

describe('the sockets of a student and of a table', () => {
  it('follow the seat', () => {
    const room = new Room('pairs', 'close')
    room.join('cleo', 'sam')
    room.teacher({ type: 'lesson.start' })
    expect(socketsOf(room.state, 'sam').map((s) => s.id)).toEqual(['1.listening', '1.accepted'])
    expect(socketsOf(room.state, 'nobody')).toEqual([])
    room.student('sam', { type: 'seat.leave' })
    expect(socketsOf(room.state, 'sam')).toEqual([])
  })

  it('of a shared server stand at every table, its children at their own', () => {
    const room = new Room('one-server', 'close')
    room.join('a', 'b', 'c', 'd')
    room.teacher({ type: 'lesson.start' })
    expect(socketsAt(room.state, 2).map((s) => s.id)).toEqual(['2.client', '0.listening', '2.accepted'])
  })
})

describe('assistedDraft', () => {
  it('fills in the numbers of the first SYN', () => {
    const { room, client } = tableOf('handshake')
    const socket = room.socket('1.client')
    expect(assistedDraft(room.state, socket, 'flags')).toEqual({ seq: client.tcb.iss, ack: 0, window: 4096, mss: 1024 })
    expect(assistedDraft(room.state, socket, 'flags-ack')).toEqual({ seq: client.tcb.iss, window: 4096, mss: 1024 })
    expect(assistedDraft(room.state, socket, 'all')).toEqual({})
  })

  it('gives drafts that are right, in every step of a connection', () => {
    const table = tableOf('whole-story')
    const { room } = table
    const sends = (hand: Hand, flags: readonly ('SYN' | 'ACK' | 'FIN' | 'RST' | 'PSH')[], length = 0): void => {
      const filled = assistedDraft(room.state, room.socket(hand.socket), 'flags', flags)
      const segment = { flags, length, seq: 0, ack: 0, window: 0, ...filled }
      const [sent] = room.student(hand.student, { type: 'segment.send', socket: hand.socket, segment })
      expect(sent, JSON.stringify(segment)).toMatchObject({
        type: 'segment.sent',
        judged: { verdict: { level: 'right' } },
      })
      room.land()
    }
    table.listening.calls({ name: 'listen', backlog: 1 })
    sends(table.client, ['SYN'])
    sends(table.accepted, ['SYN', 'ACK'])
    sends(table.client, ['ACK'])
    sends(table.client, ['PSH', 'ACK'], 500)
    sends(table.accepted, ['ACK'])
    sends(table.client, ['FIN', 'ACK'])
    sends(table.accepted, ['FIN', 'ACK'])
    sends(table.client, ['ACK'])
    expect(table.client.state).toBe('TIME_WAIT')
  })

  it('fills in the reset that is owed', () => {
    const { room, client, listening } = tableOf('handshake')
    client.sends('S')
    expect(assistedDraft(room.state, room.socket('1.listening'), 'flags')).toEqual({
      seq: 0,
      ack: client.tcb.sndNxt,
      window: 0,
    })
    expect(listening.state).toBe('CLOSED')
  })

  it('says what a listening socket would say, though it has nothing to send', () => {
    const { room, listening } = tableOf('handshake')
    listening.calls({ name: 'listen', backlog: 1 })
    const filled = assistedDraft(room.state, room.socket('1.listening'), 'flags')
    expect(filled).toEqual({ seq: listening.tcb.iss, ack: 0, window: 4096 })
  })
})

describe('relative numbers', () => {
  it('count from the initial numbers of both directions', () => {
    const table = tableOf('handshake')
    expect(numberBase(table.client)).toEqual({ seq: table.client.tcb.iss, ack: 0 })
    connect(table)
    const base = numberBase(table.room.socket('1.client'))
    expect(base).toEqual({ seq: table.client.tcb.iss, ack: table.accepted.tcb.iss })
    expect(relativeNumber(table.client.tcb.sndNxt, base.seq)).toBe(1)
  })

  it.each([
    [0, 0, 0],
    [5, 4_294_967_290, 11],
    [4_294_967_290, 5, 4_294_967_285],
  ])('%d from %d is %d, around the end of the numbers too', (absolute, base, relative) => {
    expect(relativeNumber(absolute, seq(base))).toBe(relative)
    expect(absoluteNumber(relative, seq(base))).toBe(absolute)
  })
})
