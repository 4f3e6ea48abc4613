import type { Lesson, Stage } from '../lesson.ts'
import { acknowledged, dataSent, finAcknowledged, finSent, waited2Msl } from './predicates.ts'

const request: Stage = {
  id: 'request',
  name: { en: 'Request', 'zh-CN': '请求' },
  goals: [
    {
      id: 'request.data',
      by: 'client',
      label: 'data',
      task: {
        en: 'Send the server a request of 512 bytes.',
        'zh-CN': '向服务器发送 512 字节的请求。',
      },
      when: dataSent('client'),
    },
    {
      id: 'request.ack',
      by: 'accepted',
      label: 'ACK',
      task: { en: 'Acknowledge the request.', 'zh-CN': '确认收到的请求。' },
      when: acknowledged('client', 1),
    },
  ],
}

const halfClose: Stage = {
  id: 'half-close',
  name: { en: 'Half-close', 'zh-CN': '半关闭' },
  goals: [
    {
      id: 'half-close.fin',
      by: 'client',
      label: 'FIN',
      task: {
        en: 'Your request is complete: shut down your sending direction. You can still receive.',
        'zh-CN': '请求已经发完：关闭你的发送方向。你仍然可以接收数据。',
      },
      when: finSent('client'),
    },
    {
      id: 'half-close.ack',
      by: 'accepted',
      label: 'ACK',
      task: {
        en: 'Acknowledge the FIN. Your own direction stays open.',
        'zh-CN': '确认这个 FIN。你自己的方向仍然打开。',
      },
      when: finAcknowledged('client'),
    },
  ],
}

const answer: Stage = {
  id: 'answer',
  name: { en: 'Answer', 'zh-CN': '响应' },
  goals: [
    {
      id: 'answer.data',
      by: 'accepted',
      label: 'data',
      task: {
        en: 'The client still listens: send it your answer of 1536 bytes.',
        'zh-CN': '客户端仍在接收：把 1536 字节的响应发给它。',
      },
      when: dataSent('accepted', 'CLOSE_WAIT'),
    },
    {
      id: 'answer.ack',
      by: 'client',
      label: 'ACK',
      task: {
        en: 'Acknowledge the answer. Mind that your FIN has used a sequence number.',
        'zh-CN': '确认收到的响应。注意你的 FIN 也占用了一个序号。',
      },
      when: acknowledged('accepted', 1),
    },
  ],
}

const close: Stage = {
  id: 'close',
  name: { en: 'Close', 'zh-CN': '关闭连接' },
  goals: [
    {
      id: 'close.fin-2',
      by: 'accepted',
      label: 'FIN',
      task: {
        en: 'The answer is complete: close your direction too.',
        'zh-CN': '响应已经发完：也关闭你这个方向。',
      },
      when: finSent('accepted'),
    },
    {
      id: 'close.ack-2',
      by: 'client',
      label: 'ACK',
      task: {
        en: 'Acknowledge the last FIN.',
        'zh-CN': '确认最后一个 FIN。',
      },
      when: finAcknowledged('accepted'),
    },
    {
      id: 'close.2msl',
      by: 'client',
      label: '2MSL',
      task: {
        en: 'Wait in TIME_WAIT until the time is over; answer the FIN if it comes again.',
        'zh-CN': '在 TIME_WAIT 状态等待计时结束；如果对方的 FIN 再次到达，要重新确认。',
      },
      when: waited2Msl,
    },
  ],
}

export const HALF_CLOSE: Lesson = {
  version: 1,
  id: 'half-close',
  title: { en: 'Half-close', 'zh-CN': '半关闭' },
  aim: {
    en: 'Close one direction with shutdown() and go on receiving in the other.',
    'zh-CN': '用 shutdown() 关闭一个方向，并在另一个方向继续接收数据。',
  },
  minutes: 15,
  start: 'connected',
  assist: 'flags-ack',
  buffer: 4096,
  mss: 1024,
  stages: [request, halfClose, answer, close],
  apps: {
    listening: [
      { when: { kind: 'start' }, call: { name: 'listen', backlog: 128 } },
      { when: { kind: 'start' }, call: { name: 'accept' } },
    ],
    client: [
      { when: { kind: 'state', state: 'ESTABLISHED' }, call: { name: 'write', length: 512 } },
      { when: { kind: 'done', received: 0 }, call: { name: 'shutdown', how: 'SHUT_WR' } },
      { when: { kind: 'readable', bytes: 1536 }, call: { name: 'read', length: 1536 } },
      { when: { kind: 'end-of-stream' }, call: { name: 'close' } },
    ],
    accepted: [
      { when: { kind: 'readable', bytes: 512 }, call: { name: 'read', length: 512 } },
      { when: { kind: 'end-of-stream' }, call: { name: 'write', length: 1536 } },
      { when: { kind: 'done', received: 0 }, call: { name: 'close' } },
    ],
  },
}
