import { useI18n } from '../i18n/index.ts'
import { ApiError } from '../session/api.ts'

/** Sentences for what went amiss: HTTP errors by their code, refused commands by theirs. */
export function useErrorText() {
  const { t, te } = useI18n()
  const sentence = (key: string, fallback: string) => (te(key) ? t(key) : t(fallback))
  return {
    /** For what a call of the api threw. */
    ofError: (error: unknown): string =>
      sentence(`ui.error["${error instanceof ApiError ? error.code : 'internal'}"]`, 'ui.error.internal'),
    /** For the code of an Outcome that was not ok. */
    ofRefusal: (code: string): string => sentence(`feedback.refusal["${code}"]`, 'feedback.refusal.unknown'),
  }
}
