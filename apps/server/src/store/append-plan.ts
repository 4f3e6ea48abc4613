import type { Append, AppendResult, Handled } from './store.ts'

/** What to write for a batch, and the outcome of each of its entries. */
export interface AppendPlan {
  readonly results: readonly AppendResult[]
  readonly stored: readonly Append[]
}

/** The key of a command among all: class, sender, the sender's own number. */
export function commandKey(classroomId: string, { sender, commandId }: Omit<Handled, 'result'>): string {
  return JSON.stringify([classroomId, sender, commandId])
}

/**
 * Decides which entries of a batch are written.
 * @param heads the last number of each class that exists, as the database has it now
 * @param handled the keys of those commands of the batch that the database has already
 */
export function planAppend(
  batch: readonly Append[],
  heads: ReadonlyMap<string, number>,
  handled: ReadonlySet<string>,
): AppendPlan {
  const seq = new Map(heads)
  const done = new Set(handled)
  const stored: Append[] = []
  const results = batch.map((entry): AppendResult => {
    assertDense(entry)
    const key = entry.handled && commandKey(entry.classroomId, entry.handled)
    if (key !== undefined && done.has(key)) return 'repeated'
    if (seq.get(entry.classroomId) !== entry.expectedSeq) return 'conflict'
    if (key !== undefined) done.add(key)
    seq.set(entry.classroomId, entry.expectedSeq + entry.events.length)
    stored.push(entry)
    return 'stored'
  })
  return { results, stored }
}

/** A gap in the numbers is a mistake of the caller, not of another writer. */
function assertDense({ classroomId, expectedSeq, events }: Append): void {
  const wrong = events.findIndex(({ seq }, index) => seq !== expectedSeq + 1 + index)
  if (wrong !== -1) {
    throw new RangeError(`class ${classroomId}: event ${wrong} after ${expectedSeq} has number ${events[wrong]?.seq}`)
  }
}
