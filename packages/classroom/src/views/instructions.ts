import { currentStep } from '../autopilot/application.ts'
import type { AppStep } from '../lesson.ts'
import type { Classroom, Socket } from '../state.ts'

/** What the application of a socket wants next, and whether it may happen now; null when it wants nothing more. */
export const applicationStep = (
  state: Classroom,
  socket: Socket,
): { readonly step: AppStep; readonly ready: boolean } | null => currentStep(state, socket)
