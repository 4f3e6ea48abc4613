import { onScopeDispose, type ShallowRef, shallowRef, type WatchSource, watch } from 'vue'

/** The latest value of `source`, taken over at most once in `ms`: a busy class does not redraw the dashboard for every segment. */
export function useThrottled<T>(source: WatchSource<T>, ms: number): Readonly<ShallowRef<T | undefined>> {
  const shown = shallowRef<T>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let pending: { readonly value: T } | null = null
  const release = () => {
    timer = undefined
    if (!pending) return
    shown.value = pending.value
    pending = null
    timer = setTimeout(release, ms)
  }
  watch(
    source,
    (value) => {
      pending = { value }
      if (timer === undefined) release()
    },
    { immediate: true },
  )
  onScopeDispose(() => clearTimeout(timer))
  return shown
}
