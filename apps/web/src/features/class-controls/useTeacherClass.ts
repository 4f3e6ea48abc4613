import { computed, type MaybeRefOrGetter, toValue, watch } from 'vue'
import { useSession } from '../../session/session.ts'

/** The teacher's connection to a class. The lobby, the dashboard and the tables of one class share it. */
export function useTeacherClass(id: MaybeRefOrGetter<string>) {
  const session = useSession()
  const connect = () => session.open({ teacher: toValue(id) })
  watch(() => toValue(id), connect, { immediate: true })
  const classroom = computed(() => (session.viewer?.kind === 'teacher' ? session.classroom : null))
  const over = computed(() => (session.status === 'over' ? (session.ending ?? 'token.unknown') : null))
  return { session, classroom, over, connect }
}
