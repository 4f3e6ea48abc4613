import {
  type Actor,
  type Command,
  type DecideContext,
  decide,
  foldPicture,
  type Picture,
  type Recorded,
  type Refusal,
  record,
} from '@synposium/classroom'
import { refusalText } from '@synposium/protocol'
import type { Append } from '../store/index.ts'
import type { Answer } from './answers.ts'
import { sendResult } from './send-result.ts'

/** A command that waits for its turn. `resend`: who sent it, under which id; the system's own commands have none. */
export interface Order {
  readonly actor: Actor
  readonly command: Command
  readonly resend: { readonly sender: string; readonly commandId: string } | null
}

/** What deciding one order came to. Nothing of it is true before it is stored. */
export type Step =
  | {
      readonly kind: 'facts'
      readonly entry: Append
      readonly recorded: readonly Recorded[]
      readonly picture: Picture
      readonly answer: Answer
    }
  | { readonly kind: 'nothing'; readonly answer: Answer }
  | { readonly kind: 'broken'; readonly error: unknown }

/**
 * Decides orders one after the other, each against the picture that those before it would leave. Pictures are immutable: when
 * the store turns an entry down, the steps from there on are dropped and decided again.
 */
export function decideTurn(picture: Picture, orders: readonly Order[], context: Omit<DecideContext, 'actor'>): Step[] {
  let current = picture
  return orders.map((order) => {
    const step = decideOne(current, order, context)
    if (step.kind === 'facts') current = step.picture
    return step
  })
}

/** An exception concerns its own order only: state is not touched before everything about the order is worked out. */
function decideOne(picture: Picture, order: Order, context: Omit<DecideContext, 'actor'>): Step {
  try {
    const { classroom } = picture
    const decision = decide(classroom, order.command, { ...context, actor: order.actor })
    if (!decision.ok) return { kind: 'nothing', answer: refused(decision.refusal) }
    if (decision.events.length === 0) return { kind: 'nothing', answer: { ok: true, seq: classroom.seq } }
    const recorded = record(classroom, decision.events, context.now)
    const next = recorded.reduce<Picture>(foldPicture, picture)
    const result = sendResult(order.command, recorded)
    const answer: Answer = { ok: true, seq: next.classroom.seq, ...(result === null ? {} : { result }) }
    return {
      kind: 'facts',
      entry: entryOf(classroom.id, classroom.seq, recorded, order, answer),
      recorded,
      picture: next,
      answer,
    }
  } catch (error) {
    return { kind: 'broken', error }
  }
}

function entryOf(classroomId: string, seq: number, events: readonly Recorded[], order: Order, answer: Answer): Append {
  const entry = { classroomId, expectedSeq: seq, events }
  return order.resend === null ? entry : { ...entry, handled: { ...order.resend, result: answer } }
}

export const refused = (refusal: Refusal): Answer => ({
  ok: false,
  refusal: { ...refusal, message: refusalText(refusal.code) },
})
