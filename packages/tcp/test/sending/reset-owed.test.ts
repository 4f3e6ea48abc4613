import { describe, expect, it } from 'vitest'
import { judge, type Obligation, type Segment, seq, type Tcb } from '../../src/index.ts'
import { at, PEER } from '../tcb-builder.ts'
import { EXPLICIT, endpoint, IMPLIED, ours, SPACES } from './pairs/pair.ts'

const OTHER = { ip: '10.0.0.3', port: 4000 }
const owing = (form: 1 | 2, to = PEER): Obligation => ({
  kind: 'rst',
  form,
  seq: seq(form === 1 ? SPACES.iss + 700 : 0),
  ack: seq(form === 2 ? SPACES.irs + 1 : 0),
  to,
  since: 0,
  rule: 'closed.ack',
})
/** A closed socket that knows its peer, so that a SYN of its own would be right too. */
const closed: Tcb = { ...endpoint('CLOSED'), remote: PEER }
const form1: Tcb = { ...closed, owed: [owing(1)] }
const form2: Tcb = { ...closed, owed: [owing(2)] }

const told = (tcb: Tcb, segment: Segment, context = IMPLIED) => {
  const mistake = judge(tcb, segment, context).mistake
  return { code: mistake?.code, expected: mistake?.expected, nearest: mistake?.nearest?.segment.flags.join() }
}

describe('while a reset is owed', () => {
  it.each([
    ['SA', 'reply.rst-expected', ['RST', 'ACK']],
    ['A', 'reply.rst-expected', ['RST', 'ACK']],
    ['FA', 'reply.rst-expected', ['RST', 'ACK']],
    ['PA', 'reply.rst-expected', ['RST', 'ACK']],
    ['R', 'rst.wrong-numbers', 0],
    ['RA', 'rst.wrong-numbers', 0],
  ] as const)('[reset.reply] %s for a SYN to a closed socket', (letters, code, expected) => {
    const got = told(form2, ours(letters, { seq: 5, ack: 7, len: letters === 'PA' ? 3 : 0 }))
    expect(got).toEqual({ code, expected, nearest: 'RST,ACK' })
  })

  it.each([
    ['SA', 'reply.rst-expected', ['RST']],
    ['A', 'reply.rst-expected', ['RST']],
    ['FA', 'reply.rst-expected', ['RST']],
    ['R', 'rst.wrong-numbers', SPACES.iss + 700],
    ['RA', 'rst.wrong-numbers', SPACES.iss + 700],
  ] as const)('[reset.reply] %s for a segment with ACK', (letters, code, expected) => {
    expect(told(form1, ours(letters, { seq: 5, ack: 7 }))).toEqual({ code, expected, nearest: 'RST' })
  })

  it('[open.active] a SYN of its own is still a SYN', () => {
    expect(judge(form1, ours('S', { mss: 1024 }), IMPLIED).level).toBe('right')
    expect(told(form1, ours('S', { mss: 9000 }))).toMatchObject({ code: 'mss.invalid', nearest: 'SYN' })
  })

  it('[syn.carries-ack] without a debt SYN,ACK is a SYN with an ACK too many', () => {
    expect(told(closed, ours('SA', { ack: 1, mss: 1024 }))).toMatchObject({ code: 'syn.carries-ack', nearest: 'SYN' })
  })

  it('[reset.reply] the one for this peer, not for another', () => {
    const both: Tcb = { ...closed, owed: [owing(2, OTHER), owing(1)] }
    expect(judge(both, ours('A', { seq: 5, ack: 7 }), EXPLICIT).mistake?.nearest?.segment).toMatchObject({
      flags: ['RST'],
      destination: PEER,
    })
  })

  it('[reset.reply] in SYN_SENT before the SYN that is to be sent again', () => {
    const again: Obligation = { kind: 'retransmit', since: 0, rule: 'timer.retransmission' }
    const tcb: Tcb = { ...endpoint('SYN_SENT'), owed: [again, owing(1)] }
    for (const context of [IMPLIED, EXPLICIT, at(0, { policy: 'rfc9293' })]) {
      expect(told(tcb, ours('A', { seq: 1, ack: 1 }), context)).toEqual({
        code: 'reply.rst-expected',
        expected: ['RST'],
        nearest: 'RST',
      })
    }
  })

  it('[reset.reply] in SYN_RCVD when the handshake was acknowledged with a wrong number', () => {
    const tcb: Tcb = { ...endpoint('SYN_RCVD'), owed: [owing(1)] }
    expect(told(tcb, ours('A', { seq: 1, ack: 1 }))).toMatchObject({ code: 'reply.rst-expected', nearest: 'RST' })
  })
})
