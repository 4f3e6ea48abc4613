import { expect, test } from '@playwright/test'
import { Student } from './people/student.ts'
import { Teacher } from './people/teacher.ts'

test('a reload in every phase comes back to the same seat with the draft intact', async ({ browser }) => {
  test.setTimeout(150_000)
  const teacher = await Teacher.startClass(browser, { lesson: 'Close and TIME_WAIT' })
  const mia = await Student.join(browser, teacher.code, 'Mia')

  await test.step('in the lobby', async () => {
    await mia.page.reload()
    await expect(mia.page.getByText('You are at Table 1 as client')).toBeVisible()
  })

  await teacher.startLesson()
  await mia.expectState('ESTABLISHED')
  await test.step('with a half-written segment', async () => {
    await mia.type({ flags: ['FIN', 'ACK'], seq: 42, ack: 17 })
    await mia.page.reload()
    await mia.expectState('ESTABLISHED')
    await mia.expectTyped({ flags: ['FIN', 'ACK'], seq: 42, ack: 17 })
  })

  await test.step('after an explanation, which is still there', async () => {
    await mia.page.getByTestId('send').click()
    await expect(mia.page.getByTestId('feedback')).toBeVisible()
    await mia.page.reload()
    await expect(mia.page.getByTestId('feedback')).toBeVisible()
    await mia.expectTyped({ flags: ['FIN', 'ACK'], seq: 42, ack: 17 })
  })

  await test.step('while closing', async () => {
    await mia.send({ flags: ['FIN', 'ACK'], seq: 1, ack: 1 })
    await mia.expectState('FIN_WAIT_1')
    await mia.page.reload()
    // The autopilot acknowledges and closes its side too.
    await mia.expectState('TIME_WAIT', 30_000)
    await expect(mia.row(/FIN.*arrived/).first()).toBeVisible()
  })

  await test.step('in TIME_WAIT, with the clock running on', async () => {
    await mia.send({ flags: ['ACK'], seq: 2, ack: 2, length: 0 })
    await mia.page.reload()
    await mia.expectState('TIME_WAIT')
    await expect(mia.page.getByRole('timer').first()).toContainText('2MSL')
    await mia.expectState('CLOSED', 45_000)
  })

  await test.step('in a pause', async () => {
    await teacher.page.getByRole('button', { name: 'Pause everyone' }).click()
    await mia.page.reload()
    await expect(mia.page.getByText('Paused. Look up.').first()).toBeVisible()
    await teacher.page.getByRole('button', { name: 'Resume' }).click()
    await expect(mia.page.getByText('Your teacher has stopped the clocks.')).toHaveCount(0)
  })
})

test('a lost network keeps the draft, holds Send back and catches up', async ({ browser }) => {
  const teacher = await Teacher.startClass(browser, { lesson: 'Handshake' })
  const mia = await Student.join(browser, teacher.code, 'Mia')
  await teacher.startLesson()
  await mia.expectState('CLOSED')
  await mia.type({ flags: ['SYN'], seq: 0 })
  await mia.page.context().setOffline(true)
  await expect(mia.page.getByRole('strong').filter({ hasText: 'Connection lost.' })).toBeVisible({ timeout: 40_000 })
  await expect(mia.page.getByTestId('send')).toHaveAttribute('aria-disabled', 'true')
  await mia.page.context().setOffline(false)
  await expect(mia.page.getByRole('strong').filter({ hasText: 'Connection lost.' })).toHaveCount(0, { timeout: 30_000 })
  await mia.expectTyped({ flags: ['SYN'], seq: 0 })
  await mia.page.getByTestId('send').click()
  await mia.expectState('SYN_SENT')
})

test('someone else on a shared machine starts from nothing', async ({ browser }) => {
  const teacher = await Teacher.startClass(browser)
  const mia = await Student.join(browser, teacher.code, 'Mia')
  await mia.page.goto(`/j/${teacher.code}`)
  await expect(mia.page.getByRole('heading', { level: 1 })).toHaveText('Welcome back, Mia')
  await mia.page.getByRole('button', { name: 'I’m someone else' }).click()
  await mia.page.getByRole('textbox').fill('Mia')
  await mia.page.getByRole('button', { name: 'Join', exact: true }).click()
  const suggestion = mia.page.getByRole('button', { name: /^Join as Mia/ })
  await suggestion.click()
  await expect(mia.page).toHaveURL(new RegExp(`/c/${teacher.code}$`))
  await expect(teacher.page.getByRole('button', { name: /: move or remove$/ })).toHaveCount(2)
})
