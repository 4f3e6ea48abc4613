import { closedTcb, DEFAULT_SETTINGS, judge, type Segment, seq, type Tcb } from '@synposium/tcp'
import { mount } from '@vue/test-utils'
import { beforeEach, describe, expect, it } from 'vitest'
import { needSentences, setLanguage } from '../../i18n/index.ts'
import { numberText } from '../table/numbers.ts'
import FeedbackCard from './FeedbackCard.vue'

const SERVER = { ip: '10.0.1.1', port: 80 }
const CLIENT = { ip: '10.0.1.2', port: 49152 }
const tcb: Tcb = {
  ...closedTcb({ local: SERVER, remote: CLIENT, iss: seq(5000) }),
  state: 'ESTABLISHED',
  irs: seq(900),
  rcvNxt: seq(2437),
  rcvAdv: seq(4997),
  advertised: true,
  lastAckSent: seq(1925),
  sndUna: seq(5001),
  sndNxt: seq(5001),
  sndWnd: 4096,
  maxSndWnd: 4096,
}
const segment: Segment = {
  source: SERVER,
  destination: CLIENT,
  flags: ['ACK'],
  seq: seq(5001),
  ack: seq(2436),
  window: 2560,
  length: 0,
}
const verdict = judge(tcb, segment, { now: 0, iss: seq(1), settings: DEFAULT_SETTINGS })

const card = (props: object = {}) =>
  mount(FeedbackCard, {
    props: {
      segment,
      verdict,
      reaction: 'accepts',
      sent: false,
      tries: 1,
      tier: 1,
      hints: true,
      busy: false,
      roomy: true,
      apart: false,
      write: { own: (n) => numberText(n, 5000, 'relative'), peer: (n) => numberText(n, 900, 'relative') },
      ...props,
    },
  })

describe('the explanation of a mistake', () => {
  beforeEach(async () => {
    await setLanguage('en')
    await needSentences('explanations')
  })

  it('has four parts, in the numbers of the player', () => {
    expect(verdict.mistake?.code).toBe('ack.last-byte')
    const parts = card()
      .findAll('dd')
      .map((dd) => dd.text())
    expect(parts).toHaveLength(4)
    expect(parts[0]).toBe('ACK seq 1 ack 1536 win 2560')
    expect(card().text()).toContain('RFC 9293 §3.4')
    expect(parts[3]).toContain('would have')
  })

  it('opens in three steps and keeps the number to the last', () => {
    expect(card().text()).not.toContain('1537')
    expect(card().text()).not.toContain('next byte you want')
    expect(card({ tier: 2 }).text()).toContain('next byte you want')
    expect(card({ tier: 2 }).text()).not.toContain('1537')
    expect(card({ tier: 3 }).text()).toContain('1537')
  })

  it('asks for the next hint, and for the place on screen', async () => {
    const view = card()
    const button = (text: string) => view.findAll('button').find((b) => b.text() === text) ?? expect.unreachable()
    await button('One more hint').trigger('click')
    await button('Show me in the buffer').trigger('click')
    expect(view.emitted('hint')).toEqual([[2], [3]])
    expect(view.emitted('show')).toEqual([['receive']])
  })

  it('lets the number be read before it goes to another tab', async () => {
    const show = async (tier: 1 | 3) => {
      const view = card({ apart: true, tier })
      await view.get('.shows').trigger('click')
      return [view.emitted('hint'), view.emitted('show')]
    }
    expect(await show(1)).toEqual([[[3]], undefined])
    expect(await show(3)).toEqual([undefined, [['receive']]])
  })

  it('points at the state diagram for flags, and nowhere for an option', async () => {
    const context = { now: 0, iss: seq(1), settings: DEFAULT_SETTINGS }
    const flags = judge(tcb, { ...segment, flags: ['SYN'] }, context)
    expect(card({ verdict: flags }).get('.shows').text()).toBe('Show me in the diagram')
    const option = judge(tcb, { ...segment, ack: seq(2437), mss: 1024 }, context)
    expect(option.mistake?.field).toBe('options')
    expect(card({ verdict: option }).get('.shows').text()).toBe('Show me')
    expect(card({ verdict: option, tier: 3 }).find('.shows').exists()).toBe(false)
  })

  it('shows only where to look when the teacher has taken hints away', () => {
    const view = card({ hints: false })
    expect(view.findAll('button').map((b) => b.text())).toEqual(['Details'])
  })

  it('offers the table after the third try', () => {
    expect(card({ tries: 2 }).text()).not.toContain('Ask your table')
    expect(card({ tries: 3 }).text()).toContain('Ask your table')
  })

  it('says what the peer does, not would have done, when the segment went out', () => {
    const view = card({ sent: true })
    expect(view.text()).toContain('It has gone out all the same')
    expect(view.findAll('dd').at(-1)?.text()).not.toContain('would have')
  })
})
