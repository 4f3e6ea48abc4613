import { usePreferredDark } from '@vueuse/core'
import { ref, watchEffect } from 'vue'

export type Theme = 'auto' | 'light' | 'dark'

const STORED = 'synposium.theme'
const stored = localStorage.getItem(STORED)
const theme = ref<Theme>(stored === 'light' || stored === 'dark' ? stored : 'auto')

/** Pages for the wall are light unless a theme was chosen: a projector's lamp washes dark colours out. */
const lightByDefault = ref(false)

/** Keeps `data-theme` on <html> at the choice, or at what the system prefers. Every colour is a token. */
export function useTheme() {
  const dark = usePreferredDark()
  watchEffect(() => {
    const automatic = dark.value && !lightByDefault.value ? 'dark' : 'light'
    document.documentElement.dataset.theme = theme.value === 'auto' ? automatic : theme.value
  })
  const choose = (choice: Theme) => {
    theme.value = choice
    localStorage.setItem(STORED, choice)
  }
  return { theme, choose, lightByDefault }
}
