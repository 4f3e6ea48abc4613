/** What the projector shows while a lesson runs: one table, the whole network, the heat map, or nothing. */
export type ProjectorView = 'network' | 'heat' | 'blank' | number

/** Reads `?t=`: a table number or one of the words; anything else is the whole network. */
export function readView(value: unknown): ProjectorView {
  if (value === 'heat' || value === 'blank') return value
  const table = typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : 0
  return table > 0 ? table : 'network'
}

/** The view one step to the right (1) or left (-1) in the round network, table 1, table 2, …; a view outside of it begins the round. */
export function stepView(view: ProjectorView, tables: readonly number[], step: 1 | -1): ProjectorView {
  const round: ProjectorView[] = ['network', ...tables]
  const at = round.indexOf(view)
  if (at < 0) return step === 1 ? 'network' : (round.at(-1) ?? 'network')
  return round[(at + step + round.length) % round.length] ?? 'network'
}

/** The view that a key of the projector page leads to; null: the key does nothing. */
export function viewForKey(key: string, view: ProjectorView, tables: readonly number[]): ProjectorView | null {
  switch (key.toLowerCase()) {
    case 'arrowright':
    case 'pagedown':
      return stepView(view, tables, 1)
    case 'arrowleft':
    case 'pageup':
      return stepView(view, tables, -1)
    case 'w':
      return 'network'
    case 'h':
      return 'heat'
    case 'b':
    case '.':
      return view === 'blank' ? 'network' : 'blank'
    default:
      return null
  }
}
