import { beforeEach, describe, expect, it } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { complete, EMPTY_DRAFT, fieldText, isEmpty, readDraft, rebased, type TypedDraft, toggled } from './draft.ts'
import { useDraft } from './useDraft.ts'

const ORIGINS = { seq: 1000, ack: 5000 }
const PREFILL = { seq: 1001, window: 4096 }
const ack = (values: TypedDraft['values']): TypedDraft => ({ flags: ['ACK'], values, seen: null })

describe('a draft', () => {
  it('is complete with typed and filled-in numbers, absolute whatever the base', () => {
    const typed = { flags: ['ACK'], seq: 1001, ack: 6536, window: 4096, length: 0 }
    expect(complete(ack({ ack: '1025+511' }), PREFILL, ORIGINS, 'relative')).toEqual({ ok: true, draft: typed })
    expect(complete(ack({ ack: '6536' }), PREFILL, ORIGINS, 'absolute')).toEqual({ ok: true, draft: typed })
  })
  it('names the first field that still needs a number', () => {
    expect(complete(ack({}), PREFILL, ORIGINS, 'relative')).toEqual({ ok: false, field: 'ack' })
    expect(complete(ack({ ack: '1', seq: '' }), PREFILL, ORIGINS, 'relative')).toEqual({ ok: false, field: 'seq' })
    expect(complete(EMPTY_DRAFT, PREFILL, ORIGINS, 'relative')).toEqual({ ok: false, field: 'flags' })
  })
  it('sends MSS only with SYN and the urgent pointer only with URG', () => {
    const syn = { flags: ['SYN'], values: { mss: '1024', urgent: '9' }, seen: null } as const
    expect(complete(syn, PREFILL, ORIGINS, 'relative')).toMatchObject({ ok: true, draft: { mss: 1024 } })
    expect(complete(syn, PREFILL, ORIGINS, 'relative')).not.toHaveProperty('draft.urgent')
    const late = { ...syn, flags: ['ACK'] as const, values: { ...syn.values, ack: '1' } }
    expect(complete(late, PREFILL, ORIGINS, 'relative')).not.toHaveProperty('draft.mss')
  })
  it('sends ack 0 without the ACK flag, unless the player wrote one', () => {
    const syn = { flags: ['SYN'], values: {}, seen: null } as const
    const prefill = { ...PREFILL, ack: 5001 }
    expect(complete(syn, prefill, ORIGINS, 'absolute')).toMatchObject({ draft: { ack: 0 } })
    expect(complete({ ...syn, values: { ack: '5' } }, prefill, ORIGINS, 'absolute')).toMatchObject({
      draft: { ack: 5 },
    })
  })
  it('shows what is filled in until something is typed', () => {
    expect(fieldText('seq', EMPTY_DRAFT, PREFILL, ORIGINS, 'relative')).toBe('1')
    expect(fieldText('seq', ack({ seq: '' }), PREFILL, ORIGINS, 'relative')).toBe('')
  })
  it('keeps its meaning when the base changes', () => {
    const typed = ack({ ack: '1536', seq: '1', window: '2560' })
    const absolute = rebased(typed, ORIGINS, 'relative', 'absolute')
    expect(absolute.values).toEqual({ ack: '6536', seq: '1001', window: '2560' })
    expect(rebased(absolute, ORIGINS, 'absolute', 'relative')).toEqual(typed)
  })
  it('keeps flags in the order of the header', () => {
    expect(toggled(toggled(EMPTY_DRAFT, 'ACK'), 'SYN').flags).toEqual(['SYN', 'ACK'])
    expect(toggled(ack({}), 'ACK').flags).toEqual([])
  })
  it.each(['', 'null', '7', '{"flags":"SYN"}', '{"flags":["XXX"],"values":{"seq":7}}'])(
    'takes %j for nothing',
    (stored) => {
      expect(readDraft(stored)).toEqual(EMPTY_DRAFT)
    },
  )
})

describe('keeping drafts', () => {
  beforeEach(() => sessionStorage.clear())
  const open = (key: string) => effectScope().run(() => useDraft(() => key)) ?? expect.unreachable()

  it('survives a reload, and each socket has its own', () => {
    open('a').change(ack({ ack: '1536' }))
    expect(open('a').draft.value).toEqual(ack({ ack: '1536' }))
    expect(isEmpty(open('b').draft.value)).toBe(true)
  })
  it('brings the last draft back after clearing', () => {
    const store = open('a')
    store.change(ack({ ack: '1536' }))
    store.clear()
    expect(isEmpty(open('a').draft.value)).toBe(true)
    store.undo()
    expect(store.draft.value).toEqual(ack({ ack: '1536' }))
  })
  it('follows the socket of the composer', async () => {
    sessionStorage.setItem('b', JSON.stringify(ack({ ack: '9' })))
    const key = ref('a')
    const store = effectScope().run(() => useDraft(() => key.value)) ?? expect.unreachable()
    key.value = 'b'
    await nextTick()
    expect(store.draft.value.values.ack).toBe('9')
  })
})
