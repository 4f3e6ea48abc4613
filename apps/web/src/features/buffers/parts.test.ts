import { add, closedTcb, seq, type Tcb } from '@synposium/tcp'
import { describe, expect, it } from 'vitest'
import { receiveBuffer, sendBuffer } from './parts.ts'

const ISS = seq(4_294_967_290)
const IRS = seq(7000)
const open = (more: Partial<Tcb>): Tcb => ({
  ...closedTcb({ local: { ip: '10.0.1.1', port: 80 }, iss: ISS }),
  state: 'ESTABLISHED',
  irs: IRS,
  rcvNxt: add(IRS, 1),
  lastAckSent: add(IRS, 1),
  sndUna: add(ISS, 1),
  sndNxt: add(ISS, 1),
  sndWnd: 4096,
  ...more,
})
const app = open({}).app
const bytes = (buffer: ReturnType<typeof receiveBuffer>) =>
  Object.fromEntries(buffer.parts.map((p) => [p.kind, p.bytes]))

describe('the receive buffer', () => {
  it('shows what is acknowledged, what is not yet, and the window, to scale', () => {
    const tcb = open({ rcvNxt: add(IRS, 1537), lastAckSent: add(IRS, 1025), app: { ...app, unread: 1536 } })
    const buffer = receiveBuffer(tcb)
    expect(bytes(buffer)).toEqual({ unread: 1024, unacknowledged: 512, free: 2560 })
    expect(buffer.parts[0]?.from).toBe(add(IRS, 1))
    expect(buffer.parts[1]?.from).toBe(add(IRS, 1025))
    expect(buffer.parts.reduce((sum, p) => sum + p.bytes, 0)).toBe(tcb.rcvBuffer)
  })
  it('does not count the FIN as a byte', () => {
    const tcb = open({
      rcvNxt: add(IRS, 102),
      lastAckSent: add(IRS, 1),
      finReceived: true,
      app: { ...app, unread: 100 },
    })
    expect(bytes(receiveBuffer(tcb))).toEqual({ unacknowledged: 100, free: 3996 })
  })
  it('shows the hole before what arrived ahead of it', () => {
    const tcb = open({ held: [{ seq: add(IRS, 513), length: 256, fin: false }] })
    expect(bytes(receiveBuffer(tcb))).toEqual({ gap: 512, held: 256, free: 3328 })
  })
})

describe('the send buffer', () => {
  it('counts text only: SYN and FIN take a number and no room', () => {
    expect(bytes(sendBuffer(open({ sndUna: ISS, sndNxt: add(ISS, 1), sndWnd: 0 }), 0))).toEqual({})
    const fin = open({ sndNxt: add(ISS, 102), finSeq: add(ISS, 101) })
    expect(bytes(sendBuffer(fin, 0))).toMatchObject({ flight: 100 })
  })
  it('shows flight, what waits, and what the peer still takes, across the wrap', () => {
    const tcb = open({ sndNxt: add(ISS, 1025), app: { ...app, unsent: 512 } })
    expect(bytes(sendBuffer(tcb, 0))).toEqual({ flight: 1024, unsent: 512, room: 2560 })
    expect(sendBuffer(tcb, 0).free).toBe(3072)
  })
})
