import { LADDER_ROWS, type LadderRow } from '@synposium/classroom'
import { mount } from '@vue/test-utils'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { setLanguage } from '../../i18n/index.ts'
import { ClassForTests } from '../table/class-for-tests.ts'
import type { Lane } from '../table/lanes.ts'
import SegmentLadder from './SegmentLadder.vue'

// A whole class is played for each: a loaded machine needs its time.
vi.setConfig({ testTimeout: 30_000 })

const world = new ClassForTests('whole-story')
world.playTo(8)
const ladder = world.picture?.ladders['1'] ?? expect.unreachable()

const lane = (id: string, role: Lane['role'], name: string): Lane => ({
  id,
  sockets: [id],
  role,
  seat: id,
  host: { name: role === 'client' ? 'A' : 'B', ip: role === 'client' ? '10.0.1.2' : '10.0.1.1' },
  port: world.room.sockets[id]?.tcb.local.port ?? null,
  name,
  mine: name === 'Lin',
  player: 'student',
  held: true,
  online: true,
  composing: false,
  state: world.room.sockets[id]?.tcb.state ?? null,
})
const lanes = [
  lane('1.client', 'client', 'Mia'),
  lane('1.listening', 'listening', 'Kai'),
  lane('1.accepted', 'accepted', 'Lin'),
]
const rails = lanes.map((l) => {
  const tcb = world.room.sockets[l.id]?.tcb
  return {
    id: l.id,
    sockets: l.sockets,
    side: l.role === 'client' ? ('left' as const) : ('right' as const),
    local: tcb?.local ?? null,
    remote: tcb?.remote ?? null,
    state: l.state,
  }
})

const draw = (rows: readonly LadderRow[], more: object = {}) =>
  mount(SegmentLadder, {
    props: {
      lanes,
      rails,
      rows,
      before: ladder.before,
      numbers: 'relative',
      size: 'wide',
      startedAt: 0,
      now: () => 0,
      running: false,
      nameOf: (socket) => lanes.find((l) => l.id === socket)?.name ?? '–',
      timeWait: {},
      ...more,
    },
    attachTo: document.body,
  })

describe('the ladder', () => {
  beforeAll(() => setLanguage('en'))

  it('names a segment for those who do not see it, and opens it as a button', async () => {
    const view = draw(ladder.rows)
    const first = view.get('[data-flight]')
    expect(first.element.tagName).toBe('BUTTON')
    expect(first.attributes('aria-label')).toMatch(/from Mia to Kai, SYN, sequence 0, window 4096, MSS 1024, arrived$/)
    await first.trigger('click')
    expect(view.emitted('open')).toEqual([[Number(first.attributes('data-flight'))]])
  })

  it('is one stop for Tab, and arrow keys walk through it', async () => {
    const view = draw(ladder.rows)
    const stops = () => view.findAll('[data-flight][tabindex="0"]').map((b) => b.attributes('data-flight'))
    const all = view.findAll('[data-flight]').map((b) => b.attributes('data-flight'))
    expect(stops()).toEqual([all.at(-1)])
    await view.get('.pane').trigger('keydown', { key: 'ArrowUp' })
    expect(stops()).toEqual([all.at(-2)])
    expect(document.activeElement?.getAttribute('data-flight')).toBe(all.at(-2))
    await view.get('.pane').trigger('keydown', { key: 'Home' })
    expect(stops()).toEqual([all[0]])
  })

  it('tells the same as a table', () => {
    const view = draw(ladder.rows)
    expect(view.findAll('tbody tr')).toHaveLength(ladder.rows.length)
    expect(view.get('table').element.parentElement?.className).toBe('vh')
  })

  it('keeps at most 120 rows on the page after 300 have been played', () => {
    const long = new ClassForTests('talk')
    const client = long.room.sockets['1.client'] ?? expect.unreachable()
    const { sndNxt, rcvNxt } = client.tcb
    const student = long.room.seats['1.client']?.student ?? expect.unreachable()
    for (let i = 0; i < 300; i++) {
      const segment = { flags: ['ACK'], seq: sndNxt, ack: rcvNxt, window: 4096 - i, length: 0 } as const
      const decision = long.run({ type: 'segment.send', socket: '1.client', segment }, { kind: 'student', id: student })
      expect(decision.ok).toBe(true)
      if (i % 50 === 49) long.pass(1000)
    }
    expect(long.picture?.ladders['1']?.nextN).toBeGreaterThan(300)
    const view = draw(long.picture?.ladders['1']?.rows ?? [])
    expect(view.findAll('[data-flight]').length).toBeGreaterThan(100)
    expect(view.findAll('[data-flight]').length).toBeLessThanOrEqual(LADDER_ROWS)
    expect(view.findAll('tbody tr').length).toBeLessThanOrEqual(LADDER_ROWS)
    expect(view.findAll('.seg').length).toBeLessThanOrEqual(LADDER_ROWS)
  })

  it('draws a segment in flight as far as class time has come, and not at all further while time stands still', () => {
    const row = ladder.rows.filter((r) => r.kind === 'segment').at(-1)
    if (row?.kind !== 'segment') return expect.unreachable()
    const flying = { ...row, status: 'flying' as const }
    const view = draw([flying], { now: () => (row.sentAt + row.arriveAt) / 2 })
    const line = view.get('.seg.flying line')
    const reach = (Number(line.attributes('x2')) - Number(line.attributes('x1'))) / (692 - 8)
    expect(Math.abs(reach)).toBeGreaterThan(0.3)
    expect(Math.abs(reach)).toBeLessThan(0.7)
    expect(view.find('.seg .tip').exists()).toBe(false)
    expect(view.get('[data-flight]').attributes('aria-label')).toContain('on the way')
  })

  it('says of a lost segment that it is lost, and of unusual ones why they are marked', () => {
    const row = ladder.rows.filter((r) => r.kind === 'segment').at(-1)
    if (row?.kind !== 'segment' || !row.verdict) return expect.unreachable()
    const view = draw([{ ...row, status: 'dropped', again: true, verdict: { ...row.verdict, level: 'unusual' } }])
    expect(view.find('.seg.lost .cross').exists()).toBe(true)
    expect(view.get('[data-flight]').text()).toContain('lost')
    expect(view.get('[data-flight]').attributes('aria-label')).toMatch(/again.*lost, unusual/)
  })
})
