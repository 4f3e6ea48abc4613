import { describe, expect, it } from 'vitest'
import { add, type Flag, flagsOf, judge, type Segment, type State, seq, type Tcb } from '../../src/index.ts'
import { A, across, B, Play, type PlayOptions, type Side } from './play.ts'

const LETTERS: Readonly<Record<string, Flag>> = { F: 'FIN', S: 'SYN', R: 'RST', P: 'PSH', A: 'ACK' }

/** Reads `a>FA100+5/300`: side, flags, seq, length, ack; `win` is what the side may announce. */
const segmentOf = (text: string, window: number): { side: Side; segment: Segment } => {
  const found = /^([ab])>([FSRPA]+)(\d+)(?:\+(\d+))?(?:\/(\d+))?$/.exec(text)
  if (found === null) throw new Error(`cannot read ${text}`)
  const [, from, letters = '', number, length, ack] = found
  const side: Side = from === 'a' ? 'a' : 'b'
  const flags = flagsOf(...Array.from(letters, (letter) => LETTERS[letter] ?? 'ACK'))
  const segment: Segment = {
    source: side === 'a' ? A : B,
    destination: side === 'a' ? B : A,
    flags,
    seq: seq(Number(number)),
    ack: seq(Number(ack ?? 0)),
    window: flags.includes('RST') ? 0 : window,
    length: Number(length ?? 0),
    ...(flags.includes('SYN') ? { mss: 1024 } : {}),
  }
  return { side, segment }
}

/** Plays the lines of a figure: `a>…` sends, `-> b` lets the oldest segment arrive, `[X,Y]` asserts both states. */
const run = (play: Play, ...lines: string[]): void => {
  for (const line of lines) {
    if (line.startsWith('['))
      expect(play.states.join(','), `after ${lines.slice(0, lines.indexOf(line)).join(' ')}`).toBe(line.slice(1, -1))
    else if (line.startsWith('->')) expect(play.deliver(line.endsWith('a') ? 'a' : 'b')).toBe(true)
    else {
      const { side, segment } = segmentOf(line, 4096)
      const allowed = play.moves(side).find(({ segment: move }) => move.seq === segment.seq)?.segment.window
      const verdict = play.send(side, segment.flags.includes('RST') ? segment : { ...segment, window: allowed ?? 4096 })
      expect(verdict.mistake, line).toBeNull()
    }
  }
}

/** A forged or old segment reaches `side`, as if the other end had sent it. */
const inject = (play: Play, side: Side, text: string): void => {
  play.wire[side].push(segmentOf(text, 4096).segment)
  expect(play.deliver(side)).toBe(true)
}

const begin = (options: PlayOptions = {}): Play => new Play({ issA: 100, issB: 300, ...options })

/** Both ends ESTABLISHED with SND.NXT 100 and 300, as the closing figures begin. */
const opened = (): Play => {
  const play = begin({ issA: 99, issB: 299 })
  run(play, 'a>S99', '-> b', 'b>SA299/100', '-> a', 'a>A100/300', '-> b', '[ESTABLISHED,ESTABLISHED]')
  return play
}

const change = (play: Play, side: Side, part: Partial<Tcb>): void => {
  play.tcb[side] = { ...play.tcb[side], ...part }
}

