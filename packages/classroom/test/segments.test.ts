import { describe, expect, it } from 'vitest'
import type { Command, Draft } from '../src/index.ts'
import { Room } from './simulation/class-room.ts'
import { connect, draftOf, Hand, seatThree, type Table } from './simulation/hand.ts'

const tableOf = (lesson: string): Table => {
  const table = seatThree(new Room('trios', lesson))
  table.room.teacher({ type: 'lesson.start' })
  return table
}

const sendAs = (room: Room, student: string, socket: string, segment: Draft) => {
  const command: Command = { type: 'segment.send', socket, segment }
  return room.ask({ kind: 'student', id: student }, command)
}

const syn: Draft = { flags: ['SYN'], seq: 100, ack: 0, window: 4096, length: 0, mss: 1024 }

describe('segment.send is refused', () => {
  it.each<[string, (room: Room) => void, string, string, string]>([
    ['before the first lesson', () => {}, 'cleo', '1.client', 'class.no-lesson'],
    [
      'for a socket that does not exist',
      (r) => r.teacher({ type: 'lesson.start' }),
      'cleo',
      '4.client',
      'socket.unknown',
    ],
    ['for somebody else’s socket', (r) => r.teacher({ type: 'lesson.start' }), 'ann', '1.client', 'socket.not-yours'],
    ['for a stranger', (r) => r.teacher({ type: 'lesson.start' }), 'mallory', '1.client', 'student.unknown'],
  ])('%s', (_name, prepare, student, socket, code) => {
    const { room } = seatThree(new Room())
    prepare(room)
    expect(sendAs(room, student, socket, syn)).toMatchObject({ ok: false, refusal: { code } })
  })

  it('between lessons', () => {
    const { room } = tableOf('handshake')
    room.teacher({ type: 'lesson.stop' })
    expect(sendAs(room, 'cleo', '1.client', syn)).toEqual({ ok: false, refusal: { code: 'lesson.not-running' } })
  })

  it('while the autopilot has the seat', () => {
    const { room } = tableOf('handshake')
    room.teacher({ type: 'seat.autopilot', seat: '1.client', on: true })
    expect(sendAs(room, 'cleo', '1.client', syn)).toEqual({
      ok: false,
      refusal: { code: 'socket.autopilot', field: 'socket' },
    })
  })

  const wrong = (field: string, change: object): [string, object] => [field, change]
  it.each([
    wrong('flags', { flags: ['ECE'] }),
    wrong('seq', { seq: -1 }),
    wrong('seq', { seq: 2 ** 32 }),
    wrong('seq', { seq: 1.5 }),
    wrong('ack', { ack: Number.NaN }),
    wrong('window', { window: 65_536 }),
    wrong('length', { length: -1 }),
    wrong('length', { length: 65_496 }),
    wrong('mss', { mss: 65_536 }),
    wrong('urgent', { urgent: -2 }),
    wrong('from.ip', { from: { ip: '10.0.1', port: 1 } }),
    wrong('from.ip', { from: { ip: '10.0.1.256', port: 1 } }),
    wrong('from.port', { from: { ip: '10.0.1.2', port: 65_536 } }),
    wrong('to.ip', { to: { ip: 'server', port: 80 } }),
    wrong('to.port', { to: { ip: '10.0.1.1', port: -80 } }),
  ])('when %s does not fit into a header: %j', (field, change) => {
    const { room } = tableOf('handshake')
    const decision = sendAs(room, 'cleo', '1.client', { ...syn, ...change } as Draft)
    expect(decision).toEqual({ ok: false, refusal: { code: 'draft.out-of-range', field } })
  })
})

