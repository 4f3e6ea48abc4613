import { describe, expect, it } from 'vitest'
import {
  type Classroom,
  evolve,
  foldPicture,
  type Picture,
  type Recorded,
  redact,
  redactPicture,
  upcast,
  type Viewer,
} from '../src/index.ts'
import { violations } from './simulation/invariants.ts'
import { RandomClass } from './simulation/random-class.ts'

const SEEDS = Array.from({ length: 25 }, (_, i) => i + 1)

const play = (seed: number, steps: number, each?: (c: RandomClass) => void): RandomClass => {
  const random = new RandomClass(seed)
  for (let i = 0; i < steps; i += 1) {
    random.step()
    each?.(random)
  }
  return random
}

/** What a viewer who was there from the first event has on the screen. */
const watched = (log: readonly Recorded[], viewer: Viewer): Picture => {
  const picture = log.reduce<Picture | null>((p, recorded) => foldPicture(p, redact(recorded, viewer)), null)
  if (picture === null) throw new Error('an empty log')
  return picture
}

/** Tries are counted from the attempts that one has seen; a snapshot tells nobody but the teacher of any. */
const withoutCounts = (picture: Picture): object => ({
  ...picture,
  mistakes: null,
  progress: Object.fromEntries(
    Object.entries(picture.progress).map(([table, goals]) => [
      table,
      Object.fromEntries(Object.entries(goals).map(([goal, { at }]) => [goal, at])),
    ]),
  ),
  classroom: {
    ...picture.classroom,
    tables: Object.fromEntries(
      Object.entries(picture.classroom.tables).map(([no, table]) => [
        no,
        // A mistake that travels looks like progress to whom its verdict is hidden from.
        { ...table, misses: 0, lastProgress: 0 },
      ]),
    ),
  },
})

describe('any class', () => {
  it.each(SEEDS)('of seed %d keeps its invariants at every step', (seed) => {
    const { room } = play(seed, 300, (c) => {
      const found = violations(c.room.state, c.room.picture)
      if (found.length > 0) throw new Error(`${found.join('; ')} after\n${c.room.story()}`)
    })
    expect(room.log.map((recorded) => recorded.seq)).toEqual(room.log.map((_, i) => i + 1))
    expect(room.log.length).toBeGreaterThan(50)
    // Whatever the players do to it, the autopilot makes no mistake.
    const own = room.events('segment.sent').filter((sent) => sent.by === 'autopilot')
    expect(own.filter((sent) => sent.judged?.verdict.level !== 'right')).toEqual([])
  })

  it.each(SEEDS.slice(0, 8))('of seed %d is the same when its log is read back from storage', (seed) => {
    const { room } = play(seed, 300)
    const stored: unknown[] = JSON.parse(JSON.stringify(room.log))
    const replayed = stored.map(upcast).reduce<Classroom | null>(evolve, null)
    expect(replayed).toEqual(room.state)
    expect(watched(room.log, { kind: 'teacher' })).toEqual(room.picture)
  })

  it.each(SEEDS.slice(0, 8))('of seed %d looks the same from a snapshot as to who has watched it', (seed) => {
    const { room } = play(seed, 300)
    const students = Object.keys(room.state.students).slice(0, 4)
    const viewers: Viewer[] = [{ kind: 'projector' }, ...students.map((id) => ({ kind: 'student' as const, id }))]
    for (const viewer of viewers) {
      const snapshot = redactPicture(room.picture, viewer)
      expect(withoutCounts(watched(room.log, viewer))).toEqual(withoutCounts(snapshot))
    }
  })

  it.each(SEEDS.slice(0, 8))('of seed %d tells nobody of another player’s attempts and verdicts', (seed) => {
    const { room } = play(seed, 300)
    for (const id of [...Object.keys(room.state.students).slice(0, 4), null]) {
      const viewer: Viewer = id === null ? { kind: 'projector' } : { kind: 'student', id }
      const seen = room.log.map((recorded) => redact(recorded, viewer))
      expect(seen.map((s) => s.seq)).toEqual(room.log.map((r) => r.seq))
      for (const s of seen) {
        if ('hidden' in s) {
          expect(Object.keys(s).sort()).toEqual(['hidden', 'seq'])
          continue
        }
        const { event } = s
        if (event.type === 'segment.refused') expect(event.by).toEqual({ student: id })
        if (event.type === 'hint.taken') expect(event.student).toBe(id)
        if (event.type === 'segment.sent' && event.judged !== undefined && event.by !== 'autopilot') {
          expect(event.by).toEqual({ student: id })
        }
      }
      const picture = redactPicture(room.picture, viewer)
      for (const attempt of Object.values(picture.attempts)) expect(attempt.by).toEqual({ student: id })
      for (const row of Object.values(picture.ladders).flatMap((ladder) => ladder.rows)) {
        if (row.kind === 'segment' && row.verdict !== undefined && row.by !== 'autopilot') {
          expect(row.by).toEqual({ student: id })
        }
      }
      expect(picture.mistakes.total).toBe(0)
    }
  })

  it('plays mistakes, refusals, hints and consequences in these tests', () => {
    const types = new Set<string>()
    for (const seed of SEEDS.slice(0, 8)) {
      for (const { event } of play(seed, 300).room.log) {
        types.add(event.type)
        if (event.type === 'segment.sent' && event.judged?.verdict.level === 'mistake') types.add('sent mistake')
      }
    }
    for (const type of ['segment.refused', 'sent mistake', 'hint.taken', 'student.restored', 'goal.reached']) {
      expect(types).toContain(type)
    }
  })
})
