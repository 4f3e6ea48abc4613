import { describe, expect, it } from 'vitest'
import { foldPicture, LADDER_ROWS, type LadderRow, type Picture, type Recorded, relativeNumber } from '../src/index.ts'
import { Room } from './simulation/class-room.ts'
import { connect, seatThree, type Table } from './simulation/hand.ts'

const tableOf = (lesson: string): Table => {
  const table = seatThree(new Room('trios', lesson))
  table.room.teacher({ type: 'lesson.start' })
  return table
}

const rows = (room: Room, table = 1): readonly LadderRow[] => room.picture.ladders[table]?.rows ?? []

/** The states that a ladder leads to: those before it, changed by every mark in it. */
const statesAtEnd = ({ ladders }: Picture, table = 1): Record<string, string> => {
  const ladder = ladders[table]
  const marks = [...(ladder?.before ?? []), ...(ladder?.rows ?? []).flatMap((row) => marksOf(row))]
  return Object.fromEntries(marks.map((mark) => [mark.socket, mark.state]))
}

const marksOf = (row: LadderRow) => (row.kind === 'segment' ? [...row.onSend, ...row.onArrive] : row.marks)

describe('foldPicture', () => {
  it('begins with the class, and a hidden event only moves the number on', () => {
    const room = new Room()
    const picture = room.log.reduce<Picture | null>(foldPicture, null)
    expect(picture).toMatchObject({ ladders: {}, attempts: {}, progress: {}, mistakes: { total: 0 } })
    if (picture === null) throw new Error('no picture')
    const after = foldPicture(picture, { seq: 2, hidden: true })
    expect(after).toEqual({ ...picture, classroom: { ...picture.classroom, seq: 2 } })
    expect(() => foldPicture(null, { seq: 1, hidden: true })).toThrow()
  })

  it('stays bounded over ten thousand events of one lesson', () => {
    const { room, client, accepted } = tableOf('talk')
    const from = room.log.length
    for (let i = 0; i < 5; i += 1) {
      client.send('P', { length: 10 })
      room.student('cleo', { type: 'hint.take', socket: '1.client', tier: 2 })
      client.sends('PA', { length: 10 })
      accepted.send('A', { ack: 1 })
      accepted.sends('A')
      accepted.calls({ name: 'read', length: 10 })
    }
    // A goal is reached once in a lesson; all else may happen again.
    const round = room.log.slice(from).flatMap(({ event }) => (event.type === 'goal.reached' ? [] : [event]))
    let { picture } = room
    const sizes: number[] = []
    // The same round again and again: events only assign, so it need not be played anew.
    for (let seq = room.log.length; seq < 10_000; ) {
      const flights = picture.classroom.nextFlight - 1
      for (const event of round) {
        seq += 1
        const numbered = 'flight' in event ? { ...event, flight: event.flight + flights } : event
        picture = foldPicture(picture, { seq, v: 1, at: room.now, time: room.time, event: numbered })
      }
      sizes.push(JSON.stringify(picture).length)
    }
    expect(picture.classroom.seq).toBeGreaterThanOrEqual(10_000)
    expect(picture.ladders['1']?.rows).toHaveLength(LADDER_ROWS)
    expect(picture.mistakes.total).toBeGreaterThan(1000)
    // Once the ladder is full only the digits of numbers grow.
    expect(sizes.at(-1)).toBeLessThan(1.02 * (sizes[20] ?? 0))
  })

  it('keeps the last rows of a long lesson, and the states before them', () => {
    const { room, client, accepted } = tableOf('talk')
    for (let i = 0; i < 100; i += 1) {
      client.sends('PA', { length: 1 })
      accepted.sends('A')
    }
    const ladder = room.picture.ladders['1']
    expect(rows(room)).toHaveLength(LADDER_ROWS)
    expect(ladder?.nextN).toBe(201)
    expect(ladder?.rows[0]?.n).toBe(201 - LADDER_ROWS)
    client.sends('FA')
    accepted.sends('FA')
    client.sends('A')
    for (const id of ['1.client', '1.listening', '1.accepted']) {
      expect(statesAtEnd(room.picture)[id]).toBe(room.socket(id).tcb.state)
    }
  })

  it('keeps the states of a segment that lands after its row has gone', () => {
    const { room, client, accepted } = tableOf('close')
    room.teacher({ type: 'class.configure', options: { flight: 60_000, feedback: 'consequences' } })
    client.send('FA')
    for (let i = 0; i < LADDER_ROWS; i += 1) accepted.send('A', { to: { ip: '192.0.2.1', port: 1 } })
    expect(rows(room).some((row) => row.kind === 'segment' && row.from === '1.client')).toBe(false)
    room.land()
    expect(accepted.state).toBe('CLOSE_WAIT')
    expect(statesAtEnd(room.picture)['1.accepted']).toBe('CLOSE_WAIT')
  })
})

