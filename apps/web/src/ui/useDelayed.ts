import { onScopeDispose, type Ref, ref, type WatchSource, watch } from 'vue'

/** True once `source` has been true for `ms` without a break: short waits never flash. */
export function useDelayed(source: WatchSource<boolean>, ms: number): Ref<boolean> {
  const shown = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(
    source,
    (on) => {
      clearTimeout(timer)
      if (!on) shown.value = false
      else
        timer = setTimeout(() => {
          shown.value = true
        }, ms)
    },
    { immediate: true },
  )
  onScopeDispose(() => clearTimeout(timer))
  return shown
}
