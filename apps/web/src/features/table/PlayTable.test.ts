import { flushPromises, mount } from '@vue/test-utils'
import type { DetachedWindowAPI } from 'happy-dom'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { setLanguage } from '../../i18n/index.ts'
import { expectFeedback } from '../feedback/later.ts'
import { ClassForTests, sessionOf } from './class-for-tests.ts'
import PlayTable from './PlayTable.vue'

// A whole class is played for each: a loaded machine needs its time.
vi.setConfig({ testTimeout: 30_000 })

declare global {
  interface Window {
    happyDOM?: DetachedWindowAPI
  }
}

/** Kai holds the accepted socket; 1536 bytes have arrived and 512 of them wait for his acknowledgment. */
const owing = () => {
  const world = new ClassForTests('whole-story')
  const seat = world.room.seats['1.accepted']
  world.playTo(6)
  const student = seat?.student ?? expect.unreachable()
  const { sync } = sessionOf(world, student)
  const table = mount(PlayTable, {
    props: { table: 1, mySockets: world.room.seats['1.accepted']?.sockets ?? [] },
    attachTo: document.body,
  })
  return { world, sync, table, name: { mia: 'Mia', kai: 'Kai', lin: 'Lin' }[student] ?? '' }
}
const at = (table: ReturnType<typeof owing>['table'], id: string) => table.get(`[data-testid="${id}"]`)

