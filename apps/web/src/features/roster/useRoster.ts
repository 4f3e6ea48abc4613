import type { SeatId, StudentId } from '@synposium/classroom'
import { useI18n } from '../../i18n/index.ts'
import { useToasts } from '../../ui/toasts.ts'
import { useCommands } from '../class-controls/useCommands.ts'
import type { SeatCard, Sitter } from './seating.ts'

/** What a teacher does with people and seats. Everything that hurts can be undone for some seconds. */
export function useRoster() {
  const { t } = useI18n()
  const { show } = useToasts()
  const send = useCommands()

  async function restore(sitter: Sitter) {
    if (await send({ type: 'student.restore', student: sitter.id }))
      show(t('teach.roster.restored', { name: sitter.name }))
  }

  return {
    async remove(sitter: Sitter) {
      if (!(await send({ type: 'student.remove', student: sitter.id }))) return
      show(t('teach.roster.removed', { name: sitter.name }), { label: t('ui.undo'), run: () => void restore(sitter) })
    },
    async assign(seat: SeatId, sitter: Sitter, label: string) {
      if (await send({ type: 'seat.assign', seat, student: sitter.id }))
        show(t('teach.roster.moved', { name: sitter.name, seat: label }))
    },
    async unseat(seat: SeatCard) {
      const sitter = seat.sitter
      if (!sitter || !(await send({ type: 'seat.assign', seat: seat.id, student: null }))) return
      show(t('teach.roster.unseated', { name: sitter.name }), {
        label: t('ui.undo'),
        run: () => void send({ type: 'seat.assign', seat: seat.id, student: sitter.id }),
      })
    },
    autopilot: (seat: SeatId, on: boolean) => send({ type: 'seat.autopilot', seat, on }),
    admit: (students: readonly StudentId[]) => send({ type: 'student.admit', students }),
  }
}
