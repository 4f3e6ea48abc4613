import type { Explained } from '../../../en/feedback/explained.ts'

/** FIN: when it may be sent, where it falls, and what may follow it. */
export const closing = {
  'fin.wrong-state': {
    short: '在这个状态不能发 FIN',
    where: '看看状态：你还有可以关闭的方向吗？',
    why: '每一方只发一个 FIN，而且要在连接建立之后。现在要么你的方向还没有打开，要么你的 FIN 已经被确认。',
    show: '去掉 FIN，先等待：在 SYN_SENT 中等 SYN,ACK，在 FIN_WAIT_2 中等对方的 FIN，在 TIME_WAIT 中等 2 MSL。',
  },
  'data.after-fin': {
    short: '发过 FIN 又发数据',
    where: '你已经发过 FIN 了，看看数据长度。',
    why: '你的 FIN 占用了序号 {finSeq}，表示后面不会再有数据。你仍然可以接收和确认。',
    show: '不带数据：ACK，seq {sndNxt}，ack {rcvNxt}。',
  },
  'fin.second': {
    short: '第二个 FIN 换了新序号',
    where: '看看 FIN：你之前发过吗？',
    why: '每一方只发一个 FIN，你的已经发出。要重发，就用同一个序号。',
    show: '你的 FIN 的序号是 {finSeq}。之后发的是 ACK，seq {sndNxt}。',
  },
  'call.close-missing': {
    short: '没有 close() 就发 FIN',
    where: '看看调用：程序说过写完了吗？',
    why: 'FIN 来自 shutdown(SHUT_WR)，或者来自最后一个持有该套接字的进程调用的 close()。TCP 不会自己决定。',
    show: '先调用 close() 或 shutdown(SHUT_WR)，再发送 FIN，seq {sndNxt}。',
  },
  'fin.before-data': {
    short: '数据没发完就发 FIN',
    where: '看看发送缓冲区：空了吗？',
    why: '程序写入的数据还有 {unsent} 字节没有发送，而 FIN 之后不能再有数据。',
    show: '先发完这 {unsent} 字节，或者让 FIN 随最后一段数据一起发出。',
  },
  'fin.wrong-seq': {
    short: 'FIN 落在不属于它的序号上',
    where: '看看 FIN 落在哪里：序号加上它前面的数据长度。',
    why: 'FIN 紧跟在最后一个字节之后。重发时，它的序号不变。',
    show: '{field}：{expected}。',
  },
} as const satisfies Record<string, Explained>
