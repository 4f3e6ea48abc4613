import type { Lesson } from '../lesson.ts'
import { CONNECT_STAGE } from './connect-stage.ts'

export const HANDSHAKE: Lesson = {
  version: 1,
  id: 'handshake',
  title: { en: 'Handshake', 'zh-CN': '三次握手' },
  aim: {
    en: 'Open a connection with SYN, SYN+ACK and ACK, and tell the listening socket from the accepted one.',
    'zh-CN': '用 SYN、SYN+ACK、ACK 建立连接，并分清监听套接字与已连接套接字。',
  },
  minutes: 15,
  start: 'closed',
  assist: 'flags',
  buffer: 4096,
  mss: 1024,
  stages: [CONNECT_STAGE],
  apps: {
    listening: [
      { when: { kind: 'start' }, call: { name: 'listen', backlog: 128 } },
      { when: { kind: 'start' }, call: { name: 'accept' } },
    ],
    client: [{ when: { kind: 'server-ready' }, call: { name: 'connect' } }],
    accepted: [],
  },
}