describe('a right segment', () => {
  it('changes its sender at once and its receiver when it arrives', () => {
    const { client, listening, room } = tableOf('handshake')
    listening.calls({ name: 'listen', backlog: 1 })
    const [sent] = client.send('S')
    expect(sent).toMatchObject({
      type: 'segment.sent',
      flight: 1,
      table: 1,
      from: '1.client',
      by: { student: 'cleo' },
      dueAt: room.time + 900,
      judged: { verdict: { level: 'right', act: 'syn' }, reaction: 'synack' },
    })
    expect(client.state).toBe('SYN_SENT')
    expect(room.state.sockets['1.accepted']).toBeUndefined()
    room.pass(900)
    expect(room.socket('1.accepted')).toMatchObject({ seat: '1.accepted', accepted: false, tcb: { state: 'SYN_RCVD' } })
    expect(room.socket('1.listening').tcb.state).toBe('LISTEN')
  })

  it('carries only changed fields of the TCB', () => {
    const { client } = tableOf('close')
    const [sent] = client.send('PA', { length: 10 })
    const patch = sent?.type === 'segment.sent' ? sent.socket?.tcb : undefined
    expect(Object.keys(patch ?? {})).not.toContain('local')
    expect(Object.keys(patch ?? {})).not.toContain('irs')
    expect(patch).toHaveProperty('sndNxt')
  })

  it('goes to the peer unless its player says otherwise; a reset to whoever is owed one', () => {
    const { client, listening, room } = tableOf('handshake')
    expect(client.sends('S').destination).toEqual({ ip: '10.0.1.1', port: 80 })
    const reset = listening.sends('RA', { seq: 0, ack: client.tcb.sndNxt, window: 0 })
    expect(reset.destination).toEqual({ ip: '10.0.1.2', port: 49_152 })
    expect(room.socket('1.listening').tcb.owed).toEqual([])
  })

  it('drops the urgent pointer where there is no URG', () => {
    const { client } = tableOf('close')
    expect(client.sends('A', { urgent: 5 })).not.toHaveProperty('urgent')
  })

  it('stays behind the one before it when the wire is made faster', () => {
    const { client, room } = tableOf('close')
    client.send('A', { length: 1024 })
    room.teacher({ type: 'class.configure', options: { flight: 100 } })
    client.send('A', { length: 1024 })
    const [first, second] = room.state.wire
    expect(second?.dueAt).toBe(first?.dueAt)
    room.land()
    expect(room.socket('1.accepted').tcb).toMatchObject({ held: [], app: { unread: 2048 } })
  })
})

describe('guarded mode', () => {
  it('explains a mistake and keeps it back', () => {
    const { client, room } = tableOf('close')
    const tcb = client.tcb
    const [refused] = client.send('FA', { ack: tcb.rcvNxt + 1 })
    expect(refused).toMatchObject({
      type: 'segment.refused',
      from: '1.client',
      by: { student: 'cleo' },
      judged: { verdict: { level: 'mistake', mistake: { field: 'ack', expected: tcb.rcvNxt } } },
    })
    expect(client.tcb).toBe(tcb)
    expect(room.state.wire).toEqual([])
    expect(room.state.tables[1]?.misses).toBe(1)
  })

  it('tells what the peer would have done with it', () => {
    const { client, listening } = tableOf('handshake')
    listening.calls({ name: 'listen', backlog: 1 })
    // An ACK to a listening socket is answered with a reset (RFC 9293 §3.10.7.2).
    const [refused] = client.send('A', { ack: 5 })
    expect(refused).toMatchObject({ type: 'segment.refused', judged: { reaction: 'rst' } })
  })

  it('tells that nobody is there at all', () => {
    const { client } = tableOf('close')
    const [refused] = client.send('FA', { to: { ip: '192.0.2.1', port: 80 } })
    expect(refused).toMatchObject({ type: 'segment.refused', judged: { reaction: null } })
  })

  it('is over with the right segment', () => {
    const { client, room } = tableOf('close')
    client.send('F')
    client.send('F')
    expect(room.state.openAttempts['1.client']).toEqual({ student: 'cleo', tier: 1 })
    expect(room.picture.attempts['1.client']).toMatchObject({ tries: 2, tier: 1 })
    client.send('FA')
    expect(room.state.openAttempts).toEqual({})
    expect(room.picture.attempts).toEqual({})
    expect(room.picture.progress['1']?.['close.fin-1']).toMatchObject({ tries: 3 })
    expect(room.state.tables[1]?.misses).toBe(0)
  })
})

