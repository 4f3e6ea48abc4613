import type { LadderRow, SocketId } from '@synposium/classroom'
import { watch } from 'vue'
import { useI18n } from '../../i18n/index.ts'
import { useAnnouncer } from '../../ui/announcer.ts'
import { pillOf } from '../ladder/content.ts'
import { usePreferences } from './preferences.ts'
import { playSound } from './sounds.ts'

type SegmentRow = Extract<LadderRow, { kind: 'segment' }>

/** The segments that have reached one of `mine` and had not in `known`, which it updates. */
export function newArrivals(
  rows: readonly LadderRow[],
  mine: readonly SocketId[],
  known: Set<number>,
): readonly SegmentRow[] {
  const fresh = rows.filter(
    (row): row is SegmentRow =>
      row.kind === 'segment' &&
      row.status === 'delivered' &&
      row.to !== null &&
      mine.includes(row.to) &&
      !known.has(row.flight),
  )
  for (const row of fresh) known.add(row.flight)
  return fresh
}

/** Tells in words, and where wanted in sound, what arrives at the viewer's own sockets. Told politely and gathered. */
export function useVoice(
  rows: () => readonly LadderRow[],
  mine: () => readonly SocketId[],
  nameOf: (socket: SocketId | null) => string,
  myMove: () => boolean,
) {
  const { t } = useI18n()
  const { say } = useAnnouncer()
  const preferences = usePreferences()
  const known = new Set<number>()
  newArrivals(rows(), mine(), known)

  function sentence(row: SegmentRow): string {
    const pill = pillOf(row.segment, row.base, preferences.numbers)
    const flags = pill.flags.join(' ')
    if (preferences.verbosity === 'short') return `${row.n}: ${flags} ${pill.ack ?? pill.seq}`
    const parts = [
      t('table.voice.arrived', { n: row.n, name: nameOf(row.from) }),
      flags,
      t('table.ladder.nameSeq', { seq: pill.seq }),
      pill.ack === null ? '' : `ack ${pill.ack}`,
      row.segment.length > 0 ? t('table.ladder.nameBytes', { n: row.segment.length }) : '',
    ]
    const text = parts.filter((part) => part !== '').join(', ')
    return myMove() ? `${text}. ${t('table.composer.yourMove')}.` : `${text}.`
  }

  watch(rows, (now) => {
    const fresh = newArrivals(now, mine(), known)
    if (fresh.length === 0) return
    if (preferences.sounds) playSound('arrive')
    if (preferences.verbosity === 'off') return
    for (const row of fresh) say(sentence(row), (n) => t('table.voice.many', { n, name: nameOf(row.from) }))
  })
}
