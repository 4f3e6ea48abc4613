import { nextTick, type Ref, ref, watch } from 'vue'

/** Closer to the end than this counts as being at the end, in px. */
const NEAR = 40

/**
 * Keeps a scrolled pane at its newest row, unless the reader has scrolled up: then what is new is counted and nothing moves.
 * `size`: changes when the pane or its content changes its height.
 */
export function useFollow(pane: Ref<HTMLElement | null>, lastRow: () => number, size: () => unknown) {
  const unseen = ref(0)
  let following = true

  const toEnd = async () => {
    following = true
    unseen.value = 0
    await nextTick()
    if (pane.value) pane.value.scrollTop = pane.value.scrollHeight
  }
  const onScroll = () => {
    const el = pane.value
    if (!el) return
    following = el.scrollHeight - el.scrollTop - el.clientHeight < NEAR
    if (following) unseen.value = 0
  }
  watch(lastRow, (now, before) => {
    if (following || now < before) void toEnd()
    else unseen.value += now - before
  })
  watch(
    size,
    () => {
      if (following) void toEnd()
    },
    { immediate: true },
  )
  return { unseen, toEnd, onScroll }
}
