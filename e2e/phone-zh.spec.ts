import { expect, test } from '@playwright/test'
import { Student } from './people/student.ts'
import { Teacher } from './people/teacher.ts'

const PHONE = { locale: 'zh-CN', viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }

test('一个学生用手机和自动驾驶一起完成三次握手', async ({ browser }) => {
  const teacher = await Teacher.startClass(browser, { seats: 'Everybody alone' })
  const student = await Student.join(browser, teacher.code, '小林', PHONE)
  await expect(student.page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await teacher.startLesson()

  await student.expectState('CLOSED')
  await expect(student.page.getByTestId('send')).toContainText('发送报文段')
  await expect(student.page.getByTestId('task')).toContainText('三次握手')
  await student.send({ flags: ['ACK'] })
  await expect(student.page.getByTestId('feedback')).toContainText(/[一-龥]/)
  await student.send({ flags: ['SYN'] })
  await student.expectState('SYN_SENT')
  await student.expectState('ESTABLISHED', 30_000)
  await student.send({ flags: ['ACK'], ack: 0, length: 0 })
  await expect(student.page.getByTestId('feedback')).toContainText('确认号')
  await student.page.getByRole('button', { name: '再给一个提示' }).click()
  await expect(student.page.getByTestId('feedback')).toContainText('SYN')
  await student.send({ flags: ['ACK'], ack: 1, length: 0 })
  await expect(student.page.getByTestId('accepted')).toBeVisible()

  await test.step('every view is reachable and nothing scrolls sideways', async () => {
    for (const tab of ['状态图', '套接字', '调用', '时序图']) {
      await student.openTab(tab)
      const overflow = await student.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(overflow, `sideways scroll on ${tab}`).toBeLessThanOrEqual(0)
    }
  })
})
