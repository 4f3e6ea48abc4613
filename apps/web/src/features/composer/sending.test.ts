import type { ClientCommand } from '@synposium/protocol'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import type { Outcome } from '../../session/session.ts'
import { useSending } from './sending.ts'

const SEND: ClientCommand = {
  type: 'segment.send',
  socket: '1.client',
  segment: { flags: ['ACK'], seq: 1, ack: 1, window: 1, length: 0 },
}
const OTHER: ClientCommand = { ...SEND, segment: { ...SEND.segment, ack: 2 } }

function setUp() {
  const asked: { readonly id: string; readonly settle: (outcome: Outcome) => void }[] = []
  const transport = (_: ClientCommand, id: string) =>
    new Promise<Outcome>((settle) => {
      asked.push({ id, settle })
    })
  let n = 0
  const sending = effectScope().run(() => useSending(transport, () => `id-${++n}`)) ?? expect.unreachable()
  return { asked, sending }
}

describe('sending', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('ignores a second Enter while the first is under way', async () => {
    const { asked, sending } = setUp()
    const first = sending.send(SEND)
    expect(await sending.send(SEND)).toBeNull()
    expect(asked).toHaveLength(1)
    asked[0]?.settle({ ok: true, seq: 7 })
    expect(await first).toEqual({ ok: true, seq: 7 })
    expect(sending.state.value).toBe('idle')
  })
  it('tries again with the same id when no answer came, and says so after a while', async () => {
    const { asked, sending } = setUp()
    const result = sending.send(SEND)
    await vi.advanceTimersByTimeAsync(4000)
    expect(sending.state.value).toBe('slow')
    asked[0]?.settle({ ok: false, code: 'no-answer' })
    await vi.advanceTimersByTimeAsync(0)
    expect(asked.map((a) => a.id)).toEqual(['id-1', 'id-1'])
    asked[1]?.settle({ ok: true, seq: 1 })
    expect(await result).toEqual({ ok: true, seq: 1 })
  })
  it('uses the same id for the same segment after the connection was lost, a new one for another', async () => {
    const { asked, sending } = setUp()
    const result = sending.send(SEND)
    asked[0]?.settle({ ok: false, code: 'offline' })
    await result
    void sending.send(SEND)
    expect(asked[1]?.id).toBe('id-1')
    sending.cancel()
    void sending.send(OTHER)
    expect(asked[2]?.id).toBe('id-2')
  })
  it('gives the composer back on cancel, and nothing more is made of the answer', async () => {
    const { asked, sending } = setUp()
    const result = sending.send(SEND)
    sending.cancel()
    expect(sending.state.value).toBe('idle')
    asked[0]?.settle({ ok: true, seq: 3 })
    expect(await result).toBeNull()
  })
})
