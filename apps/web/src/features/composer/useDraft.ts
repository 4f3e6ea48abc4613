import { onScopeDispose, type Ref, ref, watch } from 'vue'
import { EMPTY_DRAFT, isEmpty, readDraft, type TypedDraft } from './draft.ts'

export interface DraftStore {
  readonly draft: Ref<TypedDraft>
  readonly change: (draft: TypedDraft) => void
  /** Empties the composer; `undo` brings the last one back. */
  readonly clear: () => void
  readonly undo: () => void
}

/** The draft of one socket, kept in this browser tab: a reload, and the other socket of the seat, leave it as it was. */
export function useDraft(key: () => string): DraftStore {
  const draft = ref<TypedDraft>(EMPTY_DRAFT)
  let last: TypedDraft | null = null

  const keep = (value: TypedDraft) => {
    draft.value = value
    if (isEmpty(value)) sessionStorage.removeItem(key())
    else sessionStorage.setItem(key(), JSON.stringify(value))
  }
  const stop = watch(
    key,
    (now) => {
      last = null
      draft.value = readDraft(sessionStorage.getItem(now))
    },
    { immediate: true },
  )
  onScopeDispose(stop)

  return {
    draft,
    change: keep,
    clear() {
      if (!isEmpty(draft.value)) last = draft.value
      keep(EMPTY_DRAFT)
    },
    undo() {
      if (last === null) return
      const back = last
      last = isEmpty(draft.value) ? null : draft.value
      keep(back)
    },
  }
}
