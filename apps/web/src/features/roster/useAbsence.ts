import { watch } from 'vue'
import { useI18n } from '../../i18n/index.ts'
import { useSession } from '../../session/session.ts'
import { useAnnouncer } from '../../ui/announcer.ts'
import { useTicker } from '../../ui/useTicker.ts'
import type { SeatCard } from './seating.ts'

/** A table mate is told to be away after this long without a connection, in ms: a short break is nobody's business. */
const AWAY_AFTER = 15_000
const TICK = 5_000

/** Says once, politely, that a table mate is away. */
export function useAbsence(mates: () => readonly SeatCard[]): void {
  const { t } = useI18n()
  const session = useSession()
  const { say } = useAnnouncer()
  const tick = useTicker(TICK)
  const told = new Set<string>()

  watch(tick, () => {
    for (const { sitter } of mates()) {
      const since = sitter ? session.offlineSince.get(sitter.id) : undefined
      if (!sitter || since === undefined) {
        if (sitter) told.delete(sitter.id)
      } else if (!told.has(sitter.id) && Date.now() - since >= AWAY_AFTER) {
        told.add(sitter.id)
        say(t('ui.away', { name: sitter.name }))
      }
    }
  })
}
