import { type Classroom, type Recorded, record } from '@synposium/classroom'
import type { ClientMessage, ServerMessage } from '@synposium/protocol'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { PlayedClass } from '../testing/played-class.ts'
import type { ConnectionHandlers } from './connection.ts'
import { useSession } from './session.ts'

/** The far end of every connection that was opened, the latest last. */
const far: { handlers: ConnectionHandlers; sent: ClientMessage[]; closed: boolean }[] = []
vi.mock('./connection.ts', () => ({
  openConnection: (handlers: ConnectionHandlers) => {
    const end = { handlers, sent: [] as ClientMessage[], closed: false }
    far.push(end)
    return {
      send: (message: ClientMessage) => end.sent.push(message),
      retryNow: () => handlers.onClose(),
      close: () => {
        end.closed = true
      },
    }
  },
}))

const end = () => {
  const last = far.at(-1)
  if (!last) throw new Error('no connection')
  return last
}
const say = (message: ServerMessage) => end().handlers.onMessage(message)

function welcome(room: PlayedClass, events?: readonly Recorded[]): ServerMessage {
  const people = [...room.people.values()]
  const base = {
    type: 'welcome',
    version: 1,
    viewer: { kind: 'student', id: 'Ada' },
    classId: 'c1',
    now: room.now,
  } as const
  return events ? { ...base, people, events } : { ...base, people, picture: room.picture }
}

function live(room = new PlayedClass().join('Ada', 'Ben')) {
  const session = useSession()
  session.open({ token: 'secret' })
  end().handlers.onOpen()
  say(welcome(room))
  return { session, room }
}

beforeEach(() => {
  far.length = 0
  setActivePinia(createPinia())
})
afterEach(() => {
  useSession().close()
  vi.useRealTimers()
})

describe('opening', () => {
  it('says hello with the token, and is live with the picture', () => {
    const { session } = live()
    expect(end().sent[0]).toEqual({ type: 'hello', version: 1, token: 'secret', language: 'en' })
    expect(session.status).toBe('live')
    expect(session.classroom?.code).toBe('KPT482')
    expect(session.nameOf('Ben')).toBe('Ben')
  })

  it('keeps one connection for all pages of a class, and opens another for another class', () => {
    const { session } = live()
    session.open({ token: 'secret' })
    expect(far).toHaveLength(1)
    session.open({ teacher: 'c2' })
    expect(far).toHaveLength(2)
    expect(far[0]?.closed).toBe(true)
    expect(session.picture).toBeNull()
  })
})

describe('a lost connection', () => {
  it('is away, comes back with the last event number, and counts what was missed', () => {
    const { session, room } = live()
    const seq = session.classroom?.seq
    end().handlers.onClose()
    expect(session.status).toBe('away')
    expect(session.picture).not.toBeNull()

    const state: Classroom = room.picture.classroom
    const missed = record(state, [{ type: 'class.locked', locked: true }], room.now)
    end().handlers.onOpen()
    expect(end().sent.at(-1)).toEqual({ type: 'hello', version: 1, token: 'secret', language: 'en', lastSeq: seq })
    say(welcome(room, missed))
    expect(session.status).toBe('live')
    expect(session.caughtUp).toBe(1)
    expect(session.classroom?.locked).toBe(true)
  })

  it('settles every command that waits, and sends none while it is away', async () => {
    const { session } = live()
    const waiting = session.command({ type: 'seat.leave' })
    end().handlers.onClose()
    expect(await waiting).toEqual({ ok: false, code: 'offline' })
    const before = end().sent.length
    expect(await session.command({ type: 'seat.leave' })).toEqual({ ok: false, code: 'offline' })
    expect(end().sent).toHaveLength(before)
  })

  it('never says of a first try that it was live once', () => {
    const session = useSession()
    session.open({ token: 'secret' })
    end().handlers.onClose()
    expect(session.status).toBe('connecting')
  })
})

describe('commands', () => {
  it('are answered by their own id', async () => {
    const { session } = live()
    const first = session.command({ type: 'seat.leave' }, 'one')
    const second = session.command({ type: 'seat.leave' }, 'two')
    say({ type: 'ack', id: 'two', ok: false, refusal: { code: 'seat.none', message: '' } })
    say({ type: 'ack', id: 'one', ok: true, seq: 9 })
    expect(await first).toEqual({ ok: true, seq: 9 })
    expect(await second).toEqual({ ok: false, code: 'seat.none' })
  })

  it('do not wait for ever', async () => {
    vi.useFakeTimers()
    const { session } = live()
    const outcome = session.command({ type: 'seat.leave' })
    vi.advanceTimersByTime(10_000)
    expect(await outcome).toEqual({ ok: false, code: 'no-answer' })
  })
})

describe('people', () => {
  it('remembers since when somebody is away, and forgets it when they are back', () => {
    vi.useFakeTimers({ now: 5_000 })
    const { session } = live()
    const told = (online: boolean) => say({ type: 'people', people: [{ id: 'Ben', name: 'Ben', online }] })
    told(false)
    vi.setSystemTime(25_000)
    told(false)
    expect(session.offlineSince.get('Ben')).toBe(5_000)
    told(true)
    expect(session.offlineSince.has('Ben')).toBe(false)
  })
})

describe('the end', () => {
  it.each(['removed', 'class-ended', 'replaced', 'version'] as const)('“%s” is for good', (reason) => {
    const { session } = live()
    say({ type: 'bye', reason })
    expect([session.status, session.ending, end().closed]).toEqual(['over', reason, true])
  })

  it.each(['server-stopping', 'too-slow'] as const)('“%s” is not: the connection is tried again', (reason) => {
    const { session } = live()
    say({ type: 'bye', reason })
    expect(session.status).toBe('live')
    end().handlers.onClose()
    expect(session.status).toBe('away')
  })
})
