import { ref } from 'vue'

const polite = ref('')
const assertive = ref('')
const BATCH = 1500
let queue: string[] = []
let flushing = false

/** At most one polite message per 1.5 s; a crowd of them is told by the sentence `summary` makes of it. */
function flush(summary: (count: number, last: string) => string) {
  flushing = false
  const last = queue.at(-1)
  if (last === undefined) return
  polite.value = queue.length > 3 ? summary(queue.length, last) : queue.join(' ')
  queue = []
}

/** Two live regions, created once at start-up; only their text changes. */
export function useAnnouncer() {
  return {
    polite,
    assertive,
    say(text: string, summary: (count: number, last: string) => string = (_count, last) => last) {
      queue.push(text)
      if (flushing) return
      flushing = true
      setTimeout(() => flush(summary), BATCH)
    },
    alert(text: string) {
      assertive.value = text
    },
  }
}
