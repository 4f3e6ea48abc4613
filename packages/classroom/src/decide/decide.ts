import { mayCommand } from '../authorisation.ts'
import type { Command, DecideContext, Refusal } from '../commands.ts'
import type { ClassEvent } from '../events.ts'
import type { Classroom } from '../state.ts'
import { unreachable } from '../unreachable.ts'
import { makePlayersCall } from './calls.ts'
import { configure, create, end, lock, plan } from './class.ts'
import { takeHint } from './hints.ts'
import { type Answer, Ledger, refuse } from './ledger.ts'
import { choose, pause, resume, start, stop } from './lesson.ts'
import { admit, join, remove, restore } from './people.ts'
import { assignSeat, leaveSeat, setAutopilot, takeSeat } from './seats.ts'
import { send } from './segments.ts'
import { tick } from './tick.ts'

export type Decision =
  | { readonly ok: true; readonly events: ClassEvent[] }
  | { readonly ok: false; readonly refusal: Refusal }

const answer = (ledger: Ledger, command: Command): Answer => {
  switch (command.type) {
    case 'class.create':
      return refuse('command.forbidden')
    case 'student.join':
      return join(ledger, command)
    case 'tick':
      return tick(ledger)
    case 'class.configure':
      return configure(ledger, command)
    case 'class.plan':
      return plan(ledger, command)
    case 'class.lock':
      return lock(ledger, command)
    case 'class.end':
      return end(ledger)
    case 'lesson.choose':
      return choose(ledger, command)
    case 'lesson.start':
      return start(ledger, command)
    case 'lesson.stop':
      return stop(ledger)
    case 'clock.pause':
      return pause(ledger)
    case 'clock.resume':
      return resume(ledger)
    case 'seat.assign':
      return assignSeat(ledger, command)
    case 'seat.autopilot':
      return setAutopilot(ledger, command)
    case 'student.remove':
      return remove(ledger, command)
    case 'student.restore':
      return restore(ledger, command)
    case 'student.admit':
      return admit(ledger, command)
    case 'seat.take':
      return takeSeat(ledger, command)
    case 'seat.leave':
      return leaveSeat(ledger)
    case 'segment.send':
      return send(ledger, command)
    case 'call.make':
      return makePlayersCall(ledger, command)
    case 'hint.take':
      return takeHint(ledger, command)
    default:
      return unreachable(command)
  }
}

/**
 * What a command leads to: the facts, with their outcome, or the reason why it will not be done. Pure: the state is not
 * changed; number the events with `record`, then `evolve`. A command that changes nothing succeeds with no events.
 * The actor comes from the connection; what each kind of actor may ask stands in one table (`mayCommand`).
 */
export const decide = (state: Classroom | null, command: Command, context: DecideContext): Decision => {
  if (!mayCommand(context.actor.kind, command.type)) return { ok: false, refusal: refuse('command.forbidden') }
  if (state === null) {
    if (command.type === 'class.create') return create(command)
    return { ok: false, refusal: refuse('class.no-lesson') }
  }
  if (state.phase === 'ended') {
    return command.type === 'tick' ? { ok: true, events: [] } : { ok: false, refusal: refuse('class.ended') }
  }
  const ledger = new Ledger(state, context)
  const refusal = answer(ledger, command)
  return refusal === null ? { ok: true, events: ledger.events } : { ok: false, refusal }
}
