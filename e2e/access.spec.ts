import { type Browser, expect, test } from '@playwright/test'
import { expectAccessible, LAPTOP } from './people/look.ts'
import { Student } from './people/student.ts'
import { Teacher } from './people/teacher.ts'

test.describe.configure({ timeout: 300_000 })

test('the way into a class', async ({ page, browser }) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expectAccessible(page, 'join')
  await page.getByLabel('Class code').fill('BBB 222')
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(page.getByText('No class with that code.').first()).toBeVisible()
  await expectAccessible(page, 'wrong code')
  await page.goto('/practice')
  await expect(page.getByRole('button', { name: 'Start' })).toBeVisible()
  await expectAccessible(page, 'practice')
  await page.goto('/nowhere')
  await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible()
  await expectAccessible(page, 'nothing here')

  const teacher = await Teacher.startClass(browser)
  await expectAccessible(teacher.page, 'lobby, nobody here')
  const mia = await Student.join(browser, teacher.code, 'Mia')
  await expect(mia.page.getByText('You are at Table 1')).toBeVisible()
  await expectAccessible(mia.page, 'waiting for the start')
  await teacher.page.getByRole('button', { name: 'Mia: move or remove' }).click()
  await expect(teacher.page.getByRole('menu')).toBeVisible()
  await expectAccessible(teacher.page, 'menu open')
  await teacher.page.keyboard.press('Escape')
  await teacher.page.goto('/teach')
  await expect(teacher.page.getByRole('heading', { name: 'My classes' })).toBeVisible()
  await expectAccessible(teacher.page, 'new class')
})

test('a table from its first moment to a pause', async ({ browser }) => {
  const teacher = await Teacher.startClass(browser, { seats: 'Everybody alone' })
  const mia = await Student.join(browser, teacher.code, 'Mia')
  await teacher.startLesson()
  await mia.expectState('CLOSED')
  await expectAccessible(mia.page, 'table, empty')

  await mia.send({ flags: ['SYN', 'ACK'], seq: 0 })
  await expect(mia.page.getByTestId('feedback')).toBeVisible()
  await expectAccessible(mia.page, 'rejected draft')
  await mia.page.getByRole('button', { name: 'One more hint' }).click()
  await mia.page.getByRole('button', { name: /^Show me/ }).click()
  await mia.page.getByRole('button', { name: 'Details' }).click()
  await expectAccessible(mia.page, 'hint 3, details open')

  await mia.send({ flags: ['SYN'], seq: 0 })
  await mia.expectState('ESTABLISHED', 30_000)
  await mia.send({ flags: ['ACK'], seq: 1, ack: 1, length: 0 })
  await expect(mia.page.getByTestId('accepted')).toBeVisible()
  await expectAccessible(mia.page, 'table, mid-talk')
  await mia.openTab('Calls')
  await expectAccessible(mia.page, 'calls')
  await mia.openTab('Buffers')
  await expectAccessible(mia.page, 'buffers')

  await mia.page.locator('[data-testid^=seg-]').first().click()
  await expect(mia.page.getByRole('dialog')).toBeVisible()
  await expectAccessible(mia.page, 'segment card')
  await mia.page.keyboard.press('Escape')
  await mia.page.getByRole('button', { name: 'Settings' }).click()
  await expect(mia.page.getByRole('dialog')).toBeVisible()
  await expectAccessible(mia.page, 'settings')
  await mia.page.keyboard.press('Escape')

  await teacher.page.getByRole('button', { name: 'Pause everyone' }).click()
  await expect(mia.page.getByText('Your teacher has stopped the clocks.')).toBeVisible()
  await expectAccessible(mia.page, 'paused')
  await teacher.page.getByRole('button', { name: 'Resume' }).click()
  await mia.page.context().setOffline(true)
  await expect(mia.page.getByRole('strong').filter({ hasText: 'Connection lost.' })).toBeVisible({ timeout: 40_000 })
  await expectAccessible(mia.page, 'offline')
})

async function classOfFour(browser: Browser) {
  const teacher = await Teacher.startClass(browser)
  const students: Student[] = []
  for (const name of ['Ada', 'Ben', 'Chen', 'Dina']) students.push(await Student.join(browser, teacher.code, name))
  await teacher.startLesson()
  const roles = await Promise.all(students.slice(0, 3).map((s) => s.role()))
  const client = students[roles.indexOf('client')]
  if (!client) throw new Error('nobody plays the client')
  return { teacher, client }
}

test('the teacher’s screens', async ({ browser }) => {
  const { teacher, client } = await classOfFour(browser)
  // Three held-back segments on one step: the table counts as stuck.
  for (const flags of [['ACK'], ['FIN', 'ACK'], ['SYN', 'ACK']] as const) {
    await client.send({ flags, seq: 0 })
    await expect(client.page.getByTestId('feedback')).toBeVisible()
    await expect(client.page.getByTestId('send')).toHaveAttribute('aria-disabled', 'false')
  }
  await expect(teacher.page.getByText(/^Table 1 has been on/).first()).toBeVisible({ timeout: 15_000 })
  await expectAccessible(teacher.page, 'dashboard with a stuck table')
  await teacher.page.getByRole('button', { name: 'Class', exact: true }).click()
  await teacher.page.getByRole('menuitem', { name: 'End the class' }).click()
  await expect(teacher.page.getByRole('dialog')).toBeVisible()
  // On a phone the dialog belongs to another layout.
  await expectAccessible(teacher.page, 'dialog open', [LAPTOP])
  await teacher.page.getByRole('button', { name: 'Cancel' }).click()
  const id = /teach\/([^/]+)/.exec(teacher.page.url())?.[1]
  await teacher.page.goto(`/teach/${id}/t/1`)
  await expect(teacher.page.getByText('You are watching table 1')).toBeVisible()
  await expectAccessible(teacher.page, 'watching a table')
})

test('the public screens, and the end', async ({ browser }) => {
  const { teacher, client } = await classOfFour(browser)
  const projector = await (await browser.newContext({ locale: 'en-GB' })).newPage()
  await projector.goto(`/p/${teacher.code}`)
  await expect(projector.getByText('The whole network')).toBeVisible()
  await expectAccessible(projector, 'projector, the whole network')
  await projector.keyboard.press('ArrowRight')
  await expect(projector.locator('.head').first()).toBeVisible()
  await expectAccessible(projector, 'projector, one table')
  await teacher.page.getByRole('button', { name: 'Class', exact: true }).click()
  await teacher.page.getByRole('menuitem', { name: 'End the class' }).click()
  await teacher.page.getByRole('button', { name: 'End class' }).click()
  await expect(client.page.getByRole('heading', { name: 'The class is over' })).toBeVisible()
  await expectAccessible(client.page, 'class over')
})
