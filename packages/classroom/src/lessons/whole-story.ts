import type { Lesson, Stage } from '../lesson.ts'
import { CLOSE_STAGE } from './close-stage.ts'
import { CONNECT_STAGE } from './connect-stage.ts'
import { acknowledged, dataSent } from './predicates.ts'

const talk: Stage = {
  id: 'talk',
  name: { en: 'Talk', 'zh-CN': '传输数据' },
  goals: [
    {
      id: 'talk.data-1',
      by: 'client',
      label: 'data',
      task: {
        en: 'Send the server a request of 1536 bytes, no more in one segment than its MSS allows.',
        'zh-CN': '向服务器发送 1536 字节的请求，一个报文段里的数据不能超过它通告的 MSS。',
      },
      when: dataSent('client'),
    },
    {
      id: 'talk.ack-1',
      by: 'accepted',
      label: 'ACK',
      task: {
        en: 'Acknowledge the bytes you have received.',
        'zh-CN': '确认已经收到的字节。',
      },
      when: acknowledged('client', 1),
    },
    {
      id: 'talk.data-2',
      by: 'accepted',
      label: 'data',
      task: {
        en: 'Read the request and send your answer of 512 bytes.',
        'zh-CN': '读取请求，并发送 512 字节的响应。',
      },
      when: dataSent('accepted'),
    },
    {
      id: 'talk.ack-2',
      by: 'client',
      label: 'ACK',
      task: { en: 'Acknowledge the answer.', 'zh-CN': '确认收到的响应。' },
      when: acknowledged('accepted', 1),
    },
  ],
}

export const WHOLE_STORY: Lesson = {
  version: 1,
  id: 'whole-story',
  title: { en: 'The whole story', 'zh-CN': '完整的一生' },
  aim: {
    en: 'Take a connection through its whole life: connect, talk, close, TIME_WAIT and 2MSL.',
    'zh-CN': '走完一个连接的一生：建立、传输、关闭、TIME_WAIT 与 2MSL。',
  },
  minutes: 30,
  start: 'closed',
  assist: 'flags-ack',
  buffer: 4096,
  mss: 1024,
  stages: [CONNECT_STAGE, talk, CLOSE_STAGE],
  apps: {
    listening: [
      { when: { kind: 'start' }, call: { name: 'listen', backlog: 128 } },
      { when: { kind: 'start' }, call: { name: 'accept' } },
    ],
    client: [
      { when: { kind: 'server-ready' }, call: { name: 'connect' } },
      { when: { kind: 'state', state: 'ESTABLISHED' }, call: { name: 'write', length: 1536 } },
      { when: { kind: 'readable', bytes: 512 }, call: { name: 'read', length: 512 } },
      { when: { kind: 'done', received: 512 }, call: { name: 'close' } },
    ],
    accepted: [
      { when: { kind: 'readable', bytes: 1536 }, call: { name: 'read', length: 1536 } },
      { when: { kind: 'done', received: 1536 }, call: { name: 'write', length: 512 } },
      { when: { kind: 'end-of-stream' }, call: { name: 'close' } },
    ],
  },
}
