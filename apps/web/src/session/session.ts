import { classTime, foldPicture, type Picture, type Viewer } from '@synposium/classroom'
import type { ByeReason, ClientCommand, ErrorCode, Hello, Person, SendResult, ServerMessage } from '@synposium/protocol'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { locale } from '../i18n/translate.ts'
import { type Connection, openConnection } from './connection.ts'

const PROTOCOL = 1
const ANSWER_WITHIN = 8000

/** idle: not asked for. connecting: first try. live. away: the connection was lost and is being tried again. over: it will not come back. */
export type Status = 'idle' | 'connecting' | 'live' | 'away' | 'over'

export type Outcome =
  | { readonly ok: true; readonly seq: number; readonly result?: SendResult }
  | { readonly ok: false; readonly code: string; readonly field?: string }

type Credentials = Pick<Hello, 'token' | 'teacher' | 'projector'>

/** The connection to one class, and the class as this viewer may see it. One per page. */
export const useSession = defineStore('session', () => {
  const status = ref<Status>('idle')
  const ending = ref<ByeReason | ErrorCode | null>(null)
  const lostAt = ref<number | null>(null)
  const latency = ref<number | null>(null)
  const viewer = shallowRef<Viewer | null>(null)
  const classId = ref<string | null>(null)
  const picture = shallowRef<Picture | null>(null)
  const people = shallowRef<ReadonlyMap<string, Person>>(new Map())
  /** Since when, in our wall time, each person who is away has been so. */
  const offlineSince = shallowRef<ReadonlyMap<string, number>>(new Map())
  const composing = shallowRef<ReadonlySet<string>>(new Set())
  /** Rows that arrived while this browser was away, for “while you were away”. */
  const caughtUp = ref(0)
  /** Server wall time minus ours, in ms. */
  const offset = ref(0)

  let connection: Connection | null = null
  let credentials: Credentials | null = null
  let pinger: ReturnType<typeof setInterval> | undefined
  const waiting = new Map<string, { settle: (outcome: Outcome) => void; timer: ReturnType<typeof setTimeout> }>()

  const classroom = computed(() => picture.value?.classroom ?? null)

  /** Connects to a class. Pages of the same class share the connection: asking again with the same credentials changes nothing. */
  function open(with_: Credentials): void {
    if (status.value !== 'idle' && status.value !== 'over' && sameCredentials(credentials, with_)) return
    close()
    credentials = with_
    status.value = 'connecting'
    lostAt.value = Date.now()
    connection = openConnection({ onOpen: sayHello, onClose: onLost, onMessage })
    pinger = setInterval(() => connection?.send({ type: 'ping', t: performance.now() }), 5000)
  }

  function sayHello(): void {
    const lastSeq = picture.value?.classroom.seq
    connection?.send({
      type: 'hello',
      version: PROTOCOL,
      ...credentials,
      language: locale.value,
      ...(lastSeq === undefined ? {} : { lastSeq }),
    })
  }

  function onLost(): void {
    if (status.value === 'over' || status.value === 'idle') return
    if (status.value === 'live') lostAt.value = Date.now()
    if (picture.value) status.value = 'away'
    latency.value = null
    for (const id of [...waiting.keys()]) settle(id, { ok: false, code: 'offline' })
  }

  function onMessage(message: ServerMessage): void {
    switch (message.type) {
      case 'welcome':
        onWelcome(message)
        return
      case 'events':
        offset.value = message.now - Date.now()
        picture.value = message.events.reduce<Picture | null>(foldPicture, picture.value)
        return
      case 'people':
        onPeople(message.people)
        return
      case 'composing':
        onComposing(message.socket, message.on)
        return
      case 'ack':
        settle(
          message.id,
          message.ok
            ? { ok: true, seq: message.seq, ...(message.result ? { result: message.result } : {}) }
            : {
                ok: false,
                code: message.refusal.code,
                ...(message.refusal.field ? { field: message.refusal.field } : {}),
              },
        )
        return
      case 'pong':
        latency.value = Math.round(performance.now() - message.t)
        return
      case 'error':
        if (message.id) settle(message.id, { ok: false, code: message.code })
        if (FATAL.has(message.code)) finish(message.code)
        return
      case 'bye':
        if (message.reason !== 'server-stopping' && message.reason !== 'too-slow') finish(message.reason)
    }
  }

  function onWelcome(message: Extract<ServerMessage, { type: 'welcome' }>): void {
    const missed = message.events?.filter((e) => !('hidden' in e)).length ?? 0
    caughtUp.value = picture.value === null ? 0 : missed
    picture.value = message.picture ?? (message.events ?? []).reduce<Picture | null>(foldPicture, picture.value)
    onPeople(message.people)
    viewer.value = message.viewer
    classId.value = message.classId
    offset.value = message.now - Date.now()
    lostAt.value = null
    status.value = 'live'
    connection?.send({ type: 'ping', t: performance.now() })
  }

  function onPeople(list: readonly Person[]): void {
    const now = Date.now()
    offlineSince.value = new Map(
      list.filter((p) => !p.online).map((p) => [p.id, offlineSince.value.get(p.id) ?? now] as const),
    )
    people.value = new Map(list.map((p) => [p.id, p]))
  }

  function onComposing(socket: string, on: boolean): void {
    const next = new Set(composing.value)
    if (on) next.add(socket)
    else next.delete(socket)
    composing.value = next
  }

  function settle(id: string, outcome: Outcome): void {
    const entry = waiting.get(id)
    if (!entry) return
    clearTimeout(entry.timer)
    waiting.delete(id)
    entry.settle(outcome)
  }

  /** Sends one command. `id` makes a resend harmless: pass the same one again after `offline` or `no-answer`. */
  function command(body: ClientCommand, id: string = newCommandId()): Promise<Outcome> {
    if (status.value !== 'live' || !connection) return Promise.resolve({ ok: false, code: 'offline' })
    return new Promise((resolve) => {
      const timer = setTimeout(() => settle(id, { ok: false, code: 'no-answer' }), ANSWER_WITHIN)
      waiting.set(id, { settle: resolve, timer })
      connection?.send({ type: 'command', id, command: body })
    })
  }

  function finish(reason: ByeReason | ErrorCode): void {
    ending.value = reason
    status.value = 'over'
    connection?.close()
    clearInterval(pinger)
  }

  function close(): void {
    connection?.close()
    connection = null
    clearInterval(pinger)
    for (const id of [...waiting.keys()]) settle(id, { ok: false, code: 'offline' })
    status.value = 'idle'
    ending.value = null
    lostAt.value = null
    viewer.value = null
    classId.value = null
    picture.value = null
    people.value = new Map()
    offlineSince.value = new Map()
    composing.value = new Set()
  }

  /** Class time in ms at this moment, by the server's clock. */
  const classNow = (): number =>
    picture.value ? classTime(picture.value.classroom.clock, Date.now() + offset.value) : 0

  const nameOf = (student: string | null): string | null =>
    student === null ? null : (people.value.get(student)?.name ?? null)

  const sayComposing = (socket: string, on: boolean): void => connection?.send({ type: 'composing', socket, on })

  return {
    status,
    ending,
    lostAt,
    latency,
    viewer,
    classId,
    picture,
    classroom,
    people,
    offlineSince,
    composing,
    caughtUp,
    offset,
    open,
    close,
    command,
    classNow,
    nameOf,
    sayComposing,
    retryNow: () => connection?.retryNow(),
  }
})

const sameCredentials = (a: Credentials | null, b: Credentials): boolean =>
  a?.token === b.token && a?.teacher === b.teacher && a?.projector === b.projector

const FATAL: ReadonlySet<string> = new Set([
  'version.unsupported',
  'token.unknown',
  'class.unknown',
  'teacher.required',
])

/** 128 random bits in hex. crypto.randomUUID needs https, which a class on the LAN does not have. */
export const newCommandId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
