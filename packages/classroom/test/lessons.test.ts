import { FLAGS } from '@synposium/tcp'
import { describe, expect, it } from 'vitest'
import { goalsOf, LANGUAGES, LESSONS, lessonById, type Predicate, ROLES, type Text } from '../src/index.ts'

const texts = (value: unknown): Text[] => {
  if (typeof value !== 'object' || value === null) return []
  if ('en' in value) return [value as Text]
  return Object.values(value).flatMap(texts)
}

const parts = (p: Predicate): Predicate[] => (p.kind === 'all' || p.kind === 'any' ? p.of.flatMap(parts) : [p])

describe('the lessons', () => {
  it('are five, in the order of teaching', () => {
    expect(LESSONS.map((lesson) => lesson.id)).toEqual(['handshake', 'talk', 'close', 'half-close', 'whole-story'])
    for (const lesson of LESSONS) expect(lessonById(lesson.id)).toBe(lesson)
    expect(lessonById('magic')).toBeNull()
  })

  it('name their steps as the dashboard does', () => {
    const story = lessonById('whole-story')
    expect(story?.stages.map((s) => [s.name.en, ...s.goals.map((g) => g.label)])).toEqual([
      ['Connect', 'listen', 'SYN', 'SYN+ACK', 'ACK', 'accept'],
      ['Talk', 'data', 'ACK', 'data', 'ACK'],
      ['Close', 'FIN', 'ACK', 'FIN', 'ACK', '2MSL'],
    ])
  })
})

describe.each(LESSONS.map((lesson) => [lesson.id, lesson] as const))('%s', (_id, lesson) => {
  it('has goals with names of their own', () => {
    const ids = goalsOf(lesson).map((goal) => goal.id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.length).toBeGreaterThan(3)
  })

  it('says everything in every language', () => {
    const all = texts(lesson)
    expect(all.length).toBe(2 + lesson.stages.length + goalsOf(lesson).length)
    for (const text of all) {
      expect(Object.keys(text).sort()).toEqual([...LANGUAGES].sort())
      expect(text['zh-CN']).toMatch(/[\u4e00-\u9fff]/)
      expect(text.en).not.toMatch(/[\u4e00-\u9fff]/)
      // Chinese sentences end with Chinese punctuation, and have none of ASCII between their characters.
      expect(text['zh-CN']).not.toMatch(/[\u4e00-\u9fff][,;:.!?]/)
    }
    for (const goal of goalsOf(lesson)) {
      expect(goal.task.en).toMatch(/[.]$/)
      expect(goal.task['zh-CN']).toMatch(/。$/)
    }
  })

  it('gives no sequence or acknowledgment numbers away', () => {
    for (const { task } of goalsOf(lesson)) expect(task.en).not.toMatch(/\b(seq|ack)\w*\s*=?\s*\d/i)
  })

  it('asks for flags that exist, of roles that exist', () => {
    for (const p of goalsOf(lesson).flatMap((goal) => parts(goal.when))) {
      expect(ROLES).toContain('by' in p ? p.by : 'role' in p ? p.role : '')
      if (p.kind === 'sent') for (const flag of [...p.all, ...(p.none ?? [])]) expect(FLAGS).toContain(flag)
    }
  })

  it('survives a journey through JSON', () => {
    expect(JSON.parse(JSON.stringify(lesson))).toEqual(lesson)
  })
})