describe('the play table', () => {
  // Explanations are fetched beside the table; here they are waited for once.
  beforeAll(expectFeedback)
  beforeEach(async () => {
    document.body.innerHTML = ''
    window.happyDOM?.setViewport({ width: 1366, height: 768 })
    localStorage.clear()
    sessionStorage.clear()
    await setLanguage('en')
  })

  it('shows the same moment in the ladder, the diagram and netstat', () => {
    const { table, name } = owing()
    expect(table.findAll('[data-flight]')).toHaveLength(6)
    expect(table.get('.diagram ul').text()).toContain(`${name}: ESTABLISHED`)
    expect(table.get('.ns .me').text()).toContain('1536')
    expect(at(table, 'task').text()).toContain('512 bytes')
    expect(table.text()).toContain('Your move')
  })

  it('is played by keyboard alone: a wrong acknowledgment, three hints, the right one', async () => {
    const { table, world } = owing()
    const composer = table.get('.composer')
    await composer.trigger('keydown', { key: 'a' })
    await at(table, 'field-ack').setValue('1025+511')
    expect(table.get('[data-testid="draft"]').text()).toContain('1536')
    await at(table, 'field-ack').trigger('keydown', { key: 'Enter' })
    await flushPromises()

    const card = () => at(table, 'feedback')
    expect(card().text()).toContain('Check the ack number')
    expect(card().text()).not.toContain('1537')
    expect(at(table, 'field-ack').attributes('aria-invalid')).toBe('true')
    expect(table.get('[data-testid="draft"] .wrong').text()).toContain('1536')
    expect(at(table, 'field-ack').element).toHaveProperty('value', '1025+511')

    await card()
      .findAll('button')
      .find((b) => b.text() === 'One more hint')
      ?.trigger('click')
    await flushPromises()
    expect(card().text()).toContain('ack names the next byte you want')
    await card()
      .findAll('button')
      .find((b) => b.text() === 'Show me in the buffer')
      ?.trigger('click')
    await flushPromises()
    expect(card().text()).toContain('1537')
    expect(table.get('[data-testid="buffer-receive"]').classes()).toContain('pointed')

    const sent = world.segments()
    await at(table, 'field-ack').setValue('1537')
    expect(table.find('[data-testid="draft"] .wrong').exists()).toBe(false)
    await at(table, 'field-ack').trigger('keydown', { key: 'Enter' })
    await flushPromises()
    expect(world.segments()).toBe(sent + 1)
    expect(table.find('[data-testid="feedback"]').exists()).toBe(false)
    expect(at(table, 'accepted').text()).toContain('ack 1537')
    expect(table.find('[data-testid="draft"]').exists()).toBe(false)
  })

  it('keeps the draft over a reload', async () => {
    const { table, world } = owing()
    await at(table, 'flag-ACK').trigger('click')
    await at(table, 'field-ack').setValue('1537')
    table.unmount()
    sessionOf(world, world.room.seats['1.accepted']?.student ?? null)
    const again = mount(PlayTable, { props: { table: 1, mySockets: ['1.accepted'] } })
    expect(again.get('[data-testid="field-ack"]').element).toHaveProperty('value', '1537')
    expect(again.get('[data-testid="flag-ACK"]').attributes('aria-pressed')).toBe('true')
  })

  it('stands still and says why while the class is paused', async () => {
    const { table, world, sync } = owing()
    world.run({ type: 'clock.pause' })
    sync()
    await flushPromises()
    expect(table.get('.composer').text()).toContain('Paused by your teacher')
    expect(at(table, 'flag-ACK').attributes('aria-disabled')).toBe('true')
    await at(table, 'flag-ACK').trigger('click')
    expect(at(table, 'flag-ACK').attributes('aria-pressed')).toBe('false')
    expect(at(table, 'send').attributes('aria-disabled')).toBe('true')
  })

  it('asks for what is missing before it sends anything', async () => {
    const { table, world } = owing()
    const sent = world.segments()
    await at(table, 'send').trigger('click')
    expect(table.get('.composer').text()).toContain('Choose at least one flag')
    await at(table, 'flag-ACK').trigger('click')
    await at(table, 'send').trigger('click')
    await flushPromises()
    expect(table.get('.composer').text()).toContain('Fill in: Acknowledgment')
    expect(world.segments()).toBe(sent)
  })

  it('opens no MSS field without SYN and no urgent pointer without URG', async () => {
    const { table } = owing()
    expect(at(table, 'field-mss').attributes('disabled')).toBeDefined()
    expect(table.find('[data-testid="field-urgent"]').exists()).toBe(false)
    await at(table, 'flag-SYN').trigger('click')
    await at(table, 'flag-URG').trigger('click')
    expect(at(table, 'field-mss').attributes('disabled')).toBeUndefined()
    expect(table.find('[data-testid="field-urgent"]').exists()).toBe(true)
  })

  it('changes the numbers of the draft with the base', async () => {
    const { table, world } = owing()
    await at(table, 'flag-ACK').trigger('click')
    await at(table, 'field-ack').setValue('1537')
    await table
      .findAll('.seg2 button')
      .find((b) => b.text() === 'Absolute')
      ?.trigger('click')
    const irs = world.room.sockets['1.accepted']?.tcb.irs ?? expect.unreachable()
    expect(at(table, 'field-ack').element).toHaveProperty('value', String(irs + 1537))
    await table
      .findAll('.seg2 button')
      .find((b) => b.text() === 'Relative')
      ?.trigger('click')
    expect(at(table, 'field-ack').element).toHaveProperty('value', '1537')
  })

  it('rests my token on the arrow while my reply to the FIN is owed', () => {
    const world = new ClassForTests('whole-story')
    const seats = Object.keys(world.room.seats)
    world.autopilot(seats, true)
    for (let i = 0; i < 4000 && world.room.sockets['1.accepted']?.tcb.state !== 'CLOSE_WAIT'; i++) world.pass(250)
    sessionOf(world, world.room.seats['1.accepted']?.student ?? null)
    const table = mount(PlayTable, { props: { table: 1, mySockets: ['1.accepted'] } })
    expect(table.find('.tok.mine.waiting').exists()).toBe(true)
    expect(table.get('.diagram ul').text()).toContain('on the way from ESTABLISHED to CLOSE_WAIT')
  })

  it('speaks Chinese, feedback included', async () => {
    await setLanguage('zh-CN')
    await expectFeedback()
    const { table } = owing()
    expect(table.text()).toContain('轮到你了')
    await at(table, 'flag-ACK').trigger('click')
    await at(table, 'field-ack').setValue('1536')
    await at(table, 'send').trigger('click')
    await flushPromises()
    expect(at(table, 'feedback').text()).toContain('确认号')
    expect(table.text()).not.toMatch(/table\.|feedback\./)
  })

  it('shows a watcher everything but a composer', () => {
    const world = new ClassForTests('whole-story')
    world.playTo(4)
    sessionOf(world, null)
    const table = mount(PlayTable, { props: { table: 1, mySockets: [], readonly: true } })
    expect(table.find('.composer').exists()).toBe(false)
    expect(table.findAll('[data-flight]')).toHaveLength(4)
  })
})
