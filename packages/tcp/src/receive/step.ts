import { deletedTcb, listeningAgain } from '../incarnation.ts'
import { withDebt } from '../obligations.ts'
import type { RuleName } from '../rules.ts'
import { has, type Segment, segmentEnd, segmentLength } from '../segment.ts'
import { add, diff, type Seq, seq } from '../seq.ts'
import type { Context, Obligation, SocketError, State, Tcb, Transition } from '../tcb.ts'
import { timeWaitTimers } from '../timers.ts'
import { arrow, type Cause } from '../transitions.ts'
import type { Arrival } from '../verdict.ts'
import { acceptanceWindow } from './window.ts'

/** The TCB under work. It is a copy: nobody outside sees it before it is finished. */
export type Draft = { -readonly [K in keyof Tcb]: Tcb[K] }

type AckReason = Extract<Obligation, { kind: 'ack' }>['reason']

/** One arriving segment on its way through the checks: the TCB as it becomes, and what the segment has done so far. */
export class Step {
  tcb: Draft
  /** RCV.WND when the segment arrived: what was promised. */
  window: number
  /** SEG.SEQ; one later when the SYN has been dealt with. */
  seq: Seq
  /** The SYN has been dealt with: only what follows it is left. */
  synDone = false
  /** The stream has been received up to the FIN of the peer, in this segment or held from before. */
  finReached = false
  delivered = 0
  signal: Arrival['signal'] = null
  reopen = false
  readonly rules: RuleName[] = []
  readonly #owed: Obligation[] = []
  readonly #from: State
  #cause = ''
  #transition: Transition | null = null

  constructor(
    tcb: Tcb,
    readonly segment: Segment,
    readonly context: Context,
  ) {
    const lastWasRst = has(segment, 'RST')
    this.tcb = { ...tcb, lastWasRst }
    this.window = acceptanceWindow(tcb)
    this.seq = segment.seq
    this.#from = tcb.state
  }

  get linux(): boolean {
    return this.context.settings.policy === 'linux'
  }

  /** Notes a rule that decided; the same one twice in a row is noted once. */
  rule(name: RuleName): void {
    if (this.rules.at(-1) !== name) this.rules.push(name)
  }

  owe(debt: Obligation): void {
    this.#owed.push(debt)
    this.tcb.owed = withDebt(this.tcb.owed, debt)
  }

  /** Owes an ACK, at once unless `due` says until when it may wait. */
  oweAck(reason: AckReason, rule: RuleName, due: number | null = null): void {
    this.owe({ kind: 'ack', reason, since: this.context.now, due, rule })
  }

  /** Owes the RST that answers this segment: form 1 when it has ACK, form 2 when not (§3.10.7.1). */
  oweReset(rule: RuleName): void {
    const { segment } = this
    const answersAck = has(segment, 'ACK')
    this.owe({
      kind: 'rst',
      form: answersAck ? 1 : 2,
      seq: answersAck ? segment.ack : seq(0),
      ack: answersAck ? seq(0) : segmentEnd(segment),
      to: segment.source,
      since: this.context.now,
      rule,
    })
  }

  /**
   * Takes an arrow of the table. A segment that carries two events takes one arrow, the one for both
   * (`rcv.ack-of-fin+rcv.fin`).
   */
  go(on: Cause): void {
    this.#cause = this.#cause === '' ? on : `${this.#cause}+${on}`
    const taken = arrow(this.#from, this.#cause)
    this.#transition = { from: this.#from, to: taken.to, rule: taken.rule }
    this.tcb.state = taken.to
    this.rule(taken.rule)
    if (taken.to === 'TIME_WAIT') this.tcb.timers = timeWaitTimers(this.context)
  }

  /** Takes an arrow that ends in CLOSED and forgets the connection. */
  close(on: Cause, over: SocketError | 'ended' | null): void {
    this.go(on)
    this.tcb = deletedTcb(this.tcb, over, this.context)
  }

  /** Takes an arrow of a passive SYN_RCVD back to LISTEN. */
  listenAgain(on: Cause): void {
    this.go(on)
    this.tcb = listeningAgain(this.tcb, this.context)
  }

  /** The first thing the application learns is what it is told; the rest it finds out by reading. */
  tell(signal: Exclude<Arrival['signal'], null>): void {
    this.signal ??= signal
  }

  /** Steps over the SYN, which has been dealt with: what is left starts one number later. */
  skipSyn(): void {
    this.seq = add(this.segment.seq, 1)
    this.synDone = true
  }

  /** SEG.LEN of what is left. */
  length(): number {
    return segmentLength(this.segment) - (this.synDone ? 1 : 0)
  }

  /** How far above RCV.NXT the segment starts; negative below. */
  offset(): number {
    return diff(this.seq, this.tcb.rcvNxt)
  }

  finish(accepted: boolean): Arrival {
    return {
      tcb: this.tcb,
      transitions: this.#transition === null ? [] : [this.#transition],
      rules: this.rules,
      owed: this.#owed,
      delivered: this.delivered,
      signal: this.signal,
      accepted,
      reopen: this.reopen,
    }
  }
}
