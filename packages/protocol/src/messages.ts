import type {
  Command,
  Draft,
  Language,
  Picture,
  RefusalCode,
  Role,
  Seen,
  StudentId,
  Viewer,
} from '@synposium/classroom'
import type { Field, Move, Reaction, Verdict } from '@synposium/tcp'

/** The version of these messages. A client that speaks another one is told to reload. */
export const PROTOCOL_VERSION = 1

/** A command as it comes from outside: the system's own commands are not among them. */
export type ClientCommand = Exclude<Command, { type: 'class.create' | 'student.join' | 'tick' }>

/** The first message on every connection. Exactly one of `token` (student), `teacher` (with the teacher's cookie) and `projector`. */
export interface Hello {
  readonly type: 'hello'
  readonly version: number
  /** A student's seat token. */
  readonly token?: string
  /** The class id, on a connection that carries the teacher's cookie. */
  readonly teacher?: string
  /** The class code: the public, read-only view. */
  readonly projector?: string
  /** The last event this client has folded; absent: none. */
  readonly lastSeq?: number
  /** The language of pseudonyms, where names are hidden; English unless told. */
  readonly language?: Language
}

export type ClientMessage =
  | Hello
  /** `id`: chosen by the client, unique per connection token; the same id is answered with the same result. */
  | { readonly type: 'command'; readonly id: string; readonly command: ClientCommand }
  /** Presence only: never stored, at most one a second. */
  | { readonly type: 'composing'; readonly socket: string; readonly on: boolean }
  | { readonly type: 'ping'; readonly t: number }

export interface Person {
  readonly id: StudentId
  readonly name: string
  /** A connection of theirs is open. */
  readonly online: boolean
}

/** What a program and the composer are told about the outcome of segment.send. */
export type SendResult =
  | { readonly sent: true; readonly verdict: Verdict }
  | { readonly sent: false; readonly verdict: Verdict; readonly reaction: Reaction | null }

export type ServerMessage =
  /** Answer to hello. Either a picture (fold nothing before it), or the events after lastSeq. */
  | {
      readonly type: 'welcome'
      readonly version: number
      readonly viewer: Viewer
      readonly classId: string
      /** Wall time of the server in ms, to set the clock offset. */
      readonly now: number
      readonly people: readonly Person[]
      readonly picture?: Picture
      readonly events?: readonly Seen[]
    }
  /** Everything that happened within one turn, in order, numbered without gaps. */
  | { readonly type: 'events'; readonly now: number; readonly events: readonly Seen[] }
  | { readonly type: 'people'; readonly people: readonly Person[] }
  | { readonly type: 'composing'; readonly socket: string; readonly on: boolean }
  /** Sent after the events of the command were sent. `result`: for segment.send. */
  | { readonly type: 'ack'; readonly id: string; readonly ok: true; readonly seq: number; readonly result?: SendResult }
  | {
      readonly type: 'ack'
      readonly id: string
      readonly ok: false
      readonly refusal: { readonly code: RefusalCode; readonly field?: string; readonly message: string }
    }
  | { readonly type: 'pong'; readonly t: number; readonly now: number }
  | {
      readonly type: 'error'
      readonly code: ErrorCode
      readonly message: string
      readonly issues?: readonly Issue[]
      readonly id?: string
    }
  /** The server is about to close this connection. */
  | { readonly type: 'bye'; readonly reason: ByeReason; readonly retryAfter?: number }

export interface Issue {
  /** Path of the field, e.g. `command.segment.seq`. */
  readonly path: string
  readonly expected: string
}

export const ERROR_CODES = [
  'message.not-json',
  'message.invalid',
  'message.too-large',
  'message.too-many',
  'hello.first',
  'hello.twice',
  'version.unsupported',
  'token.unknown',
  'class.unknown',
  'teacher.required',
  'internal',
] as const
export type ErrorCode = (typeof ERROR_CODES)[number]

export const BYE_REASONS = [
  'replaced',
  'removed',
  'class-ended',
  'server-stopping',
  'abuse',
  'version',
  'too-slow',
] as const
export type ByeReason = (typeof BYE_REASONS)[number]

export type { Draft, Field, Move, Role }
