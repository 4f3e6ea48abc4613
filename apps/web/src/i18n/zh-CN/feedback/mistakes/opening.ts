import type { Explained } from '../../../en/feedback/explained.ts'

/** SYN, SYN,ACK and everything that comes too early. */
export const opening = {
  'syn.carries-ack': {
    short: '第一个 SYN 带了 ACK',
    where: '看看第一个报文段的标志位。',
    why: 'ACK 的意思是“这些已经从你那里到达”。现在什么都还没到，没有可以确认的序号。监听套接字会用 RST 应答这样的报文段。',
    show: '这里的标志位：{expected}。',
  },
  'synack.missing-ack': {
    short: '应答 SYN 时少了 ACK',
    where: '很接近了，看看应答的标志位。',
    why: '对方的 SYN 占用了序号 {irs}。你的 SYN 要在同一个报文段里确认它；不带 ACK，看上去就像你也在主动打开连接。',
    show: 'SYN,ACK：seq {iss}，ack {rcvNxt}。',
  },
  'synack.missing-syn': {
    short: '应答 SYN 时少了 SYN',
    where: '很接近了，看看应答的标志位。',
    why: '在你的 SYN 得到确认之前，对 SYN 的应答都是 SYN,ACK。单独的 ACK 没有告诉对方你的初始序号。',
    show: 'SYN,ACK：seq {iss}，ack {rcvNxt}。',
  },
  'synack.without-syn': {
    short: '还没收到 SYN 就发 SYN,ACK',
    where: '看看时序图：这是在应答哪个 SYN？',
    why: 'SYN,ACK 是对 SYN 的应答。这个套接字还没有收到 SYN，没有可以确认的东西。',
    show: '客户端用单独的 SYN 打开连接；监听套接字等到 SYN 到达再应答。',
  },
  'syn.in-synchronized': {
    short: '连接已建立又发 SYN',
    where: '看看标志位：连接已经建立了。',
    why: 'SYN 只用来打开连接。双方都已知道对方的序号，再来一个 SYN 不会改变什么，对方只会用挑战 ACK 应答。',
    show: '去掉 SYN。你现在的位置是 seq {sndNxt}，ack {rcvNxt}。',
  },
  'timewait.too-early': {
    short: 'TIME_WAIT 未结束就发 SYN',
    where: '还要再等一会儿：TIME_WAIT 的计时还没有结束。',
    why: 'TIME_WAIT 持续 2 MSL。在此之前，这两个地址和端口仍被占用：对方重发的 FIN 还能得到应答，旧报文段也会在网络中消失。',
    show: '等 2 MSL 过去。如果对方又发来 FIN，就用 ACK 应答：seq {sndNxt}，ack {rcvNxt}。',
  },
  'syn.iss-changed': {
    short: '重发 SYN 时换了序号',
    where: '看看重发的 SYN 的序号。',
    why: '重发就是用同样的序号再发一次。换一个初始序号，就成了另一条连接。',
    show: '序号：{expected}，与第一个 SYN 相同。',
  },
  'open.not-synchronized': {
    short: '没等 SYN,ACK 就发送',
    where: '还没到时候：看看这个套接字在等什么。',
    why: '在 SYN_SENT 中，你还不知道对方的初始序号。数据、ACK 和 FIN 都要等对方的 SYN 到达。',
    show: '等待 SYN,ACK。现在只有 SYN 可以重发，seq 仍是 {iss}。',
  },
  'data.before-established': {
    short: '还没 ESTABLISHED 就发数据',
    where: '还没到时候：你这一侧的连接还没有建立好。',
    why: '三次握手完成之前，写入的数据先留在发送缓冲区里。重发的 SYN 或 SYN,ACK 也不能带上新数据。',
    show: '先不要发送新数据。现在只能原样重发自己的 SYN 或 SYN,ACK：seq {iss}。',
  },
  'open.old-diagram-ack': {
    short: '两个 SYN 交错时只发 ACK',
    where: '看看应答的标志位。',
    why: '两个 SYN 在途中交错了。应答是 SYN,ACK，序号仍是你的 SYN 用过的那个。RFC 793 的状态图在这里写的是 ACK，RFC 1122 已经更正。',
    show: 'SYN,ACK：seq {iss}，ack {rcvNxt}。',
  },
  'call.connect-missing': {
    short: '没有 connect() 就发 SYN',
    where: '看看调用：程序要求了什么？',
    why: 'TCP 不会自己打开连接：先有 connect()，才有 SYN。',
    show: '先调用 connect()，再发送 SYN，seq {iss}。',
  },
} as const satisfies Record<string, Explained>
