import type { Explained } from '../../../en/feedback/explained.ts'

/** The sequence number. */
export const numbering = {
  'numbers.swapped': {
    short: '序号和确认号放反了',
    where: '看看序号和确认号：它们各数谁的字节？',
    why: 'seq 是你自己第一个字节的序号，ack 是你想要的对方的下一个字节。这两个看上去放反了。',
    show: 'seq {sndNxt}，ack {rcvNxt}。',
  },
  'seq.syn-not-counted': {
    short: '序号没有算上自己的 SYN',
    where: '很接近了，再看看序号。',
    why: '你的 SYN 占用了序号 {iss}，就像一个字节。后面的从下一个序号开始。',
    show: 'seq {expected}：比 {iss} 多一。',
  },
  'seq.fin-not-counted': {
    short: '序号没有算上自己的 FIN',
    where: '很接近了，再看看序号：别忘了你的 FIN。',
    why: '你的 FIN 占用了序号 {finSeq}。后面的从下一个序号开始。',
    show: 'seq {expected}：比 {finSeq} 多一。',
  },
  'seq.advanced-by-ack': {
    short: '空的 ACK 之后序号多走了',
    where: '看看序号：上一个 ACK 占用了什么？',
    why: '只有数据字节、SYN 和 FIN 占用序号。不带数据的 ACK 不占用，下一个报文段仍从同一个序号开始。',
    show: 'seq {expected}，与你的 ACK 相同。',
  },
  'seq.not-advanced': {
    short: '发过数据序号没往前走',
    where: '序号还没有往前走。',
    why: 'seq 是你的下一个字节的序号，不带数据的 ACK 也一样。{got} 在它之前；要加上已经发送的字节数。',
    show: 'seq {expected}：第一个还没用过的序号。',
  },
  'seq.already-acked': {
    short: '又发了已确认的字节',
    where: '看看序号：对方还需要这些字节吗？',
    why: '对方已经确认了 {sndUna} 之前的全部字节，那里没有需要重发的。',
    show: 'seq {sndNxt}：第一个还没用过的序号。',
  },
  'seq.gap': {
    short: '序号前面有缺口',
    where: '这个报文段前面缺了数据，看看序号。',
    why: '{got} 之前的序号还没有全部用掉，对方会等待缺少的字节。',
    show: 'seq {expected}：第一个还没用过的序号。',
  },
  'retransmission.changed': {
    short: '重发的内容变了',
    where: '看看数据：这些序号以前发过。',
    why: '一个序号永远属于同一个字节。重发就是用同样的序号发同样的字节。',
    show: '重发同样的字节，或者从 seq {sndNxt} 开始发新的字节。',
  },
} as const satisfies Record<string, Explained>
