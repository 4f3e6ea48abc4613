import type { Explained } from '../../../en/feedback/explained.ts'

/** Addresses, flag combinations, and segments for which there is no connection. */
export const form = {
  'socket.not-yours': {
    short: '从别人的套接字发出',
    where: '看看源地址：这是你的套接字吗？',
    why: '套接字只从自己的地址和端口发送报文段。即使在同一台主机上，另一个套接字也由它自己来发。',
    show: '选择你自己的套接字，再从那里发送。',
  },
  'address.wrong-source': {
    short: '源地址不是自己的',
    where: '看看这个报文段从哪里发出。',
    why: '每个报文段都从自己的套接字发出，源端口说明是哪一个。已连接套接字沿用监听套接字的端口。',
    show: '源：你自己的地址，端口 {expected}。',
  },
  'address.wrong-destination': {
    short: '发往了别的地址',
    where: '看看这个报文段要去哪里。',
    why: '一条连接由两个地址和两个端口共同确定。发往别的端口，就属于别的连接，或者不属于任何连接。',
    show: '目的：这条连接的另一端，端口 {expected}。',
  },
  'flags.none': {
    short: '没有 SYN、ACK 或 RST',
    where: '再看看标志位。',
    why: '每个报文段都用 SYN、ACK 或 RST 说明自己是什么。PSH 和 URG 只是说明其中的数据。',
    show: '这里的标志位：{expected}。',
  },
  'flags.syn-with-fin': {
    short: 'SYN 与 FIN 同时出现',
    where: '看看标志位：其中两个不能同时出现。',
    why: 'SYN 打开连接，FIN 关闭一个方向。没有哪个 TCP 会在一个报文段里同时做这两件事。',
    show: '这里的标志位：{expected}。',
  },
  'flags.rst-with-syn-or-fin': {
    short: 'RST 与 SYN 或 FIN 同时出现',
    where: '看看标志位：RST 不能和其他的放在一起。',
    why: 'RST 立即丢弃连接。同一个报文段不能再打开连接（SYN），也不能再有序地关闭连接（FIN）。',
    show: '这里的标志位：{expected}。',
  },
  'flags.impossible': {
    short: 'TCP 不会这样组合标志位',
    where: '再看看标志位。',
    why: 'TCP 只发送 SYN、SYN+ACK、ACK、FIN+ACK、RST 或 RST+ACK。PSH 和 URG 只能随数据一起出现。',
    show: '这里的标志位：{expected}。',
  },
  'connection.none': {
    short: '还没有连接就发送',
    where: '看看状态：现在有连接了吗？',
    why: '在 CLOSED 中没有连接；在 LISTEN 中，套接字只等待 SYN。没有 SYN，谁也不知道你的序号是什么意思。',
    show: '要建立连接，客户端先发 SYN；监听套接字等待 SYN，再用 SYN,ACK 应答。',
  },
  'ack.flag-missing': {
    short: '少了 ACK 标志位',
    where: '再看看标志位。',
    why: '对方的 SYN 到达之后，除 RST 以外的每个报文段都带 ACK。不带 ACK 的报文段会被对方丢弃，其中的数据和 FIN 也一样。',
    show: '标志位：{expected}，ack {rcvNxt}。',
  },
} as const satisfies Record<string, Explained>
