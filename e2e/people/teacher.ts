import { type Browser, expect, type Page } from '@playwright/test'

export interface ClassWishes {
  readonly lesson?: string
  readonly seats?: string
  readonly name?: string
}

/** A teacher at their own laptop, in a browser of their own. */
export class Teacher {
  private constructor(
    readonly page: Page,
    readonly code: string,
  ) {}

  /** Makes a class through the form, as a teacher does, and ends on the lobby with the code on screen. */
  static async startClass(browser: Browser, wishes: ClassWishes = {}): Promise<Teacher> {
    const page = await (await browser.newContext({ locale: 'en-GB', viewport: { width: 1366, height: 768 } })).newPage()
    await page.goto('/teach')
    await page.getByLabel('Class name').fill(wishes.name ?? 'Networks, period 3')
    await page.getByRole('radio', { name: wishes.lesson ?? 'Handshake' }).check()
    if (wishes.seats) await page.getByLabel('Seats').selectOption({ label: wishes.seats })
    await page.getByRole('button', { name: 'Create class' }).click()
    await expect(page).toHaveURL(/\/teach\/[^/]+\/lobby$/)
    const spelled = await page.locator('.join-code .vh').first().textContent()
    return new Teacher(page, (spelled ?? '').replaceAll(' ', ''))
  }

  async startLesson(): Promise<void> {
    await this.page.getByRole('button', { name: 'Start', exact: true }).click()
    await expect(this.page).toHaveURL(/\/teach\/[^/]+$/)
  }
}
