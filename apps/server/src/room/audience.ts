import { type Picture, type Recorded, redact, redactPicture, type Seen } from '@synposium/classroom'
import { type ByeReason, PROTOCOL_VERSION } from '@synposium/protocol'
import { Frame } from '../connection/frame.ts'
import type { Roster } from '../people/roster.ts'
import type { Member } from './member.ts'
import { Publication } from './publish.ts'

/** Where the class stands, for somebody who comes in: `missed` are the events they lack, null when only the picture helps. */
export interface Standing {
  readonly picture: Picture
  readonly missed: readonly Recorded[] | null
}

/** The connections that look at one class, and what they are sent. */
export class Audience {
  readonly members = new Set<Member>()
  readonly #classId: string
  readonly #roster: Roster
  readonly #now: () => number

  constructor(classId: string, roster: Roster, now: () => number) {
    this.#classId = classId
    this.#roster = roster
    this.#now = now
  }

  /** A student has one connection: a newer one takes the place of the older. */
  enter(member: Member, standing: Standing): void {
    const { viewer } = member
    if (viewer.kind === 'student') {
      this.end((other) => other.viewer.kind === 'student' && other.viewer.id === viewer.id, 'replaced')
    }
    this.members.add(member)
    this.welcome(member, standing)
    // Last: a client has nothing to apply a list of people to before its welcome.
    this.#roster.came(viewer)
  }

  /** False when the member was not here any more. */
  leave(member: Member): boolean {
    const was = this.members.delete(member)
    if (was) this.#roster.left(member.viewer)
    return was
  }

  welcome(member: Member, { picture, missed }: Standing): void {
    const { viewer } = member
    const state: { events: Seen[] } | { picture: Picture } = missed
      ? { events: missed.map((recorded) => redact(recorded, viewer)) }
      : { picture: redactPicture(picture, viewer) }
    const head = {
      type: 'welcome',
      version: PROTOCOL_VERSION,
      viewer,
      classId: this.#classId,
      now: this.#now(),
    } as const
    member.send(Frame.of({ ...head, people: this.#roster.listFor(member, picture), ...state }))
  }

  welcomeAll(picture: Picture): void {
    for (const member of this.members) this.welcome(member, { picture, missed: null })
  }

  /** Sends what has happened, to each as they may see it. */
  publish(recorded: readonly Recorded[]): void {
    const publication = new Publication(recorded, this.#now())
    for (const member of this.members) member.send(publication.frameFor(member.viewer))
  }

  /** Sends who is here, and under which name. */
  sendPeople(picture: Picture): void {
    const frameFor = this.#roster.frames(picture)
    for (const member of this.members) member.send(frameFor(member))
  }

  /** Says good-bye to some of them. */
  end(whom: (member: Member) => boolean, reason: ByeReason): void {
    for (const member of [...this.members]) if (whom(member)) member.end(reason)
  }
}
