import { type Flag, receiveWindow, type Segment, type Tcb } from '@synposium/tcp'
import type { ClassEvent, Draft, PlayerCall } from '../../src/index.ts'
import type { Room } from './class-room.ts'

/** What a player fills in beside the flags; the rest are the numbers a careful player would work out. */
export type Fields = Partial<Omit<Draft, 'flags'>>

const LETTERS: Readonly<Record<string, Flag>> = { S: 'SYN', A: 'ACK', F: 'FIN', R: 'RST', P: 'PSH', U: 'URG' }

/** The numbers of the moment, as a player reads them off the screen: next to send, next expected, free buffer. */
export const draftOf = (tcb: Tcb, letters: string, fields: Fields = {}): Draft => {
  const flags = [...letters].map((letter) => LETTERS[letter] ?? 'URG')
  const opening = flags.includes('SYN')
  return {
    flags,
    seq: opening ? tcb.iss : tcb.sndNxt,
    ack: flags.includes('ACK') ? tcb.rcvNxt : 0,
    window: receiveWindow(tcb),
    length: 0,
    ...(opening ? { mss: tcb.ownMss } : {}),
    ...fields,
  }
}

/** A student at one socket, who sends by hand. */
export class Hand {
  readonly #room: Room
  readonly student: string
  readonly socket: string

  constructor(room: Room, student: string, socket: string) {
    this.#room = room
    this.student = student
    this.socket = socket
  }

  get tcb(): Tcb {
    return this.#room.socket(this.socket).tcb
  }

  get state(): Tcb['state'] {
    return this.tcb.state
  }

  /** Sends a segment; the flags as their first letters, `SA` is SYN,ACK. */
  send(letters: string, fields: Fields = {}): ClassEvent[] {
    return this.#room.student(this.student, {
      type: 'segment.send',
      socket: this.socket,
      segment: draftOf(this.tcb, letters, fields),
    })
  }

  /** Sends a segment that must be right, lets it arrive, and gives it back. */
  sends(letters: string, fields: Fields = {}): Segment {
    const sent = this.send(letters, fields).find((event) => event.type === 'segment.sent')
    if (sent?.type !== 'segment.sent' || sent.judged?.verdict.level === 'mistake') {
      throw new Error(`${letters} was not right in ${this.state}:\n${this.#room.story()}`)
    }
    this.#room.land()
    return sent.segment
  }

  calls(call: PlayerCall): ClassEvent[] {
    return this.#room.student(this.student, { type: 'call.make', socket: this.socket, call })
  }
}

/** A table of three hands in the trios plan, with the lesson started. */
export interface Table {
  readonly room: Room
  readonly client: Hand
  readonly listening: Hand
  readonly accepted: Hand
}

/** Seats Cleo at the client, Lin at the listening and Ann at the accepted socket of table 1. */
export const seatThree = (room: Room): Table => {
  room.join('cleo', 'ann', 'lin')
  return {
    room,
    client: new Hand(room, 'cleo', '1.client'),
    listening: new Hand(room, 'lin', '1.listening'),
    accepted: new Hand(room, 'ann', '1.accepted'),
  }
}

/** listen and the three-way handshake, all by hand. */
export const connect = ({ client, listening, accepted }: Table): void => {
  listening.calls({ name: 'listen', backlog: 5 })
  client.sends('S')
  accepted.sends('SA')
  client.sends('A')
}
