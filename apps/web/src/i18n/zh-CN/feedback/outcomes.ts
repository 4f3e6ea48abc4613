import type { Messages } from '../../index.ts'

type Feedback = Messages['feedback']

export const parts: Feedback['parts'] = {
  sent: '你发送的报文段',
  numbers: '你现在的位置',
  rule: '规则',
  peer: '对方',
}

export const nothing = '现在这里没有可以发送的。看看调用，再看看接下来到达什么。'

export const verdict: Feedback['verdict'] = {
  right: '就是这样。',
  unusual: '可以，但不常见。',
  poor: '可以，但不是好习惯。',
  mistake: '再看看。',
}

export const field: Feedback['field'] = {
  flags: '标志位',
  seq: '序号',
  ack: '确认号',
  window: '窗口',
  length: '数据长度',
  data: '数据',
  options: 'MSS 选项',
  urgent: '紧急指针',
  checksum: '校验和',
  sport: '源端口',
  dport: '目的端口',
  segment: '整个报文段',
}

export const reaction: Feedback['reaction'] = {
  accepts: { did: '对方收下了，没有什么要应答。', would: '对方本来会收下，什么也不会察觉。' },
  acks: { did: '对方用 ACK 应答。', would: '对方本来会用 ACK 应答。' },
  synack: { did: '对方用 SYN,ACK 应答。', would: '对方本来会用 SYN,ACK 应答。' },
  'challenge-ack': {
    did: '对方没有接受，用一个 ACK 重申它等待的序号。',
    would: '对方本来不会接受，会用一个 ACK 重申它等待的序号。',
  },
  rst: { did: '对方用 RST 应答。', would: '对方本来会用 RST 应答。' },
  silence: { did: '对方丢弃了它，什么也不说。', would: '对方本来会丢弃它，什么也不说。' },
  closes: { did: '对方那一侧的连接结束了。', would: '对方那一侧的连接本来会结束。' },
}

export const accepted: Feedback['accepted'] = {
  syn: '就是这样。SYN 占用序号 {seq}，你的第一个字节将是 {next}。',
  'syn-with-data': '可以，但很少见：SYN 带了 {length} 字节，三次握手完成后才交给程序。',
  'syn-again': '就是这样。重发同一个 SYN，序号仍是 {seq}。',
  synack: '就是这样。一个报文段做两件事：自己的 SYN，以及 ack {ack}，因为对方的 SYN 也算一个。',
  'synack-again': '就是这样。重发同一个 SYN,ACK，序号仍是 {seq}。',
  'handshake-ack': '就是这样。ack {ack} 算上了对方的 SYN，三次握手完成了。',
  ack: '就是这样。ack {ack} = 你想要的下一个字节。',
  'window-update': '就是这样。你现在有 {window} 字节的空间。',
  data: '就是这样。从序号 {seq} 起 {length} 字节，下一个字节将是 {next}。',
  retransmission: '就是这样。重发同样的字节，序号也一样，从 {seq} 开始。',
  repacketised: '可以：以前发过的和新的字节放在一个报文段里，各用各的序号。',
  fin: '就是这样。你的方向关闭了，FIN 也算一个，接下来是 {next}。',
  'fin-again': '就是这样。重发同一个 FIN，序号也一样。',
  'window-probe': '就是这样。探测报文段询问窗口是否已经打开。',
  'keep-alive': '可以：序号退一个的 ACK 用来询问对方是否还在。',
  abort: '连接立即被丢弃。序号正好是 {seq} 的 RST 会被接受。',
  'reset-reply': '就是这样。RST 告诉对方，这里没有与它的报文段对应的连接。',
}

export const signal: Feedback['signal'] = {
  connected: '已连接：双方都知道了对方的序号。',
  refused: '连接被拒绝：回来的是 RST，那里没有人在监听。',
  reset: '连接被重置：对方发来了 RST，还在路上的数据都丢了。',
  'end-of-stream': '数据流结束：对方发来了 FIN。全部读完后，read() 返回 0。',
  'timed-out': '超时：对方一直没有应答。',
}

export const errno: Feedback['errno'] = {
  EINVAL: '这个调用不适合处于该状态的套接字。',
  EISCONN: '这个套接字已经连接了。',
  ENOTCONN: '这个套接字还没有连接。',
  EPIPE: '这个方向已经关闭，不能再写入。',
  EADDRINUSE: '地址和端口已被占用。',
  ECONNREFUSED: '对方用 RST 应答了 SYN。',
  ECONNRESET: '对方重置了连接。',
  EAGAIN: '现在还没有可做的，这个调用会在这里等待。',
  EALREADY: 'connect() 已经在进行中。',
  ETIMEDOUT: '对方没有及时应答。',
  EOPNOTSUPP: '这种套接字没有这个调用。',
  EBADF: '描述符已经关闭。',
}
