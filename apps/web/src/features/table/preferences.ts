import { reactive, watch } from 'vue'
import type { Numbers } from './numbers.ts'

/** How much of what arrives is read out. */
export type Verbosity = 'full' | 'short' | 'off'

export interface Preferences {
  numbers: Numbers
  sounds: boolean
  verbosity: Verbosity
  /** Single-letter keys in the composer (WCAG 2.1.4: they can be switched off). */
  shortcuts: boolean
}

const STORED = 'synposium.table'
const DEFAULTS: Preferences = { numbers: 'relative', sounds: false, verbosity: 'full', shortcuts: true }

/** Reads the stored choices; what is missing or foreign falls back to the default. */
export function readPreferences(stored: string | null): Preferences {
  let value: Partial<Record<keyof Preferences, unknown>> = {}
  try {
    const parsed: unknown = JSON.parse(stored ?? 'null')
    if (typeof parsed === 'object' && parsed !== null) value = parsed
  } catch {
    // Broken content counts as nothing stored.
  }
  return {
    numbers: value.numbers === 'absolute' ? 'absolute' : DEFAULTS.numbers,
    sounds: value.sounds === true,
    verbosity: value.verbosity === 'short' || value.verbosity === 'off' ? value.verbosity : DEFAULTS.verbosity,
    shortcuts: value.shortcuts !== false,
  }
}

const preferences = reactive(readPreferences(localStorage.getItem(STORED)))
watch(preferences, (now) => localStorage.setItem(STORED, JSON.stringify(now)))

/** This browser's own way to look at a play table; other players are not affected. */
export const usePreferences = (): Preferences => preferences