describe('the figures of RFC 9293', () => {
  it('F6: the three-way handshake; data starts where the ACK stood', () => {
    const play = begin()
    run(
      play,
      'a>S100',
      '[SYN_SENT,LISTEN]',
      '-> b',
      '[SYN_SENT,SYN_RCVD]',
      'b>SA300/101',
      '-> a',
      '[ESTABLISHED,SYN_RCVD]',
    )
    run(play, 'a>A101/301', '-> b', '[ESTABLISHED,ESTABLISHED]', 'a>PA101+8/301', '-> b', '[ESTABLISHED,ESTABLISHED]')
    expect(play.tcb.b.rcvNxt).toBe(109)
  })

  it('F7: simultaneous open; SYN,ACK repeats the ISS', () => {
    const play = begin({ listening: false })
    run(play, 'a>S100', 'b>S300', '-> a', '-> b', '[SYN_RCVD,SYN_RCVD]')
    run(play, 'a>SA100/301', 'b>SA300/101', '-> a', '-> b', '[ESTABLISHED,ESTABLISHED]')
  })

  it('F8: an old SYN is recovered from by a reset', () => {
    const play = begin()
    run(play, 'a>S100')
    const [syn] = play.wire.b.splice(0)
    inject(play, 'b', 'a>S90')
    run(play, 'b>SA300/91', '-> a', '[SYN_SENT,SYN_RCVD]', 'a>R91', '-> b', '[SYN_SENT,LISTEN]')
    if (syn !== undefined) play.wire.b.push(syn)
    run(play, '-> b', '[SYN_SENT,SYN_RCVD]')
    const iss = play.tcb.b.iss
    run(play, `b>SA${iss}/101`, '-> a', `a>A101/${iss + 1}`, '-> b', '[ESTABLISHED,ESTABLISHED]')
  })

  it('F9: a half-open connection is found by the SYN of the side that forgot', () => {
    const play = opened()
    const fresh = begin({ issA: 400 })
    change(play, 'a', { ...fresh.tcb.a })
    run(play, 'a>S400', '-> b', '[SYN_SENT,ESTABLISHED]', 'b>A300/100', '-> a', 'a>R100', '-> b', '[SYN_SENT,CLOSED]')
  })

  it('F10: a half-open connection is found by data of the side that remembers', () => {
    const play = opened()
    change(play, 'a', { ...begin().tcb.a })
    run(play, 'b>PA300+10/100', '-> a', '[CLOSED,ESTABLISHED]', 'a>R100', '-> b', '[CLOSED,CLOSED]')
  })

  it('F11: an old SYN between two listeners', () => {
    const play = begin()
    change(play, 'a', { state: 'LISTEN', remote: null })
    inject(play, 'b', 'a>S700')
    run(play, 'b>SA300/701', '-> a', '[LISTEN,SYN_RCVD]', 'a>R701', '-> b', '[LISTEN,LISTEN]')
  })

  it('F12: the close in four segments', () => {
    const play = opened()
    run(play, 'a>FA100/300', '-> b', '[FIN_WAIT_1,CLOSE_WAIT]', 'b>A300/101', '-> a', '[FIN_WAIT_2,CLOSE_WAIT]')
    run(
      play,
      'b>FA300/101',
      '[FIN_WAIT_2,LAST_ACK]',
      '-> a',
      '[TIME_WAIT,LAST_ACK]',
      'a>A101/301',
      '-> b',
      '[TIME_WAIT,CLOSED]',
    )
    while (play.wait()) expect(play.tcb.b.state).toBe('CLOSED')
    expect(play.states).toEqual(['CLOSED', 'CLOSED'])
  })

  it('F12 in three segments: ACK and FIN of the peer come together', () => {
    const play = opened()
    run(
      play,
      'a>FA100/300',
      '-> b',
      'b>FA300/101',
      '-> a',
      '[TIME_WAIT,LAST_ACK]',
      'a>A101/301',
      '-> b',
      '[TIME_WAIT,CLOSED]',
    )
  })

  it('F13: simultaneous close; both wait', () => {
    const play = opened()
    run(play, 'a>FA100/300', 'b>FA300/100', '-> a', '-> b', '[CLOSING,CLOSING]')
    run(play, 'a>A101/301', 'b>A301/101', '-> a', '-> b', '[TIME_WAIT,TIME_WAIT]')
  })

  it('F14: an old duplicate kills TIME_WAIT through the reset it provokes (RFC 1337)', () => {
    const play = opened()
    run(play, 'a>FA100/300', '-> b', 'b>FA300/101', '-> a', 'a>A101/301', '-> b', '[TIME_WAIT,CLOSED]')
    inject(play, 'a', 'b>A255/33')
    run(play, 'a>A101/301', '-> b', 'b>R301', '-> a', '[CLOSED,CLOSED]')
  })

  it('F15: a reset that is not exact is challenged and comes again with the right number (RFC 5961 §8)', () => {
    const play = opened()
    inject(play, 'b', 'a>R105')
    change(play, 'a', { ...begin().tcb.a })
    run(play, '[CLOSED,ESTABLISHED]', 'b>A300/100', '-> a', 'a>R100', '-> b', '[CLOSED,CLOSED]')
  })
})

describe('what looks surprising and is correct', () => {
  const state = (play: Play, side: Side): State => play.tcb[side].state

  it('data with the same ACK completes a handshake whose third segment was lost', () => {
    const play = begin()
    run(play, 'a>S100', '-> b', 'b>SA300/101', '-> a', 'a>A101/301')
    play.wire.b.splice(0)
    run(play, 'a>PA101+5/301', '-> b', '[ESTABLISHED,ESTABLISHED]')
    expect(play.delivered.b).toBe(5)
  })

  it('a copy of SYN,ACK in ESTABLISHED is answered by a plain ACK', () => {
    const play = begin()
    run(play, 'a>S100', '-> b', 'b>SA300/101')
    const [copy] = play.wire.a
    run(play, '-> a', 'a>A101/301', '-> b')
    if (copy !== undefined) play.wire.a.push(copy)
    run(play, '-> a', 'a>A101/301', '[ESTABLISHED,ESTABLISHED]')
  })

  it('after a wrong SYN,ACK: RST and at once the SYN again', () => {
    const play = begin()
    run(play, 'a>S100')
    inject(play, 'a', 'b>SA300/91')
    run(play, 'a>R91', 'a>S100')
    expect(state(play, 'a')).toBe('SYN_SENT')
  })

  it('a FIN in SYN_RCVD and a FIN with the last data', () => {
    const play = begin()
    run(
      play,
      'a>S100',
      '-> b',
      'b>SA300/101',
      'b>FA301/101',
      '[SYN_SENT,FIN_WAIT_1]',
      '-> a',
      '-> a',
      '[CLOSE_WAIT,FIN_WAIT_1]',
    )
    run(play, 'a>FPA101+3/302', '-> b', '[LAST_ACK,TIME_WAIT]')
  })

  it.each(['a', 'b'] as const)('the same legal segment from %s is no mistake twice: it may be a copy', (side) => {
    const play = opened()
    const other = across(side)
    const number = side === 'a' ? 100 : 300
    run(play, `${side}>PA${number}+5/${side === 'a' ? 300 : 100}`)
    const segment = play.wire[other][0]
    if (segment === undefined) throw new Error('nothing was sent')
    expect(judge(play.tcb[side], segment, play.context(side))).toMatchObject({
      act: 'retransmission',
      level: 'unusual',
    })
    expect(play.tcb[side].sndNxt).toBe(add(segment.seq, 5))
  })
})
