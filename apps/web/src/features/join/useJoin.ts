import type { Language } from '@synposium/classroom'
import { ref } from 'vue'
import { useI18n } from '../../i18n/index.ts'
import { ApiError, api } from '../../session/api.ts'
import { type Identity, keepIdentity } from '../../session/identity.ts'
import { useErrorText } from '../../ui/error-text.ts'

/** Joins a class under a name and keeps the seat token on this device. */
export function useJoin() {
  const { locale } = useI18n()
  const { ofError } = useErrorText()
  const busy = ref(false)
  const error = ref<string | null>(null)
  const suggestion = ref<string | null>(null)

  /** Resolves to null when the server said no; `error` and `suggestion` say why and what would do. */
  async function join(code: string, name: string, practice = false): Promise<Identity | null> {
    busy.value = true
    error.value = null
    suggestion.value = null
    try {
      const joined = await api.join({ code, name, language: locale.value as Language })
      const identity = { ...joined, code, ...(practice ? { practice } : {}) }
      keepIdentity(identity)
      return identity
    } catch (thrown) {
      error.value = ofError(thrown)
      suggestion.value = thrown instanceof ApiError ? (thrown.suggestion ?? null) : null
      return null
    } finally {
      busy.value = false
    }
  }

  return { busy, error, suggestion, join }
}
