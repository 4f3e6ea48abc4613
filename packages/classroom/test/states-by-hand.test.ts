import { STATES, type State } from '@synposium/tcp'
import { describe, expect, it } from 'vitest'
import { goalsOf, LESSONS } from '../src/index.ts'
import { Room } from './simulation/class-room.ts'
import { connect, seatThree, type Table } from './simulation/hand.ts'

const tableOf = (lesson: string): Table => {
  const table = seatThree(new Room('trios', lesson))
  table.room.teacher({ type: 'lesson.start' })
  return table
}

/** Both SYNs are on the wire before either arrives (RFC 9293 §3.5, figure 7). */
const openAtOnce = ({ client, listening, room }: Table): void => {
  client.send('S')
  listening.send('S')
  room.land()
  expect([client.state, listening.state]).toEqual(['SYN_RCVD', 'SYN_RCVD'])
  client.send('SA')
  listening.send('SA')
  room.land()
}

/** Both FINs are on the wire before either arrives (figure 13). */
const closeAtOnce = ({ client, accepted, room }: Table): void => {
  client.send('FA')
  accepted.send('FA')
  room.land()
}

describe('by hand', () => {
  it('a simultaneous open connects the client with the socket on port 80, and nobody is accepted', () => {
    const table = tableOf('handshake')
    openAtOnce(table)
    expect([table.client.state, table.listening.state]).toEqual(['ESTABLISHED', 'ESTABLISHED'])
    expect(table.room.state.sockets['1.accepted']).toBeUndefined()
    const handshake = LESSONS[0]
    expect(new Set(table.room.goals())).toEqual(
      new Set(handshake === undefined ? [] : goalsOf(handshake).map((g) => g.id)),
    )
  })

  it('a simultaneous close takes both ends through CLOSING to TIME_WAIT', () => {
    const table = tableOf('close')
    closeAtOnce(table)
    expect([table.client.state, table.accepted.state]).toEqual(['CLOSING', 'CLOSING'])
    table.client.send('A')
    table.accepted.send('A')
    table.room.land()
    expect([table.client.state, table.accepted.state]).toEqual(['TIME_WAIT', 'TIME_WAIT'])
    table.room.pass(30_000)
    expect([table.client.state, table.accepted.state]).toEqual(['CLOSED', 'CLOSED'])
    expect(table.room.goals()).toContain('close.2msl')
  })

  it('all eleven states are reached', () => {
    const seen = new Set<State>()
    const watch = ({ room }: Table): void => {
      for (const socket of Object.values(room.state.sockets)) {
        seen.add(socket.tcb.state)
        for (const step of socket.path) seen.add(step.from).add(step.to)
      }
    }
    const story = tableOf('whole-story')
    watch(story)
    connect(story)
    story.client.sends('FA')
    story.accepted.sends('A')
    story.accepted.sends('FA')
    story.client.sends('A')
    watch(story)
    const crossing = tableOf('close')
    closeAtOnce(crossing)
    watch(crossing)
    expect([...STATES].filter((state) => !seen.has(state))).toEqual([])
  })

  it('a socket that has waited 2MSL opens again with another initial number', () => {
    const table = tableOf('whole-story')
    const { client, accepted, room } = table
    connect(table)
    table.listening.calls({ name: 'accept' })
    const first = client.tcb.iss
    client.sends('FA')
    accepted.sends('FA')
    client.sends('A')
    room.pass(30_000)
    expect(client.state).toBe('CLOSED')
    expect(client.tcb.iss).not.toBe(first)
    expect(client.sends('S').seq).toBe(client.tcb.iss)
    expect(accepted.state).toBe('SYN_RCVD')
    accepted.sends('SA')
    client.sends('A')
    expect([client.state, accepted.state]).toEqual(['ESTABLISHED', 'ESTABLISHED'])
  })

  it('a client that comes back too soon is answered with numbers of the old connection', () => {
    const table = tableOf('whole-story')
    const { client, accepted, room } = table
    connect(table)
    accepted.sends('FA')
    client.sends('FA')
    accepted.sends('A')
    expect([client.state, accepted.state]).toEqual(['CLOSED', 'TIME_WAIT'])
    const lower = (accepted.tcb.rcvNxt - 1000) >>> 0
    client.send('S', { seq: lower })
    room.land()
    expect(accepted.state).toBe('TIME_WAIT')
    expect(accepted.tcb.owed).toMatchObject([{ kind: 'ack', reason: 'challenge' }])
  })

  it('a later number takes the place of TIME_WAIT at once, through the listener', () => {
    const table = tableOf('whole-story')
    const { client, listening, accepted, room } = table
    connect(table)
    accepted.sends('FA')
    client.sends('FA')
    accepted.sends('A')
    client.send('S', { seq: (accepted.tcb.rcvNxt + 1000) >>> 0 })
    room.land()
    expect(accepted.state).toBe('SYN_RCVD')
    expect(room.socket('1.listening').listener?.synQueue).toEqual(['1.accepted'])
    expect(room.socket('1.accepted')).toMatchObject({ accepted: false, bytesRead: 0, appStep: 0 })
    accepted.sends('SA')
    client.sends('A')
    listening.calls({ name: 'accept' })
    expect(room.socket('1.accepted').accepted).toBe(true)
  })

  it('a SYN to a closed port is reset by the player of the socket there', () => {
    const { client, listening, room } = tableOf('handshake')
    client.sends('S')
    expect(listening.tcb.owed).toMatchObject([{ kind: 'rst', form: 2 }])
    listening.sends('RA', { seq: 0, ack: client.tcb.sndNxt >>> 0, window: 0 })
    expect(client.state).toBe('CLOSED')
    expect(room.events('segment.arrived').at(-1)).toMatchObject({ to: '1.client' })
  })
})
