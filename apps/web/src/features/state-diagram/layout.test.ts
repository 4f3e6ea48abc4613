import { STATES, TRANSITIONS } from '@synposium/tcp'
import { describe, expect, it } from 'vitest'
import { arrowLabel, gatherArrows } from './arrows.ts'
import { BESIDE_THE_FIGURE, CANVAS, edgeOf, FIGURE, midpoint, NODES, restingPlace, STUBS } from './layout.ts'
import { placeTokens } from './tokens.ts'

const arrows = gatherArrows(TRANSITIONS)

describe('the map of the states', () => {
  it('draws exactly the arrows that the engine calls the figure', () => {
    expect(Object.keys(FIGURE).sort()).toEqual(
      arrows
        .filter((a) => a.inFigure)
        .map((a) => a.arrow)
        .sort(),
    )
  })
  it('has a place for every other arrow of the engine: drawn beside the figure, or a stub to CLOSED', () => {
    const homeless = arrows.filter((a) => edgeOf(a.arrow) === null && !(a.to === 'CLOSED' && STUBS.has(a.from)))
    expect(homeless.map((a) => a.arrow)).toEqual([])
  })
  it('draws nothing that the engine does not know', () => {
    const known = new Set(arrows.map((a) => a.arrow))
    for (const arrow of Object.keys({ ...FIGURE, ...BESIDE_THE_FIGURE })) expect(known).toContain(arrow)
    for (const state of STUBS) expect(known).toContain(`${state}>CLOSED`)
  })
  it('has words for every event of the engine', () => {
    for (const row of TRANSITIONS) expect(arrowLabel(row)).not.toMatch(/call\.|rcv\.|timeout\./)
  })
  it('keeps every box and every resting place on the canvas', () => {
    const places = [...STATES.map((s) => NODES[s]), ...TRANSITIONS.map((row) => restingPlace(row.from, row.to))]
    for (const [x, y] of places) {
      expect(x).toBeGreaterThan(0)
      expect(x).toBeLessThan(CANVAS.width)
      expect(y).toBeGreaterThan(0)
      expect(y).toBeLessThan(CANVAS.height)
    }
  })
  it('finds the middle of a path by its length', () => {
    expect(midpoint('M0 0H10V10')).toEqual([10, 0])
    expect(midpoint('M0 0L6 8')).toEqual([3, 4])
    const [x, y] = midpoint('M0 0Q10 0 10 10')
    expect(x).toBeCloseTo(7.5, 0)
    expect(y).toBeCloseTo(2.5, 0)
  })
})

describe('tokens', () => {
  const token = (socket: string, mine = false) =>
    ({ socket, name: socket, mine, state: 'CLOSE_WAIT', waitingOn: null }) as const

  it('rests on the arrow while a reply is owed, and lands when it is paid', () => {
    const owing = { ...token('lin'), waitingOn: { from: 'ESTABLISHED', to: 'CLOSE_WAIT' } } as const
    const [resting] = placeTokens([owing])
    const middle = midpoint(FIGURE['ESTABLISHED>CLOSE_WAIT']?.d ?? '')
    expect([resting?.x, resting?.y]).toEqual(middle)
    const [landed] = placeTokens([token('lin')])
    expect(landed?.y).toBeCloseTo(NODES.CLOSE_WAIT[1] - 16)
    expect(landed?.waiting).toBe(false)
  })
  it('stands side by side, mine first, and tells a crowd by a number', () => {
    const placed = placeTokens([token('a'), token('b'), token('c', true), token('d'), token('e')])
    expect(placed.map((p) => p.text)).toEqual(['C', 'A', 'B', '+2'])
    expect(new Set(placed.map((p) => p.x)).size).toBe(4)
  })
  it('takes the first character of any script', () => {
    expect(placeTokens([{ ...token('x'), name: '林晓' }])[0]?.text).toBe('林')
  })
})