describe('the ladder', () => {
  it('tells the handshake', () => {
    const table = tableOf('handshake')
    const started = table.room.time
    connect(table)
    expect(rows(table.room)).toMatchObject([
      { kind: 'call', n: 1, call: { name: 'listen' }, marks: [{ socket: '1.listening', state: 'LISTEN' }] },
      {
        kind: 'segment',
        n: 2,
        from: '1.client',
        to: '1.listening',
        status: 'delivered',
        sentAt: started,
        arriveAt: started + 900,
        onSend: [{ socket: '1.client', state: 'SYN_SENT' }],
        onArrive: [{ socket: '1.accepted', state: 'SYN_RCVD' }],
      },
      {
        n: 3,
        from: '1.accepted',
        to: '1.client',
        onSend: [],
        onArrive: [{ socket: '1.client', state: 'ESTABLISHED' }],
      },
      { n: 4, from: '1.client', to: '1.accepted', onArrive: [{ socket: '1.accepted', state: 'ESTABLISHED' }] },
    ])
  })

  it('knows what relative numbers count from, in every connection of a socket', () => {
    const table = tableOf('whole-story')
    const relative = (): number[][] =>
      rows(table.room).flatMap((row) =>
        row.kind === 'segment'
          ? [[relativeNumber(row.segment.seq, row.base.seq), relativeNumber(row.segment.ack, row.base.ack)]]
          : [],
      )
    connect(table)
    table.listening.calls({ name: 'accept' })
    expect(relative().slice(1)).toEqual([
      [0, 1],
      [1, 1],
    ])
    table.client.sends('RA')
    expect(relative().at(-1)).toEqual([1, 1])
    table.client.sends('S')
    table.accepted.sends('SA')
    table.client.sends('A')
    expect(relative().slice(-2)).toEqual([
      [0, 1],
      [1, 1],
    ])
    expect(relative()[2]).toEqual([1, 1])
  })

  it('counts a reset for nobody from the numbers of whom it answers', () => {
    const { client, listening, room } = tableOf('handshake')
    client.sends('S')
    listening.sends('RA', { seq: 0, ack: client.tcb.sndNxt, window: 0 })
    const reset = rows(room).at(-1)
    if (reset?.kind !== 'segment') throw new Error('no reset')
    expect(relativeNumber(reset.segment.seq, reset.base.seq)).toBe(0)
    expect(relativeNumber(reset.segment.ack, reset.base.ack)).toBe(1)
  })

  it('marks what was sent before', () => {
    const { room, client } = tableOf('close')
    client.sends('PA', { length: 100 })
    room.passUntil(() => client.tcb.owed.some((debt) => debt.kind === 'retransmit'))
    client.sends('PA', { seq: client.tcb.sndUna, length: 100 })
    const segments = rows(room).filter((row) => row.kind === 'segment')
    expect(segments.map((row) => row.again)).toEqual([false, true])
    expect(rows(room)).toContainEqual(
      expect.objectContaining({ kind: 'timer', fired: ['retransmit'], socket: '1.client' }),
    )
  })

  it('shows a timer that ends TIME_WAIT', () => {
    const { room, client, accepted } = tableOf('close')
    client.sends('FA')
    accepted.sends('FA')
    client.sends('A')
    room.pass(30_000)
    expect(rows(room).at(-1)).toMatchObject({
      kind: 'timer',
      fired: ['time-wait'],
      marks: [{ socket: '1.client', state: 'CLOSED' }],
    })
  })

  it('grounds what flies when the lesson stops', () => {
    const { room, client } = tableOf('close')
    client.send('FA')
    room.teacher({ type: 'lesson.stop' })
    expect(rows(room)).toMatchObject([{ status: 'dropped' }])
  })

  it('begins anew with the lesson', () => {
    const { room, client } = tableOf('close')
    client.sends('FA')
    room.teacher({ type: 'lesson.start', lesson: 'handshake' })
    expect(room.picture.ladders['1']).toMatchObject({
      rows: [],
      nextN: 1,
      before: [
        { socket: '1.client', state: 'CLOSED' },
        { socket: '1.listening', state: 'CLOSED' },
      ],
    })
    expect(room.picture.progress).toEqual({})
  })

  it('is gone with its table', () => {
    const room = new Room('pairs', 'close')
    room.join('a', 'b', 'c', 'd')
    room.teacher({ type: 'lesson.start' })
    for (const id of ['c', 'd']) room.teacher({ type: 'student.remove', student: id })
    expect(Object.keys(room.picture.ladders)).toEqual(['1', '2'])
    room.teacher({ type: 'lesson.start', lesson: 'close' })
    expect(Object.keys(room.picture.ladders)).toEqual(['1'])
  })
})

describe('mistakes and progress', () => {
  it('are counted by code, by state and by who made them', () => {
    const { room, client, accepted } = tableOf('close')
    client.send('F')
    client.send('F')
    accepted.send('F')
    client.sends('FA')
    client.send('PA', { length: 10 })
    const { mistakes } = room.picture
    expect(mistakes.total).toBe(4)
    expect(mistakes.byState).toEqual({ ESTABLISHED: 3, FIN_WAIT_1: 1 })
    expect(mistakes.byCode['ack.flag-missing']).toEqual({ count: 3, students: ['cleo', 'ann'] })
    expect(mistakes.byCode['data.after-fin']).toEqual({ count: 1, students: ['cleo'] })
    room.teacher({ type: 'lesson.start', lesson: 'close' })
    expect(room.picture.mistakes.total).toBe(0)
  })

  it('count the tries of a goal since the one before', () => {
    const { room, client, accepted } = tableOf('close')
    client.send('F')
    client.sends('FA')
    accepted.sends('A')
    accepted.send('F')
    accepted.send('F')
    accepted.sends('FA')
    expect(room.picture.progress['1']).toMatchObject({
      'close.fin-1': { tries: 2 },
      'close.ack-1': { tries: 1 },
      'close.fin-2': { tries: 3 },
    })
  })

  it('keep the time of the last progress at the table', () => {
    const { room, client } = tableOf('close')
    room.pass(5000)
    client.send('F')
    expect(room.state.tables[1]?.lastProgress).toBe(0)
    client.send('FA')
    expect(room.state.tables[1]?.lastProgress).toBe(5000)
  })
})

describe('a recorded log', () => {
  it('folds to the same picture in one go', () => {
    const { room, client, accepted } = tableOf('close')
    client.send('F')
    client.sends('FA')
    accepted.sends('FA')
    const log: Recorded[] = JSON.parse(JSON.stringify(room.log))
    expect(log.reduce<Picture | null>(foldPicture, null)).toEqual(room.picture)
  })
})
