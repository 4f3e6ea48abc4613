/** Identifiers that travel in events. All are plain strings; students are known by an id only, their names live elsewhere. */
export type StudentId = string
/** `1.client`, `1.listening`, `1.accepted`; in the one-server plan the shared listening seat is `0.listening`. */
export type SeatId = string
/** `1.client`, `1.listening`, `1.accepted`, and for a further child of the same seat `1.accepted.2`, … */
export type SocketId = string
/** A segment in flight, and its row in the ladder: a number that grows over the class. */
export type FlightId = number
export type LessonId = string
export type GoalId = string
export type TableNo = number

export const ROLES = ['client', 'listening', 'accepted'] as const
/** What a socket is. A seat of the pairs plan plays two of them. */
export type Role = (typeof ROLES)[number]

/** What a seat is called: the role it plays, or `server` when one student plays both server sockets. */
export type SeatRole = Role | 'server'

export const PLANS = ['trios', 'pairs', 'one-server', 'free-choice', 'solo'] as const
/**
 * trios: client, listening, accepted. pairs: client, server. one-server: one listening seat for the whole class, a client and an
 * accepted seat at each table. free-choice: trios, students pick their seats. solo: every student alone at a table as the client.
 */
export type Plan = (typeof PLANS)[number]

export const LANGUAGES = ['en', 'zh-CN'] as const
export type Language = (typeof LANGUAGES)[number]
/** A sentence in every language of the product. */
export type Text = Readonly<Record<Language, string>>
