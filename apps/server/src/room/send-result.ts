import type { Command, Recorded } from '@synposium/classroom'
import type { SendResult } from '@synposium/protocol'

/** What the sender of a segment is told besides the events: the verdict, and whether the segment went out. Null for other commands. */
export function sendResult(command: Command, recorded: readonly Recorded[]): SendResult | null {
  if (command.type !== 'segment.send') return null
  for (const { event } of recorded) {
    if (event.type === 'segment.refused' && event.from === command.socket) return { sent: false, ...event.judged }
    if (event.type === 'segment.sent' && event.from === command.socket && event.judged) {
      return { sent: true, verdict: event.judged.verdict }
    }
  }
  return null
}
