import type { Language, Viewer } from '@synposium/classroom'
import type { ByeReason } from '@synposium/protocol'
import type { Frame } from '../connection/frame.ts'

/** A connection that has said hello and looks at this class. */
export interface Member {
  readonly viewer: Viewer
  /** The language of pseudonyms. */
  readonly language: Language
  send(frame: Frame): void
  /** Says good-bye and closes the connection. */
  end(reason: ByeReason): void
}