describe('consequences mode', () => {
  const loose = (lesson: string): Table => {
    const table = tableOf(lesson)
    table.room.teacher({ type: 'class.configure', options: { feedback: 'consequences' } })
    return table
  }

  it('lets a mistake travel; the sender stays as it was', () => {
    const { client, accepted, room } = loose('close')
    const before = client.tcb
    const [sent] = client.send('A', { seq: before.sndNxt + 5000 })
    expect(sent).toMatchObject({ type: 'segment.sent', judged: { verdict: { level: 'mistake' } } })
    expect(client.tcb).toEqual(before)
    room.land()
    expect(accepted.tcb.owed).toMatchObject([{ kind: 'ack', reason: 'challenge' }])
    expect(room.state.tables[1]?.misses).toBe(1)
    expect(room.picture.attempts['1.client']).toMatchObject({ tries: 1 })
    expect(room.picture.mistakes.total).toBe(1)
  })

  it('reaches no goal with a mistake', () => {
    const { client, room } = loose('close')
    client.send('FA', { ack: client.tcb.rcvNxt + 1 })
    expect(room.goals()).toEqual([])
  })

  it('has the host answer for a port where no socket is', () => {
    const { client, room } = loose('handshake')
    client.send('S', { to: { ip: '10.0.1.1', port: 81 } })
    room.land()
    const reply = room.events('segment.sent').at(-1)
    expect(reply).toMatchObject({ by: 'host', from: null, socket: null, segment: { flags: ['RST', 'ACK'] } })
    expect(reply).not.toHaveProperty('judged')
    expect(client.state).toBe('CLOSED')
  })

  it('never answers a reset with a reset, and loses what is sent to nobody', () => {
    const { client, room } = loose('handshake')
    client.send('R', { seq: 7, to: { ip: '10.0.1.1', port: 81 } })
    client.send('S', { seq: 7, to: { ip: '192.0.2.1', port: 80 } })
    room.land()
    expect(room.events('segment.sent')).toHaveLength(2)
    expect(room.events('segment.arrived').map((e) => [e.to, e.accepted])).toEqual([
      [null, false],
      [null, false],
    ])
    expect(room.picture.ladders['1']?.rows.map((row) => row.kind === 'segment' && row.status)).toEqual([
      'no-socket',
      'no-socket',
    ])
  })

  it('lets a wrong segment end the connection of the other side', () => {
    const { client, accepted, room } = loose('close')
    client.send('R', { seq: accepted.tcb.rcvNxt })
    room.land()
    expect(accepted.state).toBe('CLOSED')
  })

  it('shows a segment for another table at both', () => {
    const room = new Room('pairs', 'close')
    room.join('cleo', 'sam', 'carl', 'sue')
    room.teacher({ type: 'class.configure', options: { feedback: 'consequences' } })
    room.teacher({ type: 'lesson.start' })
    const client = new Hand(room, 'cleo', '1.client')
    client.send('A', { to: { ip: '10.0.2.1', port: 80 } })
    room.land()
    expect(room.events('segment.arrived').at(-1)).toMatchObject({ table: 1, to: '2.listening' })
    expect(room.picture.ladders['1']?.rows).toHaveLength(1)
    expect(room.picture.ladders['2']?.rows).toMatchObject([{ status: 'delivered', to: '2.listening' }])
  })
})

describe('in explicit mode', () => {
  it('a segment does not imply its call', () => {
    const { client, room } = tableOf('close')
    room.teacher({ type: 'class.configure', options: { tcp: { ...room.state.options.tcp, calls: 'explicit' } } })
    const [refused] = client.send('FA')
    expect(refused).toMatchObject({ judged: { verdict: { mistake: { code: 'call.close-missing' } } } })
    client.calls({ name: 'close' })
    client.sends('FA')
    expect(client.state).toBe('FIN_WAIT_1')
  })
})

describe('a handshake by hand', () => {
  it('is judged from the TCB: any other right numbers would do as well', () => {
    const table = tableOf('handshake')
    connect(table)
    const other = tableOf('handshake')
    other.listening.calls({ name: 'listen', backlog: 1 })
    const [sent] = other.client.send('S', { seq: 42 })
    expect(sent).toMatchObject({ type: 'segment.sent', judged: { verdict: { level: 'unusual' } } })
    expect(other.client.tcb.iss).toBe(42)
    expect(draftOf(table.client.tcb, 'A').seq).toBe((table.client.tcb.iss + 1) >>> 0)
  })
})
