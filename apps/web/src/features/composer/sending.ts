import type { ClientCommand } from '@synposium/protocol'
import { type ComputedRef, onScopeDispose, type Ref, ref } from 'vue'
import type { Outcome } from '../../session/session.ts'

/** idle: nothing under way. sending: asked. slow: no answer for a while, still trying. */
export type SendState = 'idle' | 'sending' | 'slow'

/** Without an answer for so long, the player is told and may cancel. */
const SLOW_AFTER = 4000

type Send = (command: ClientCommand, id: string) => Promise<Outcome>

export interface Sending {
  readonly state: Ref<SendState>
  readonly busy: ComputedRef<boolean> | Ref<boolean>
  /** Sends the command unless one is under way. The same command keeps its id until it is answered, so a second try is harmless. */
  readonly send: (command: ClientCommand) => Promise<Outcome | null>
  readonly cancel: () => void
}

/** One command at a time, with the same id until it is answered. */
export function useSending(transport: Send, newId: () => string): Sending {
  const state = ref<SendState>('idle')
  const busy = ref(false)
  let pending: { readonly body: string; readonly id: string } | null = null
  let turn = 0
  let slow: ReturnType<typeof setTimeout> | undefined

  const rest = () => {
    clearTimeout(slow)
    state.value = 'idle'
    busy.value = false
  }

  async function send(command: ClientCommand): Promise<Outcome | null> {
    if (busy.value) return null
    const body = JSON.stringify(command)
    if (pending?.body !== body) pending = { body, id: newId() }
    const { id } = pending
    const mine = ++turn
    busy.value = true
    state.value = 'sending'
    slow = setTimeout(() => {
      state.value = 'slow'
    }, SLOW_AFTER)
    let outcome = await transport(command, id)
    while (mine === turn && !outcome.ok && outcome.code === 'no-answer') outcome = await transport(command, id)
    if (mine !== turn) return null
    rest()
    // Unanswered because the connection went: the same id is used again when the player presses Send again.
    if (outcome.ok || outcome.code !== 'offline') pending = null
    return outcome
  }

  function cancel(): void {
    turn++
    rest()
  }

  onScopeDispose(() => clearTimeout(slow))
  return { state, busy, send, cancel }
}
