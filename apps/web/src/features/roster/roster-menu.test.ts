import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { useSession } from '../../session/session.ts'
import { mountIn } from '../../testing/mount-in.ts'
import { PlayedClass } from '../../testing/played-class.ts'
import { useToasts } from '../../ui/toasts.ts'
import DoorQueue from './DoorQueue.vue'
import MoveDialog from './MoveDialog.vue'
import RosterGrid from './RosterGrid.vue'
import { tableCards } from './seating.ts'

afterEach(() => {
  document.body.innerHTML = ''
  for (const toast of useToasts().toasts.value) useToasts().dismiss(toast.id)
})

const room = () => new PlayedClass().join('Ada', 'Ben')
const cards = (of: PlayedClass) => tableCards(of.picture.classroom, of.people)

async function openMenu(language: 'en' | 'zh-CN', running = false) {
  const grid = await mountIn(language, RosterGrid, { tables: cards(room()), unseated: [], running })
  const sent = vi.spyOn(useSession(), 'command').mockResolvedValue({ ok: true, seq: 1 })
  const button = grid.findAll('button').find((b) => b.text() === 'Ada')
  if (!button) throw new Error('no name to press')
  await button.trigger('keydown', { key: 'Enter' })
  await flushPromises()
  const items = [...document.querySelectorAll<HTMLElement>('[role=menuitem]')]
  return { grid, sent, button, items }
}

describe.each([
  ['en', ['Move', 'Free the seat', 'Remove'], 'Ada was removed', 'Undo'],
  ['zh-CN', ['换座', '腾出座位', '移出'], 'Ada 已移出', '撤销'],
] as const)('the menu behind a name in %s', (language, entries, removed, undo) => {
  it('opens by keyboard and never removes on a bare press', async () => {
    const { items, sent, button } = await openMenu(language)
    expect(items.map((item) => item.textContent?.trim())).toEqual(entries)
    expect(button.attributes('aria-label')).toContain('Ada')
    expect(sent).not.toHaveBeenCalled()
  })

  it('removes with an Undo that brings the student back', async () => {
    const { items, sent } = await openMenu(language)
    items.at(-1)?.click()
    await flushPromises()
    expect(sent).toHaveBeenLastCalledWith({ type: 'student.remove', student: 'Ada' })
    const toast = useToasts().toasts.value.at(-1)
    expect([toast?.text, toast?.action?.label]).toEqual([removed, undo])
    toast?.action?.run()
    expect(sent).toHaveBeenLastCalledWith({ type: 'student.restore', student: 'Ada' })
  })
})

describe('seats', () => {
  it('can be given to the autopilot while the lesson runs', async () => {
    const { items, sent } = await openMenu('en', true)
    items.find((item) => item.textContent?.includes('autopilot'))?.click()
    await flushPromises()
    expect(sent).toHaveBeenLastCalledWith({ type: 'seat.autopilot', seat: '1.client', on: true })
  })

  it('are chosen by radio buttons: one for every seat but the own', async () => {
    const tables = cards(room())
    const dialog = await mountIn('en', MoveDialog, { sitter: { id: 'Ada', name: 'Ada', online: true }, tables })
    const radios = dialog.findAll<HTMLInputElement>('input[type=radio]')
    expect(radios).toHaveLength(3)
    expect(radios.filter((radio) => radio.element.disabled)).toHaveLength(1)
    await radios.find((radio) => !radio.element.disabled)?.setValue()
    await dialog.findAll('button').at(-1)?.trigger('click')
    expect(dialog.emitted('move')).toHaveLength(1)
  })

  it('lets everybody in who waits at the door', async () => {
    const waiting = ['Chen', 'Dina'].map((id) => ({ id, name: id, online: true }))
    const queue = await mountIn('en', DoorQueue, { waiting })
    await queue.findAll('button').at(-1)?.trigger('click')
    expect(queue.emitted('admit')).toEqual([[['Chen', 'Dina']]])
  })
})
