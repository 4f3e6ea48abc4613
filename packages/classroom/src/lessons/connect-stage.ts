import type { Goal, Predicate, Stage } from '../lesson.ts'

/** In a simultaneous open the server's first socket plays the connection itself, and nobody is accepted. */
const unlessSimultaneous = (predicate: Predicate): Predicate => ({
  kind: 'any',
  of: [predicate, { kind: 'went', role: 'listening', from: 'SYN_RCVD', to: 'ESTABLISHED' }],
})

const goals: readonly Goal[] = [
  {
    id: 'connect.listen',
    by: 'listening',
    label: 'listen',
    task: {
      en: 'Call listen() so that clients can connect.',
      'zh-CN': '调用 listen()，让客户端可以连接进来。',
    },
    when: unlessSimultaneous({ kind: 'was', role: 'listening', state: 'LISTEN' }),
  },
  {
    id: 'connect.syn',
    by: 'client',
    label: 'SYN',
    task: {
      en: 'Ask the server for a connection: send the first segment of the handshake.',
      'zh-CN': '向服务器请求建立连接：发送三次握手的第一个报文段。',
    },
    when: { kind: 'sent', by: 'client', all: ['SYN'], none: ['ACK'] },
  },
  {
    id: 'connect.synack',
    by: 'accepted',
    label: 'SYN+ACK',
    task: {
      en: 'Answer the request: agree to it and open your own direction in the same segment.',
      'zh-CN': '回应对方的请求：在同一个报文段里确认它，并打开你这个方向。',
    },
    when: { kind: 'sent', by: 'accepted', all: ['SYN', 'ACK'] },
  },
  {
    id: 'connect.ack',
    by: 'client',
    label: 'ACK',
    task: {
      en: 'Complete the handshake: tell the server that its SYN has arrived.',
      'zh-CN': '完成三次握手：告诉服务器，它的 SYN 已经收到。',
    },
    when: unlessSimultaneous({ kind: 'sent', by: 'client', all: ['ACK'], none: ['SYN', 'RST'], from: 'ESTABLISHED' }),
  },
  {
    id: 'connect.accept',
    by: 'listening',
    label: 'accept',
    task: {
      en: 'Call accept() to take the finished connection out of the queue and hand it to the accepted socket.',
      'zh-CN': '调用 accept()，从队列里取出已建立的连接，交给已连接套接字。',
    },
    when: unlessSimultaneous({ kind: 'called', role: 'listening', call: 'accept' }),
  },
]

/** listen, the three-way handshake, accept. */
export const CONNECT_STAGE: Stage = {
  id: 'connect',
  name: { en: 'Connect', 'zh-CN': '建立连接' },
  goals,
}
