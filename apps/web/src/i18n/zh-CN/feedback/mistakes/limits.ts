import type { Explained } from '../../../en/feedback/explained.ts'

/** How much may be sent: MSS, windows, buffers, urgent data. */
export const limits = {
  'call.write-missing': {
    short: '发了程序没有写的数据',
    where: '看看调用：程序写了什么？',
    why: 'TCP 只发送程序写入的数据。现在有 {unsent} 字节等待发送。',
    show: '最多 {unsent} 字节。要发送更多，程序得先调用 write()。',
  },
  'data.exceeds-mss': {
    short: '数据超过了 MSS',
    where: '报文段太大了，看看数据长度。',
    why: '发给对方的一个报文段最多带 {mss} 字节数据，首部不算在内。',
    show: '这里最多 {mss} 字节，其余的放进下一个报文段。',
  },
  'data.beyond-window': {
    short: '数据超过了对方的接收窗口',
    where: '现在发给对方的字节太多了，看看对方的窗口。',
    why: '对方的窗口是 {sndWnd} 字节，其中 {inFlight} 字节还在路上。',
    show: '现在最多 {usable} 字节，然后等待 ACK。',
  },
  'data.zero-window': {
    short: '窗口已关闭仍发数据',
    where: '看看对方的窗口：还有空间吗？',
    why: '对方没有提供空间：它的窗口是 0。在窗口打开之前，只能用探测报文段去询问。',
    show: '等待窗口更新。没有数据在路上时，可以用 1 字节探测。',
  },
  'mss.without-syn': {
    short: '没有 SYN 却带了 MSS 选项',
    where: '看看选项：MSS 什么时候携带？',
    why: 'MSS 只在 SYN 中携带。每一方只通告一次自己的 MSS，整条连接都有效。',
    show: '去掉 MSS 选项。',
  },
  'mss.invalid': {
    short: 'MSS 的值超出范围',
    where: '看看 MSS 选项的值。',
    why: 'MSS 说明你在一个报文段里最多接收多少字节数据：至少是 1，最多是 {largestMss}，也就是链路除去 40 字节首部之后能携带的大小。',
    show: '1 到 {largestMss} 之间的值。这个套接字通告的是 {ownMss}。',
  },
  'window.too-big': {
    short: '窗口大于空闲的缓冲区',
    where: '再看看窗口。',
    why: '你只能通告空闲的空间。你的接收缓冲区还能放 {window} 字节。',
    show: '窗口：{expected}。',
  },
  'urgent.without-data': {
    short: '有 URG 却没有数据',
    where: '看看标志位：这里有什么是紧急的？',
    why: 'URG 指向数据流中的数据，所以带 URG 的报文段至少有一个字节。',
    show: '去掉 URG，或者把紧急数据一起发出。',
  },
  'urgent.pointer': {
    short: '紧急指针的位置不合适',
    where: '看看紧急指针。',
    why: '紧急指针从 seq 数到紧急数据之后的那个字节：至少是 1，也不会从以前指向的位置往回走。',
    show: '紧急指针：至少是 {expected}。',
  },
} as const satisfies Record<string, Explained>
