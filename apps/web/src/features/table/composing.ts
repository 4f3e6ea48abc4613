import { onScopeDispose } from 'vue'

/** At most one “is composing” a second, and “no longer” after a pause or when the segment is sent. */
const REPEAT = 1000
const IDLE = 4000

export function useComposing(tell: (on: boolean) => void) {
  let toldAt = Number.NEGATIVE_INFINITY
  let idle: ReturnType<typeof setTimeout> | undefined
  let on = false

  const stop = () => {
    clearTimeout(idle)
    if (on) tell(false)
    on = false
  }
  const touch = () => {
    clearTimeout(idle)
    idle = setTimeout(stop, IDLE)
    const now = performance.now()
    if (now - toldAt < REPEAT) return
    on = true
    toldAt = now
    tell(true)
  }
  onScopeDispose(stop)
  return { touch, stop }
}
