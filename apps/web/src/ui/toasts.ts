import { ref } from 'vue'

export interface Toast {
  readonly id: number
  readonly text: string
  readonly action?: { readonly label: string; readonly run: () => void }
}

const LIFE = 5000
/** Long enough to read, decide and reach for Undo. */
const LIFE_WITH_ACTION = 8000
const toasts = ref<Toast[]>([])
let nextId = 1

export function useToasts() {
  const dismiss = (id: number) => {
    toasts.value = toasts.value.filter((t) => t.id !== id)
  }
  const show = (text: string, action?: Toast['action']) => {
    const id = nextId++
    toasts.value = [...toasts.value.slice(-2), { id, text, ...(action ? { action } : {}) }]
    setTimeout(() => dismiss(id), action ? LIFE_WITH_ACTION : LIFE)
  }
  return { toasts, show, dismiss }
}
