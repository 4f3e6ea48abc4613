import type { Messages } from '../../index.ts'

export const obligation: Messages['feedback']['obligation'] = {
  synack: { short: 'SYN,ACK', sentence: '收到了 SYN，用 SYN,ACK 应答。' },
  'ack-syn': { short: '对 SYN,ACK 的确认', sentence: '收到了 SYN,ACK，用 ACK 完成三次握手。' },
  'ack-data': { short: '对数据的确认', sentence: '收到了数据，要确认它；ACK 也可以随你自己的数据一起发出。' },
  'ack-dup': { short: '重复 ACK', sentence: '到达的是旧数据，或者在缺口之后。再说一次你想要的下一个字节。' },
  'ack-fin': { short: '对 FIN 的确认', sentence: '收到了 FIN，不会再有数据了。确认它。' },
  'ack-challenge': { short: '挑战 ACK', sentence: '到达的报文段不能接受。用 ACK 说明你现在的位置。' },
  'rst-1': {
    short: 'RST',
    sentence: '到达的报文段不属于这里的任何连接，并且带有 ACK。用 RST 应答，序号取它的确认号。',
  },
  'rst-2': {
    short: 'RST,ACK',
    sentence: '到达的报文段不属于这里的任何连接，并且不带 ACK。用 RST,ACK 应答：seq 为 0，并确认整个报文段。',
  },
  retransmit: { short: '重发', sentence: '没有及时等到 ACK，重发最早的未确认报文段。' },
  probe: { short: '窗口探测', sentence: '对方的窗口仍是 0，探测它是否已经打开。' },
}
