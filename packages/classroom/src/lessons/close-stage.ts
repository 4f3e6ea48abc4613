import type { Stage } from '../lesson.ts'
import { finAcknowledged, finSent, waited2Msl } from './predicates.ts'

/** The four-way close; it holds for the three-segment form and the simultaneous close as well. */
export const CLOSE_STAGE: Stage = {
  id: 'close',
  name: { en: 'Close', 'zh-CN': '关闭连接' },
  goals: [
    {
      id: 'close.fin-1',
      by: 'client',
      label: 'FIN',
      task: {
        en: 'You have nothing more to send: close your direction.',
        'zh-CN': '你已经没有数据要发送了：关闭你这个方向。',
      },
      when: finSent('client'),
    },
    {
      id: 'close.ack-1',
      by: 'accepted',
      label: 'ACK',
      task: {
        en: 'The client has closed its direction: acknowledge its FIN.',
        'zh-CN': '客户端关闭了它的方向：确认它的 FIN。',
      },
      when: finAcknowledged('client'),
    },
    {
      id: 'close.fin-2',
      by: 'accepted',
      label: 'FIN',
      task: {
        en: 'Your application is done too: close your direction.',
        'zh-CN': '你的应用程序也结束了：关闭你这个方向。',
      },
      when: finSent('accepted'),
    },
    {
      id: 'close.ack-2',
      by: 'client',
      label: 'ACK',
      task: {
        en: 'Acknowledge the last FIN, so that the server can forget the connection.',
        'zh-CN': '确认最后一个 FIN，让服务器可以释放这个连接。',
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
