import type { Lesson, Stage } from '../lesson.ts'
import { acknowledged, dataSent } from './predicates.ts'

const talk: Stage = {
  id: 'talk',
  name: { en: 'Talk', 'zh-CN': '传输数据' },
  goals: [
    {
      id: 'talk.data',
      by: 'client',
      label: 'data',
      task: {
        en: 'Your application writes 2560 bytes. Send the first of them, no more in one segment than the server’s MSS allows.',
        'zh-CN': '你的应用程序要写 2560 字节。先发送其中的一段，一个报文段里的数据不能超过服务器通告的 MSS。',
      },
      when: dataSent('client'),
    },
    {
      id: 'talk.ack',
      by: 'accepted',
      label: 'ACK',
      task: {
        en: 'Acknowledge the bytes you have, and tell the client how much room is left in your buffer.',
        'zh-CN': '确认已经收到的字节，并告诉客户端你的缓冲区还剩多少空间。',
      },
      when: acknowledged('client', 1),
    },
    {
      id: 'talk.data-all',
      by: 'client',
      label: 'data',
      task: {
        en: 'Send the rest of the 2560 bytes.',
        'zh-CN': '把 2560 字节中剩下的数据发送完。',
      },
      when: { kind: 'wrote', role: 'client', bytes: 2560 },
    },
    {
      id: 'talk.ack-all',
      by: 'accepted',
      label: 'ACK',
      task: {
        en: 'One acknowledgment can answer several segments: acknowledge everything. Your application does not read yet.',
        'zh-CN': '一个确认可以回应多个报文段：确认收到的全部数据。你的应用程序暂时还不读取。',
      },
      when: acknowledged('client', 2560),
    },
  ],
}

const flow: Stage = {
  id: 'window',
  name: { en: 'Window', 'zh-CN': '窗口' },
  goals: [
    {
      id: 'window.fill',
      by: 'client',
      label: 'data',
      task: {
        en: 'Your application writes 2560 more. Send as much as the server’s window lets you, then wait.',
        'zh-CN': '你的应用程序又写了 2560 字节。发送服务器窗口允许的部分，然后等待。',
      },
      when: { kind: 'wrote', role: 'client', bytes: 4096 },
    },
    {
      id: 'window.zero',
      by: 'accepted',
      label: 'ACK',
      task: {
        en: 'Your buffer is full. Acknowledge everything and say what your window is now.',
        'zh-CN': '你的缓冲区满了。确认全部数据，并通告现在的窗口。',
      },
      when: acknowledged('client', 4096),
    },
    {
      id: 'window.read',
      by: 'accepted',
      label: 'read',
      task: {
        en: 'Now let your application read(), and tell the client that there is room again.',
        'zh-CN': '现在让应用程序调用 read() 读取数据，并告诉客户端又有空间了。',
      },
      when: { kind: 'read', role: 'accepted', bytes: 1 },
    },
    {
      id: 'window.rest',
      by: 'client',
      label: 'data',
      task: {
        en: 'The window is open again: send the bytes that had to wait.',
        'zh-CN': '窗口重新打开了：发送刚才等待的数据。',
      },
      when: { kind: 'wrote', role: 'client', bytes: 5120 },
    },
    {
      id: 'window.done',
      by: 'accepted',
      label: 'ACK',
      task: { en: 'Acknowledge the last bytes.', 'zh-CN': '确认最后的数据。' },
      when: acknowledged('client', 5120),
    },
  ],
}

export const TALK: Lesson = {
  version: 1,
  id: 'talk',
  title: { en: 'Talk and windows', 'zh-CN': '数据传输与窗口' },
  aim: {
    en: 'Send data in segments of at most the MSS, acknowledge bytes, and let the receive window control the sender.',
    'zh-CN': '按 MSS 切分数据、按字节确认，并用接收窗口控制发送方。',
  },
  minutes: 20,
  start: 'connected',
  assist: 'flags-ack',
  buffer: 4096,
  mss: 1024,
  stages: [talk, flow],
  apps: {
    listening: [
      { when: { kind: 'start' }, call: { name: 'listen', backlog: 128 } },
      { when: { kind: 'start' }, call: { name: 'accept' } },
    ],
    client: [
      { when: { kind: 'state', state: 'ESTABLISHED' }, call: { name: 'write', length: 2560 } },
      { when: { kind: 'done', received: 0 }, call: { name: 'write', length: 2560 } },
    ],
    // It reads late on purpose: the buffer fills up and the window closes.
    accepted: [
      { when: { kind: 'readable', bytes: 4096 }, call: { name: 'read', length: 4096 } },
      { when: { kind: 'readable', bytes: 1024 }, call: { name: 'read', length: 1024 } },
    ],
  },
}
