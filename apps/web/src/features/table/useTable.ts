import {
  type Language,
  lessonById,
  netstat,
  playerOf,
  type Seat,
  type SocketId,
  stageView,
  type TableNo,
  tokens,
  turn,
} from '@synposium/classroom'
import { computed } from 'vue'
import { useI18n } from '../../i18n/index.ts'
import { useSession } from '../../session/session.ts'
import { formatDuration } from '../../ui/duration.ts'
import { useTicker } from '../../ui/useTicker.ts'
import type { Rail } from '../ladder/geometry.ts'
import { type Lane, lanesOf } from './lanes.ts'

const NONE: Readonly<Record<string, string>> = {}
const COUNTDOWN_TICK = 250

export type TableView = ReturnType<typeof useTable>

/** Everything a play table shows, read from the session’s picture. */
export function useTable(table: () => TableNo) {
  const session = useSession()
  const { t, locale } = useI18n()
  const tick = useTicker(COUNTDOWN_TICK)

  const classroom = computed(() => session.classroom)
  const lesson = computed(() => (classroom.value?.lesson ? lessonById(classroom.value.lesson.lesson) : null))
  const ladder = computed(() => session.picture?.ladders[String(table())] ?? null)
  const running = computed(() => classroom.value?.clock.running ?? false)
  const paused = computed(() => classroom.value?.phase === 'running' && !running.value)
  const startedAt = computed(() => classroom.value?.lesson?.startedAt ?? 0)

  const nameOfSeat = (seat: Seat): string =>
    seat.student === null ? t('table.lane.autopilotName') : (session.nameOf(seat.student) ?? t('table.lane.nobody'))

  const lanes = computed(() =>
    classroom.value === null
      ? []
      : lanesOf(classroom.value, table(), {
          mine: (seat) => session.viewer?.kind === 'student' && seat.student === session.viewer.id,
          name: nameOfSeat,
          online: (seat) => (seat.student === null ? false : (session.people.get(seat.student)?.online ?? false)),
          player: (seat) => (classroom.value ? playerOf(classroom.value, seat.id) : 'nobody'),
          composing: (socket) => session.composing.has(socket),
        }),
  )
  const laneOf = (socket: SocketId | null): Lane | null =>
    socket === null ? null : (lanes.value.find((lane) => lane.sockets.includes(socket)) ?? null)

  const rails = computed<readonly Rail[]>(() =>
    lanes.value.map((lane) => {
      const socket = classroom.value?.sockets[lane.id]
      return {
        id: lane.id,
        sockets: lane.sockets,
        side: lane.role === 'client' ? 'left' : 'right',
        local: socket?.tcb.local ?? null,
        remote: socket?.tcb.remote ?? null,
        state: lane.state,
      }
    }),
  )

  const sockets = computed(() => lanes.value.flatMap((lane) => classroom.value?.sockets[lane.id] ?? []))
  const socket = (id: SocketId | null) => (id === null ? null : (classroom.value?.sockets[id] ?? null))

  /** Who a socket is in a sentence: a name, “you”, or the autopilot with its role. */
  const nameOf = (id: SocketId | null): string => {
    const lane = laneOf(id)
    if (!lane) return t('table.lane.nobody')
    if (lane.mine) return t('table.lane.you')
    return lane.held ? lane.name : t('table.lane.autopilotAs', { role: t(`table.role.short.${lane.role}`) })
  }
  const mates = computed(() => [...new Set(lanes.value.map((lane) => lane.name))].join(t('table.separator')))

  const countdowns = computed<Readonly<Record<SocketId, string>>>(() => {
    const waiting = sockets.value.filter((s) => s.tcb.timers.timeWait !== null)
    // Without a clock to show nothing here depends on the tick.
    if (waiting.length === 0) return NONE
    void tick.value
    const now = session.classNow()
    return Object.fromEntries(waiting.map((s) => [s.id, formatDuration((s.tcb.timers.timeWait ?? now) - now + 999)]))
  })

  const stages = computed(() => (classroom.value ? stageView(classroom.value, table()) : []))
  const turnNow = computed(() => (classroom.value ? turn(classroom.value, table()) : { seats: [], goal: null }))
  const task = computed(() => turnNow.value.goal?.task[locale.value as Language] ?? null)
  const diagram = computed(() =>
    (classroom.value ? tokens(classroom.value, table()) : []).flatMap((token) => {
      const lane = laneOf(token.socket)
      return lane ? [{ ...token, name: lane.name, mine: lane.mine }] : []
    }),
  )
  const netstatRows = computed(() => {
    const here = new Set<string>(sockets.value.map((s) => s.id))
    return (classroom.value ? netstat(classroom.value) : []).filter((row) => here.has(row.socket))
  })

  return {
    session,
    classroom,
    lesson,
    ladder,
    running,
    paused,
    startedAt,
    lanes,
    laneOf,
    rails,
    sockets,
    socket,
    nameOf,
    mates,
    countdowns,
    stages,
    turn: turnNow,
    task,
    tokens: diagram,
    netstat: netstatRows,
  }
}
