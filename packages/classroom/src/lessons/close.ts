import type { Lesson } from '../lesson.ts'
import { CLOSE_STAGE } from './close-stage.ts'

export const CLOSE: Lesson = {
  version: 1,
  id: 'close',
  title: { en: 'Close and TIME_WAIT', 'zh-CN': '四次挥手与 TIME_WAIT' },
  aim: {
    en: 'Close both directions of a connection and see who waits 2MSL, and why.',
    'zh-CN': '关闭连接的两个方向，看看谁要等待 2MSL，以及为什么。',
  },
  minutes: 15,
  start: 'connected',
  assist: 'flags-ack',
  buffer: 4096,
  mss: 1024,
  stages: [CLOSE_STAGE],
  apps: {
    listening: [
      { when: { kind: 'start' }, call: { name: 'listen', backlog: 128 } },
      { when: { kind: 'start' }, call: { name: 'accept' } },
    ],
    client: [{ when: { kind: 'state', state: 'ESTABLISHED' }, call: { name: 'close' } }],
    accepted: [{ when: { kind: 'end-of-stream' }, call: { name: 'close' } }],
  },
}
