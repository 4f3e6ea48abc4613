import { expect, test } from '@playwright/test'
import { Student } from './people/student.ts'
import { Teacher } from './people/teacher.ts'

test('a teacher runs a class of three with a projector', async ({ browser }) => {
  test.setTimeout(150_000)
  const teacher = await Teacher.startClass(browser, { name: 'Networks 3b' })
  const projector = await (await browser.newContext({ viewport: { width: 1920, height: 1080 } })).newPage()
  await projector.goto(`/p/${teacher.code}`)
  await expect(projector.getByText(teacher.code.split('').join(' ')).first()).toBeAttached()

  const students: Student[] = []
  for (const name of ['Ada', '李雷', 'Chen']) students.push(await Student.join(browser, teacher.code, name))
  const chip = (name: string) => teacher.page.getByRole('button', { name: `${name}: move or remove` })
  for (const name of ['Ada', '李雷', 'Chen']) await expect(chip(name)).toBeVisible()
  await expect(teacher.page.getByRole('status').filter({ hasText: '3 here' })).toBeVisible()

  await test.step('a locked door makes a late student wait until they are let in', async () => {
    await teacher.page.getByRole('button', { name: 'Lock the door' }).click()
    const late = await Student.join(browser, teacher.code, 'Late')
    await expect(late.page.getByRole('heading', { level: 1 })).toHaveText('You are at the door')
    await teacher.page.getByRole('button', { name: 'Let in Late' }).click()
    await expect(late.page.getByText('You are at Table 2')).toBeVisible()
    await teacher.page.getByRole('button', { name: 'Unlock the door' }).click()
    students.push(late)
  })

  await test.step('a removed student is out at once, and undo brings them back to their seat', async () => {
    await chip('Late').click()
    await teacher.page.getByRole('menuitem', { name: 'Remove' }).click()
    const late = students[3]
    if (!late) throw new Error('the late student has joined')
    await expect(late.page.getByRole('heading', { level: 1 })).toHaveText('You are no longer in this class')
    await teacher.page.getByRole('button', { name: 'Undo' }).click()
    await expect(chip('Late')).toBeVisible()
    await expect(late.page.getByText('You are at Table 2')).toBeVisible({ timeout: 20_000 })
  })

  await teacher.startLesson()
  await test.step('the projector shows the network without controls or a mistake’s author', async () => {
    await expect(projector.getByText('The whole network')).toBeVisible()
    await expect(projector.getByText('Table 1').first()).toBeVisible()
    await expect(projector.getByRole('button')).toHaveCount(0)
    await projector.keyboard.press('ArrowRight')
    await expect(projector.locator('.head').first()).toBeVisible()
  })

  const roles = await Promise.all(students.slice(0, 3).map((s) => s.role()))
  const client = students[roles.indexOf('client')]
  const listening = students[roles.indexOf('listening')]
  if (!client || !listening) throw new Error(`seats were dealt as ${roles.join(', ')}`)
  await listening.call('listen')
  await listening.expectState('LISTEN')
  await client.send({ flags: ['SYN', 'ACK'], seq: 0 })
  await expect(client.page.getByTestId('feedback')).toBeVisible()
  await expect(teacher.page.locator('.mk').getByText('1', { exact: true })).toBeVisible()
  await expect(projector.getByText('look again')).toHaveCount(0)

  await test.step('consequences: the wrong segment goes out and the other side reacts', async () => {
    await teacher.page.getByRole('switch', { name: 'Consequences' }).click()
    await client.send({ flags: ['SYN', 'ACK'], seq: 0 })
    await client.expectRow(/SYN ACK.*arrived/)
    await teacher.page.getByRole('switch', { name: 'Consequences' }).click()
  })

  await test.step('pause stops everybody, resume goes on', async () => {
    await teacher.page.getByRole('button', { name: 'Pause everyone' }).click()
    await expect(client.page.getByText('Your teacher has stopped the clocks.')).toBeVisible()
    await teacher.page.getByRole('button', { name: 'Resume' }).click()
    await expect(client.page.getByText('Your teacher has stopped the clocks.')).toHaveCount(0)
  })

  await test.step('the autopilot plays a seat and hands it back', async () => {
    await teacher.page.getByRole('button', { name: 'Class', exact: true }).click()
    await teacher.page.getByRole('menuitem', { name: 'Students' }).click()
    await chip(client.name).click()
    await teacher.page.getByRole('menuitem', { name: 'Put the autopilot in' }).click()
    await expect(client.page.getByText('The autopilot plays your socket', { exact: true })).toBeVisible()
    await client.expectState('SYN_SENT')
    await chip(client.name).click()
    await teacher.page.getByRole('menuitem', { name: 'Take the autopilot out' }).click()
    await expect(client.page.getByText('The autopilot plays your socket', { exact: true })).toHaveCount(0)
    await teacher.page.keyboard.press('Escape')
  })

  await test.step('the end of the class reaches everybody', async () => {
    await teacher.page.getByRole('button', { name: 'Class', exact: true }).click()
    await teacher.page.getByRole('menuitem', { name: 'End the class' }).click()
    await teacher.page.getByRole('button', { name: 'End class' }).click()
    for (const { page } of students)
      await expect(page.getByRole('heading', { name: 'The class is over' })).toBeVisible()
    await expect(projector.getByText('The class is over')).toBeVisible()
  })
})
