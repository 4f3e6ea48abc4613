import { describe, expect, it } from 'vitest'
import { roved } from '../../ui/rove.ts'
import { composerKey } from './keys.ts'

const press = (key: string, more: Partial<Parameters<typeof composerKey>[0]> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  keyCode: 0,
  repeat: false,
  defaultPrevented: false,
  ...more,
})

describe('keys of the composer', () => {
  it.each(['s', 'A', 'f', 'r', 'P', 'u'])('%s toggles a flag', (key) => {
    expect(composerKey(press(key), true)?.kind).toBe('flag')
  })
  it('sends with Enter once, clears with Escape, and takes back with Ctrl+Z', () => {
    expect(composerKey(press('Enter'), true)).toEqual({ kind: 'send' })
    expect(composerKey(press('Enter', { repeat: true }), true)).toBeNull()
    expect(composerKey(press('Escape'), true)).toEqual({ kind: 'clear' })
    expect(composerKey(press('z', { ctrlKey: true }), true)).toEqual({ kind: 'undo' })
  })
  it('leaves the keys of an input method alone', () => {
    expect(composerKey(press('s', { isComposing: true }), true)).toBeNull()
    expect(composerKey(press('Enter', { keyCode: 229 }), true)).toBeNull()
  })
  it('keeps only Enter, Escape and Ctrl+Z when single letters are switched off', () => {
    expect(composerKey(press('s'), false)).toBeNull()
    expect(composerKey(press('Enter'), false)).toEqual({ kind: 'send' })
  })
  it('leaves the browser its own combinations', () => {
    expect(composerKey(press('r', { ctrlKey: true }), true)).toBeNull()
    expect(composerKey(press('f', { altKey: true }), true)).toBeNull()
  })
})

describe('roving', () => {
  it('stops at both ends and knows Home and End', () => {
    expect(roved('ArrowRight', 5, 6)).toBe(5)
    expect(roved('ArrowUp', 0, 6)).toBe(0)
    expect(roved('End', 2, 6)).toBe(5)
    expect(roved('Home', 2, 6)).toBe(0)
    expect(roved('x', 2, 6)).toBeNull()
    expect(roved('End', 0, 0)).toBeNull()
  })
})
