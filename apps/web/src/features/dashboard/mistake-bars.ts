import type { MistakeCounts } from '@synposium/classroom'
import { STATES, type State } from '@synposium/tcp'

export interface MistakeBar {
  readonly code: string
  readonly students: number
  readonly count: number
  /** Length of the bar, 0 … 1. */
  readonly share: number
}

/** Mistakes by how many students make them, then by how often. */
export function mistakeBars(mistakes: MistakeCounts, rows: number): MistakeBar[] {
  const all = Object.entries(mistakes.byCode)
    .map(([code, { count, students }]) => ({ code, count, students: students.length }))
    .sort((a, b) => b.students - a.students || b.count - a.count || a.code.localeCompare(b.code))
    .slice(0, rows)
  const longest = Math.max(1, ...all.map((bar) => bar.students))
  return all.map((bar) => ({ ...bar, share: bar.students / longest }))
}

export interface HeatNode {
  readonly state: State
  readonly count: number
  /** Step of the ramp: 0 for none, 1 … 5 in proportion to the largest. */
  readonly level: 0 | 1 | 2 | 3 | 4 | 5
}

const LEVELS = [0, 1, 2, 3, 4, 5] as const

/** How many mistakes were made in each state of the sender. */
export function heatNodes(byState: MistakeCounts['byState']): HeatNode[] {
  const largest = Math.max(1, ...STATES.map((state) => byState[state] ?? 0))
  return STATES.map((state) => {
    const count = byState[state] ?? 0
    return { state, count, level: LEVELS[Math.ceil((count / largest) * 5)] ?? 5 }
  })
}
