import type { Picture } from '@synposium/classroom'
import { recordsOf, type Step } from './steps.ts'
import { quietFor, type Stuck } from './stuck.ts'

export type Cell =
  | { readonly kind: 'ok' }
  | { readonly kind: 'retry'; readonly tries: number }
  | { readonly kind: 'now' }
  | { readonly kind: 'stuck' }
  | { readonly kind: 'todo' }

export interface Row {
  readonly table: number
  readonly cells: readonly Cell[]
  readonly done: number
  readonly finished: boolean
  readonly stuck: boolean
  /** Class ms since something was accepted; null before the lesson runs and when everything is done. */
  readonly quiet: number | null
}

/** The progress matrix: tables in their order (teachers remember places), one cell for each step. */
export function matrixRows(
  picture: Picture,
  steps: readonly Step[],
  stuck: ReadonlyMap<number, Stuck>,
  now: number,
): Row[] {
  const running = picture.classroom.phase === 'running'
  return Object.values(picture.classroom.tables)
    .filter((table) => table.no > 0)
    .sort((a, b) => a.no - b.no)
    .map((table) => {
      const records = recordsOf(picture, table.no)
      const current = running ? steps.find((step) => !records.has(step.goal.id))?.goal.id : undefined
      const trouble = stuck.get(table.no)
      const cells = steps.map(({ goal }): Cell => {
        const record = records.get(goal.id)
        if (record) return record.tries > 1 ? { kind: 'retry', tries: record.tries } : { kind: 'ok' }
        if (trouble?.goal.id === goal.id) return { kind: 'stuck' }
        return goal.id === current && !trouble ? { kind: 'now' } : { kind: 'todo' }
      })
      const done = cells.filter((cell) => cell.kind === 'ok' || cell.kind === 'retry').length
      const finished = steps.length > 0 && done === steps.length
      return {
        table: table.no,
        cells,
        done,
        finished,
        stuck: trouble !== undefined,
        quiet: running && !finished ? quietFor(table, now) : null,
      }
    })
}

export interface Kpis {
  /** Share of reached steps that needed one try, 0 … 1; null before the first. */
  readonly rightFirst: number | null
  /** In class ms. */
  readonly medianStep: number | null
  readonly fewest: number
  readonly most: number
  readonly steps: number
}

/** The class at a glance. */
export function kpis(rows: readonly Row[], steps: number, medianStep: number | null): Kpis {
  const cells = rows.flatMap((row) => row.cells)
  const ok = cells.filter((cell) => cell.kind === 'ok').length
  const reached = ok + cells.filter((cell) => cell.kind === 'retry').length
  const done = rows.map((row) => row.done)
  return {
    rightFirst: reached === 0 ? null : ok / reached,
    medianStep,
    fewest: done.length === 0 ? 0 : Math.min(...done),
    most: Math.max(0, ...done),
    steps,
  }
}
