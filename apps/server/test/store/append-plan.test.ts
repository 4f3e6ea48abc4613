import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commandKey, planAppend } from '../../src/store/append-plan.ts'
import type { Append } from '../../src/store/store.ts'
import { command, events } from './rows.ts'

/** Batches of three classes in which numbers, commands and classes repeat, are missing, or come too late. */
const batches = fc.array(
  fc
    .record({
      classroomId: fc.constantFrom('a', 'b', 'unknown'),
      expectedSeq: fc.nat(6),
      count: fc.nat(3),
      commandId: fc.option(fc.constantFrom('1', '2', '3'), { nil: undefined }),
    })
    .map(({ classroomId, expectedSeq, count, commandId }): Append => {
      const entry = { classroomId, expectedSeq, events: events(expectedSeq + 1, expectedSeq + count) }
      return commandId === undefined ? entry : { ...entry, handled: { sender: 's', commandId, result: null } }
    }),
  { maxLength: 12 },
)
const heads = new Map([
  ['a', 0],
  ['b', 3],
])
const handled = new Set([commandKey('b', { sender: 's', commandId: '1' })])

describe('the plan of a batch', () => {
  it('writes exactly what it calls stored, in the order of the batch', () => {
    fc.assert(
      fc.property(batches, (batch) => {
        const { results, stored } = planAppend(batch, heads, handled)
        expect(stored).toEqual(batch.filter((_, index) => results[index] === 'stored'))
      }),
    )
  })

  it('never leaves a gap or takes a number twice', () => {
    fc.assert(
      fc.property(batches, (batch) => {
        for (const [id, head] of heads) {
          const seqs = planAppend(batch, heads, handled)
            .stored.filter(({ classroomId }) => classroomId === id)
            .flatMap((entry) => entry.events.map(({ seq }) => seq))
          expect(seqs).toEqual(seqs.map((_, index) => head + 1 + index))
        }
      }),
    )
  })

  it('never stores a command twice, nor anything for a class that does not exist', () => {
    fc.assert(
      fc.property(batches, (batch) => {
        const { stored } = planAppend(batch, heads, handled)
        const keys = stored.flatMap((entry) => (entry.handled ? [commandKey(entry.classroomId, entry.handled)] : []))
        expect(new Set([...keys, ...handled]).size).toBe(keys.length + handled.size)
        expect(stored.map(({ classroomId }) => classroomId)).not.toContain('unknown')
      }),
    )
  })

  it('tells keys apart however senders and commands are written', () => {
    expect(commandKey('a', { sender: 'b","c', commandId: 'd' })).not.toBe(
      commandKey('a', { sender: 'b', commandId: 'c","d' }),
    )
  })

  it('throws for numbers that do not follow on each other', () => {
    const torn = { ...command('a', 0, '1'), events: events(2) }
    expect(() => planAppend([torn], heads, handled)).toThrow('class a: event 0 after 0 has number 2')
  })
})
