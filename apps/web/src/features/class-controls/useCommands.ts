import type { ClientCommand } from '@synposium/protocol'
import { useSession } from '../../session/session.ts'
import { useErrorText } from '../../ui/error-text.ts'
import { useToasts } from '../../ui/toasts.ts'

/** Sends a command of the teacher; a refusal is told in a notice. Resolves to whether it was carried out. */
export function useCommands() {
  const session = useSession()
  const { show } = useToasts()
  const { ofRefusal } = useErrorText()
  return async (command: ClientCommand): Promise<boolean> => {
    const outcome = await session.command(command)
    if (!outcome.ok) show(ofRefusal(outcome.code))
    return outcome.ok
  }
}
