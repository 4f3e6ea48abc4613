import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PlayOptions } from './play.ts'
import { playRandomly, runErrand } from './random-play.ts'

/** Hundreds of plays take a second or two, and much longer on a busy machine; in ms. */
const PATIENCE = 60_000

const options: fc.Arbitrary<PlayOptions> = fc.record({
  settings: fc.record({
    policy: fc.constantFrom('linux' as const, 'rfc9293' as const),
    calls: fc.constantFrom('implied' as const, 'explicit' as const),
    userTimeout: fc.constantFrom(null, 400_000),
  }),
  rcvBuffer: fc.constantFrom(1, 100, 1024, 4096, 65_535),
  mss: fc.constantFrom(1, 100, 536, 1024),
  listening: fc.boolean(),
})

/** Losses, doubles and other orders; both ends play by the rules. */
const randomPlay = (seed: number, numRuns: number): void => {
  fc.assert(
    fc.property(fc.nat(), options, (dice, chosen) => {
      expect(playRandomly(dice, 250, chosen)).toBeNull()
    }),
    { seed, numRuns },
  )
}

describe('legal play over a bad network', () => {
  it.each([1, 9293, 5961, 20_260])(
    'is never judged wrong, and every move is right (seed %i)',
    (seed) => {
      randomPlay(seed, 120)
    },
    PATIENCE,
  )
})

const sizes = fc.record({ bytesA: fc.integer({ min: 0, max: 12_000 }), bytesB: fc.integer({ min: 0, max: 12_000 }) })

const roomy = options.map((chosen) => ({
  ...chosen,
  rcvBuffer: Math.max(1024, chosen.rcvBuffer ?? 0),
  mss: Math.max(100, chosen.mss ?? 0),
  settings: { ...chosen.settings, userTimeout: null },
}))

describe('the autopilot on both ends', () => {
  it.each([7, 793])(
    'carries every byte and closes both ends on a kind network (seed %i)',
    (seed) => {
      fc.assert(
        fc.property(fc.nat(), sizes, roomy, (dice, { bytesA, bytesB }, chosen) => {
          const { play, fault } = runErrand(dice, { bytesA, bytesB, loss: 0 }, chosen)
          expect(fault).toBeNull()
          expect(play.states).toEqual(['CLOSED', 'CLOSED'])
          expect(play.delivered).toEqual({ a: bytesB, b: bytesA })
        }),
        { seed, numRuns: 60 },
      )
    },
    PATIENCE,
  )

  it.each([11, 1122])(
    'does so too when every fifth segment is lost (seed %i)',
    (seed) => {
      fc.assert(
        fc.property(fc.nat(), sizes, roomy, (dice, { bytesA, bytesB }, chosen) => {
          const { play, fault } = runErrand(dice, { bytesA, bytesB, loss: 0.2 }, chosen)
          expect(fault).toBeNull()
          expect(play.states).toEqual(['CLOSED', 'CLOSED'])
          expect(play.delivered).toEqual({ a: bytesB, b: bytesA })
        }),
        { seed, numRuns: 40 },
      )
    },
    PATIENCE,
  )
})
