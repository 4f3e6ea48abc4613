import { describe, expect, it } from 'vitest'
import { judge, type Obligation, type Segment, STATES, type State, seq, type Tcb } from '../../src/index.ts'
import { PEER } from '../tcb-builder.ts'
import { endpoint, IMPLIED, ours, SPACES } from './pairs/pair.ts'

/** r: right. u: unusual. x: mistake. A second letter: the verdict when a reply or a retransmission of this kind is owed. */
const MATRIX: Readonly<Record<string, string>> = {
  //          CLOSED LISTEN SYN_SENT SYN_RCVD ESTAB FW1 FW2 CLOSE_WAIT CLOSING LAST_ACK TIME_WAIT
  S: '        r      u      ur       x        x     x   x   x          x       x        x',
  SA: '       x      x      x        ur       x     x   x   x          x       x        x',
  A: '        x      x      x        xr       ur    ur  ur  ur         ur      ur       ur',
  'A data': ' x      x      x        x        r     ur  x   r          ur      ur       x',
  FA: '       x      x      x        r        r     ur  x   r          ur      ur       x',
  R: '        xr     xr     ur       r        r     r   r   r          u       u        u',
  RA: '       xr     x      x        r        r     r   r   r          u       u        u',
  SF: '       x      x      x        x        x     x   x   x          x       x        x',
  SR: '       x      x      x        x        x     x   x   x          x       x        x',
  FR: '       x      x      x        x        x     x   x   x          x       x        x',
  none: '     x      x      x        x        x     x   x   x          x       x        x',
  P: '        x      x      x        x        x     x   x   x          x       x        x',
  F: '        x      x      x        x        x     x   x   x          x       x        x',
  FP: '       x      x      x        x        x     x   x   x          x       x        x',
}

const FIN_SENT: readonly State[] = ['FIN_WAIT_1', 'CLOSING', 'LAST_ACK']

/** The endpoint of a column: five bytes in flight where a FIN is, so that there is something to send again. */
const column = (state: State): Tcb => {
  const tcb = endpoint(state, FIN_SENT.includes(state) ? { sent: 5 } : {})
  return state === 'CLOSED' ? { ...tcb, remote: PEER } : tcb
}

const reset = (form: 1 | 2): Obligation => ({
  kind: 'rst',
  form,
  seq: seq(form === 1 ? 777 : 0),
  ack: seq(form === 2 ? 888 : 0),
  to: PEER,
  since: 0,
  rule: 'closed.ack',
})

/** What is owed in the second case of a cell. */
const debt = (flags: string): Obligation => {
  if (flags === 'R') return reset(1)
  if (flags === 'RA') return reset(2)
  if (flags === 'A') return { kind: 'ack', reason: 'challenge', since: 0, due: null, rule: 'seq.unacceptable' }
  return { kind: 'retransmit', since: 0, rule: 'timer.retransmission' }
}

/** The segment of a row with the best numbers it can have in this state. */
const best = (flags: string, tcb: Tcb, owing: boolean): Segment => {
  const letters = flags === 'none' ? '' : (flags.split(' ')[0] ?? '')
  const length = flags === 'A data' ? 5 : 0
  const plain = ours(letters, { seq: 0, len: length, ...(letters.includes('S') ? { mss: 1024 } : {}) })
  const withAck = { ...plain, ack: letters.includes('A') ? tcb.rcvNxt : seq(0) }
  if (letters.includes('S')) return { ...withAck, seq: tcb.iss }
  if (
    letters.includes('R') &&
    owing &&
    (tcb.state === 'CLOSED' || tcb.state === 'LISTEN' || tcb.state === 'SYN_SENT')
  ) {
    return { ...withAck, seq: seq(letters === 'R' ? 777 : 0), ack: seq(letters === 'R' ? 0 : 888) }
  }
  const again = FIN_SENT.includes(tcb.state) && (length > 0 || letters === 'FA')
  const start = again ? seq(SPACES.iss + 1) : tcb.sndNxt
  return { ...withAck, seq: start, length: again ? 5 : length }
}

const LEVELS: Readonly<Record<string, string>> = { r: 'right', u: 'unusual', x: 'mistake' }

const cells = Object.entries(MATRIX).flatMap(([flags, row]) =>
  row
    .trim()
    .split(/\s+/)
    .flatMap((cell, i) =>
      Array.from(cell, (letter, owing) => ({ flags, state: STATES[i] ?? 'CLOSED', letter, owing: owing === 1 })),
    ),
)

describe('flags × state', () => {
  it('has a cell for every state in every row', () => {
    for (const row of Object.values(MATRIX)) expect(row.trim().split(/\s+/)).toHaveLength(STATES.length)
  })

  it.each(cells)('$flags in $state: $letter (owed: $owing)', ({ flags, state, letter, owing }) => {
    const bare = column(state)
    const tcb = owing ? { ...bare, owed: [debt(flags)] } : bare
    expect(judge(tcb, best(flags, tcb, owing), IMPLIED).level).toBe(LEVELS[letter])
  })
})
