import { expect, type Page, test } from '@playwright/test'
import { Teacher } from './people/teacher.ts'

/** Presses Tab until the focus is on what `name` says; fails after 60 stops. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let stop = 0; stop < 60; stop++) {
    await page.keyboard.press('Tab')
    const label = await page.evaluate(() => {
      const at = document.activeElement
      if (!(at instanceof HTMLElement) || at === document.body) return ''
      const labels = at instanceof HTMLInputElement ? [...(at.labels ?? [])].map((l) => l.textContent) : []
      return [at.getAttribute('aria-label') ?? '', at.dataset.testid ?? '', ...labels, at.textContent].join(' ').trim()
    })
    if (name.test(label)) return
  }
  throw new Error(`no stop of Tab matches ${name}`)
}

test('a student joins and plays a handshake without a mouse', async ({ browser }) => {
  const teacher = await Teacher.startClass(browser, { seats: 'Everybody alone' })
  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage()
  await page.goto('/')
  await expect(page.getByLabel('Class code')).toBeVisible()
  await tabTo(page, /Class code/)
  await page.keyboard.type(`${teacher.code.slice(0, 3).toLowerCase()} ${teacher.code.slice(3)}`)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/j\//)
  await expect(page.getByLabel('Your name')).toBeVisible()
  await tabTo(page, /Your name/)
  await page.keyboard.type('Noor')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/c\//)
  await teacher.startLesson()

  const mine = page.locator('.head:has(.you)')
  await expect(mine.getByText('CLOSED', { exact: true })).toBeVisible()
  await test.step('letters toggle flags, Enter sends', async () => {
    await tabTo(page, /SYN/)
    await page.keyboard.press('s')
    await tabTo(page, /field-seq|Sequence/)
    await page.keyboard.press('Enter')
    await expect(mine.getByText('SYN_SENT', { exact: true })).toBeVisible()
  })
  await expect(mine.getByText('ESTABLISHED', { exact: true })).toBeVisible({ timeout: 30_000 })
  await test.step('arrows and Space choose a flag, a refused segment puts the focus on the field', async () => {
    await tabTo(page, /Acknowledgment/)
    await page.keyboard.press('a')
    // Over the number that was filled in.
    await page.keyboard.press('Control+A')
    await page.keyboard.type('0+2')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('feedback')).toBeVisible()
    await expect(page.getByTestId('field-ack')).toBeFocused()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('accepted')).toBeVisible()
  })
  await test.step('the ladder is one stop with arrow keys inside', async () => {
    await page.locator('[data-testid=seg-1], [data-testid=seg-2]').first().focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  })
  await test.step('? opens the sheet of keys', async () => {
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog')).toBeVisible()
  })
})
