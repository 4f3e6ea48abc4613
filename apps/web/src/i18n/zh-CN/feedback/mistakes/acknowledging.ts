import type { Explained } from '../../../en/feedback/explained.ts'

/** The acknowledgment number. */
export const acknowledging = {
  'ack.syn-not-counted': {
    short: '确认号没有算上 SYN',
    where: '很接近了，再看看确认号。',
    why: 'SYN 占用一个序号，就像一个字节。对方的 SYN 的序号是 {irs}。',
    show: 'ack {expected}：比 {irs} 多一，因为 SYN 也算一个。',
  },
  'ack.fin-not-counted': {
    short: '确认号没有算上 FIN',
    where: '很接近了，别忘了 FIN 也占一个序号。',
    why: 'FIN 占用一个序号，紧跟在最后一个字节之后。{got} 是对方 FIN 的序号，而确认号指的是它之后的那个。',
    show: 'ack {expected}：再多一，因为 FIN 也算一个。',
  },
  'ack.counts-segment': {
    short: '确认号数的是报文段，不是字节',
    where: '看看确认号：它数的是什么？',
    why: '确认号数的是字节，不是报文段。它指的是已到达的最后一个字节之后的那个字节。',
    show: 'ack {expected}：对方第一个字节的序号，加上字节数。',
  },
  'ack.last-byte': {
    short: '确认号是最后一个字节，不是下一个',
    where: '很接近了，再看看确认号。',
    why: '确认号是你想要的下一个字节，不是已有的最后一个。{got} 是你已有的最后一个。',
    show: 'ack {expected}：{got} 之后的那个字节。',
  },
  'ack.above-hole': {
    short: '确认号越过了缺口',
    where: '看看确认号：它之前的字节都到了吗？',
    why: '确认号表示它之前的每个字节你都有了。现在中间有缺口，确认号要停在第一个缺少的字节上。',
    show: '再发一次 ack {expected}，对方就知道缺了什么。',
  },
  'ack.own-number': {
    short: '确认号用了自己方向的序号',
    where: '看看确认号：它数的是谁的字节？',
    why: '两个方向各有各的序号：seq 数你的字节，ack 数对方的字节。{got} 属于你自己的方向。',
    show: 'ack {expected}：你想要的对方的下一个字节。',
  },
  'ack.not-received': {
    short: '确认了还没到达的内容',
    where: '看看确认号，和已收到的数据比一比。',
    why: '你只能确认已经到达的字节，而 {got} 不是紧跟在它们之后的序号。',
    show: 'ack {expected}：你想要的下一个字节。',
  },
  'ack.went-back': {
    short: '确认号往回走',
    where: '看看确认号，和你之前发的比一比。',
    why: '你已经确认到 {lastAckSent}。到达的字节不会再变成没到达，所以确认号不会往回走。',
    show: 'ack {expected}：你想要的下一个字节。',
  },
} as const satisfies Record<string, Explained>
