import type { Explained } from '../../../en/feedback/explained.ts'

/** RST, and the two answers that may not be left out or replaced. */
export const resets = {
  'rst.to-rst': {
    short: '用 RST 应答 RST',
    where: '看看最后到达的报文段。',
    why: 'RST 从来不需要应答，否则两台主机会没完没了地互发 RST。',
    show: '什么也不用发。',
  },
  'reply.rst-expected': {
    short: '该发 RST，却发了别的',
    where: '看看到达的报文段：它属于这里的某条连接吗？',
    why: '到达的报文段不属于这里的任何连接，或者确认了从未发送的内容。要用 RST 告诉对方。',
    show: '这里应是：{reset}。',
  },
  'reply.challenge-expected': {
    short: '该发挑战 ACK，却发了 RST',
    where: '看看到达的报文段：它的序号是你在等的吗？',
    why: '到达的报文段不能接受，但连接并没有因此结束。说明你现在的位置：发一个 ACK，带上你的下一个序号和你想要的下一个字节，不带数据。',
    show: 'ACK：seq {sndNxt}，ack {rcvNxt}，不带数据。',
  },
  'rst.wrong-numbers': {
    short: 'RST 应答的序号或确认号不符',
    where: '看看 RST 的序号和确认号。',
    why: '应答带 ACK 的报文段时，RST 用对方的确认号作为自己的序号，不带 ACK 标志位。应答不带 ACK 的报文段时，seq 为 0，并确认整个报文段；SYN 和 FIN 各算一个。',
    show: '这里应是：{reset}。',
  },
  'rst.seq-not-next': {
    short: 'RST 的序号不在下一个位置',
    where: '看看 RST 的序号。',
    why: '只有序号正好是对方等待的下一个，RST 才会被接受。偏一点，对方就用挑战 ACK 应答，或者不理会。',
    show: '序号：{expected}。',
  },
  'rst.not-asked': {
    short: '没有理由的 RST',
    where: '看看标志位：RST 会直接丢弃连接。',
    why: 'RST 用来应答不属于任何连接的报文段，或者在程序中止连接时发送。这里两样都没有。要有序地结束，用 FIN。',
    show: '去掉 RST。有序的结束是 close()，然后是 FIN。',
  },
} as const satisfies Record<string, Explained>
