import type { Messages } from '../index.ts'

export const ui: Messages['ui'] = {
  notices: '通知',
  dismiss: '关闭',
}
