import { describe, expect, it } from 'vitest'
import { readView, stepView, viewForKey } from './view.ts'

describe('readView', () => {
  it.each([
    ['heat', 'heat'],
    ['blank', 'blank'],
    ['7', 7],
    ['0', 'network'],
    ['-1', 'network'],
    ['7x', 'network'],
    [undefined, 'network'],
    [['7'], 'network'],
  ])('%s is %s', (asked, view) => {
    expect(readView(asked)).toBe(view)
  })
})

describe('steering by keys', () => {
  const tables = [1, 2, 4]

  it('goes round the network and the tables in both directions', () => {
    expect(stepView('network', tables, 1)).toBe(1)
    expect(stepView(2, tables, 1)).toBe(4)
    expect(stepView(4, tables, 1)).toBe('network')
    expect(stepView('network', tables, -1)).toBe(4)
    expect(stepView('heat', tables, -1)).toBe(4)
    expect(stepView('network', [], 1)).toBe('network')
  })

  it('knows its keys and leaves all others alone', () => {
    expect(viewForKey('ArrowRight', 1, tables)).toBe(2)
    expect(viewForKey('h', 1, tables)).toBe('heat')
    expect(viewForKey('W', 1, tables)).toBe('network')
    expect(viewForKey('b', 1, tables)).toBe('blank')
    expect(viewForKey('b', 'blank', tables)).toBe('network')
    expect(viewForKey('Tab', 1, tables)).toBeNull()
  })
})
