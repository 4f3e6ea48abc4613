import { bytesSent, receiveWindow, type Tcb } from '@synposium/tcp'
import type { AppStep } from '../lesson.ts'
import { lessonOf } from '../lessons/lessons.ts'
import { socketId } from '../network/addresses.ts'
import type { Classroom, Socket } from '../state.ts'

export type AppCall = AppStep['call']

/** What the steps of an application are judged by. */
type Playing = Pick<Socket, 'tcb' | 'path' | 'bytesRead' | 'appStep' | 'role' | 'table' | 'accepted' | 'listener'>

const total = (steps: readonly AppStep[], upTo: number, name: 'write' | 'read'): number =>
  steps
    .slice(0, upTo + 1)
    .reduce((sum, { call }) => (call.name === name && 'length' in call ? sum + call.length : sum), 0)

const drained = (tcb: Tcb): boolean => tcb.finReceived && tcb.app.unread === 0

/**
 * Whether a step has had its effect, no matter who brought it about: a player's segment implies its call. That is how
 * the autopilot takes a seat over in the middle of a lesson.
 */
const isDone = (steps: readonly AppStep[], index: number, { tcb, bytesRead }: Playing): boolean => {
  const { app } = tcb
  const call = steps[index]?.call
  const closing = app.closeRequested || tcb.finSeq !== null
  switch (call?.name) {
    case 'listen':
      return tcb.state !== 'CLOSED'
    case 'connect':
      return tcb.state !== 'CLOSED' || app.connect
    case 'write':
      return closing || bytesSent(tcb) + app.unsent >= total(steps, index, 'write')
    case 'read':
      return drained(tcb) || bytesRead >= total(steps, index, 'read')
    case 'shutdown':
      return call.how === 'SHUT_RD' ? app.readShutdown : closing
    case 'close':
      return app.fullyClosed
    default:
      return false
  }
}

const isReady = (state: Classroom, { when }: AppStep, socket: Playing): boolean => {
  const { tcb, path, bytesRead } = socket
  switch (when.kind) {
    case 'start':
      return true
    case 'server-ready':
      return state.sockets[socketId(state.plan, socket.table, 'listening')]?.tcb.state === 'LISTEN'
    case 'state':
      return tcb.state === when.state || path.some((step) => step.to === when.state)
    case 'readable':
      return tcb.app.unread >= when.bytes || tcb.finReceived || receiveWindow(tcb) === 0
    case 'end-of-stream':
      return drained(tcb)
    case 'done':
      return tcb.app.unsent === 0 && tcb.sndUna === tcb.sndNxt && (bytesRead >= when.received || drained(tcb))
  }
}

const stepsOf = (state: Classroom, socket: Pick<Socket, 'role'>): readonly AppStep[] =>
  lessonOf(state)?.apps[socket.role] ?? []

/** The index of the first step that has not been done; it never goes back. */
export const stepReached = (state: Classroom, socket: Playing): number => {
  const steps = stepsOf(state, socket)
  let index = socket.appStep
  while (index < steps.length && isDone(steps, index, socket)) index += 1
  return index
}

/** Whether the application of this socket has more to do. */
export const hasStepsLeft = (state: Classroom, socket: Playing): boolean =>
  socket.appStep < stepsOf(state, socket).length

/** The step that its application has come to, with whether it may be done now; null after the last. */
export const currentStep = (state: Classroom, socket: Playing): { step: AppStep; ready: boolean } | null => {
  const step = stepsOf(state, socket)[stepReached(state, socket)]
  if (step === undefined) return null
  if (step.call.name === 'accept') return { step, ready: (socket.listener?.acceptQueue.length ?? 0) > 0 }
  return { step, ready: isReady(state, step, socket) }
}

/** Calls that open; all others need a connection and a descriptor for it. */
const opens = (call: AppCall): boolean => call.name === 'listen' || call.name === 'connect' || call.name === 'accept'

/**
 * The call that the application of this socket makes next, or null while it has to wait. Data that no step waits for
 * is read away, so that a close() after it is a FIN and not a reset (RFC 9293 §3.6.1, SHLD-3).
 */
export const nextCall = (state: Classroom, socket: Playing): AppCall | null => {
  if (!socket.accepted) return null
  const { tcb } = socket
  const current = currentStep(state, socket)
  const connected = tcb.state !== 'CLOSED' && tcb.state !== 'LISTEN'
  const waitsForData = current?.step.call.name === 'read' && !current.ready
  if (connected && tcb.app.unread > 0 && !waitsForData && !tcb.app.fullyClosed) {
    return { name: 'read', length: tcb.app.unread }
  }
  if (current === null || !current.ready || tcb.app.abortRequested) return null
  return opens(current.step.call) || connected ? current.step.call : null
}
