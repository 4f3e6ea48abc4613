import { LESSONS, lessonById } from '@synposium/classroom'
import { afterEach, describe, expect, it } from 'vitest'
import { mountIn } from '../../testing/mount-in.ts'
import { PlayedClass } from '../../testing/played-class.ts'
import { tableCards } from '../roster/seating.ts'
import { matrixRows } from './matrix.ts'
import NeedList from './NeedList.vue'
import { needYou } from './need-you.ts'
import ProgressList from './ProgressList.vue'
import ProgressMatrix from './ProgressMatrix.vue'
import { stepsOf } from './steps.ts'
import { stuckTables } from './stuck.ts'

afterEach(() => {
  document.body.innerHTML = ''
})

/** One student who has sent three segments that no TCP would send. */
function trouble() {
  const room = new PlayedClass('solo').join('Ada').teacher({ type: 'lesson.start' }).wait(10_000)
  for (let i = 0; i < 3; i++) room.send('Ada', '1.client', { flags: ['SYN', 'FIN'], ack: 0 })
  const lesson = lessonById('handshake') ?? LESSONS[0]
  if (!lesson) throw new Error('no lesson')
  const stuck = stuckTables(room.picture, new Map(), room.time)
  const tables = tableCards(room.picture.classroom, room.people)
  return {
    lesson,
    tables,
    rows: matrixRows(room.picture, stepsOf(lesson), stuck, room.time),
    needs: needYou(room.picture, stuck.values(), new Map(), room.now),
  }
}

describe.each([
  ['en', 'SYN: stuck', 'Open table 1', 'Ada sent 3 segments that were held back.'],
  ['zh-CN', 'SYN：卡住', '打开第 1 桌', 'Ada 有 3 个报文段被拦下'],
] as const)('the dashboard in %s', (language, stuck, open, evidence) => {
  it('names every cell of the matrix, and opens a table by keyboard', async () => {
    const { lesson, tables, rows } = trouble()
    const matrix = await mountIn(language, ProgressMatrix, { lesson, tables, rows, hideNames: false })
    expect(matrix.findAll('td i[role=img]').every((cell) => cell.attributes('aria-label') !== '')).toBe(true)
    expect(matrix.find(`[aria-label="${stuck}"]`).exists()).toBe(true)
    const button = matrix.get('th[scope=row] button')
    expect(button.text()).toContain('Ada')
    expect(button.text()).toContain(open)
    await button.trigger('click')
    expect(matrix.emitted('open')).toEqual([[1]])
  })

  it('leaves names out when asked to', async () => {
    const { lesson, tables, rows } = trouble()
    const matrix = await mountIn(language, ProgressMatrix, { lesson, tables, rows, hideNames: true })
    const list = await mountIn(language, ProgressList, { tables, rows, hideNames: true })
    expect(matrix.text()).not.toContain('Ada')
    expect(list.text()).not.toContain('Ada')
  })

  it('says what the table is stuck on, with evidence', async () => {
    const { needs } = trouble()
    const list = await mountIn(language, NeedList, { needs, nameOf: () => 'Ada' })
    expect(list.text()).toContain(evidence)
    expect(list.text()).not.toContain('feedback.mistake')
    await list.get('button').trigger('click')
    expect(list.emitted('open')).toEqual([[1]])
  })
})
