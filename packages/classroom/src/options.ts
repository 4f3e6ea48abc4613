import { DEFAULT_SETTINGS, type Settings as TcpSettings } from '@synposium/tcp'

/** guarded: a wrong segment is explained and not sent. consequences: it goes out, and the other side reacts as TCP does. */
export type Feedback = 'guarded' | 'consequences'

/** flags: the numbers are filled in. flags-ack: the player works out the acknowledgment number too. all: every field is the player's. */
export const ASSISTS = ['flags', 'flags-ack', 'all'] as const
export type Assist = (typeof ASSISTS)[number]

/** What the teacher may set, live. */
export interface Options {
  readonly feedback: Feedback
  readonly assist: Assist
  /** Whether players may open hints 2 and 3 (the first, where to look, always shows). */
  readonly hints: boolean
  /** Whether pseudonyms stand for names on the projector. */
  readonly hideNames: boolean
  /** Flight time of a segment over the wire, in ms of class time. */
  readonly flight: number
  /** How long the autopilot thinks before it sends, in ms of class time. */
  readonly pace: number
  readonly tcp: TcpSettings
}

/** A change of some options; absent: as it is. `msl` etc. are changed through `tcp` as a whole. */
export type OptionsPatch = Partial<Options>

/** What a class starts with. A lesson brings its own assist level until the teacher sets one. */
export const DEFAULT_OPTIONS: Options = {
  feedback: 'guarded',
  assist: 'flags',
  hints: true,
  hideNames: true,
  flight: 900,
  pace: 2_000,
  tcp: DEFAULT_SETTINGS,
}
