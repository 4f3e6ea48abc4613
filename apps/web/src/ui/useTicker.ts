import { onScopeDispose, type Ref, ref } from 'vue'

/** A number that grows every `ms`: read it in a computed that depends on the time of day. */
export function useTicker(ms: number): Ref<number> {
  const tick = ref(0)
  const timer = setInterval(() => tick.value++, ms)
  onScopeDispose(() => clearInterval(timer))
  return tick
}
