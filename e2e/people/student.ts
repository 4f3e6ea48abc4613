import { type Browser, type BrowserContextOptions, expect, type Page } from '@playwright/test'
import type { Flag } from '@synposium/tcp'

export interface Typed {
  readonly flags: readonly Flag[]
  readonly seq?: number
  readonly ack?: number
  readonly window?: number
  readonly length?: number
}

const FLAGS: readonly Flag[] = ['SYN', 'ACK', 'FIN', 'RST', 'PSH', 'URG']

/** A student on their own device: types flags and numbers, presses Send, reads the ladder. */
export class Student {
  constructor(
    readonly page: Page,
    readonly name: string,
  ) {}

  static async join(
    browser: Browser,
    code: string,
    name: string,
    device: BrowserContextOptions = {},
  ): Promise<Student> {
    const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1366, height: 768 }, ...device })
    const page = await context.newPage()
    await page.goto(`/j/${code}`)
    await page.getByRole('textbox').fill(name)
    await page.locator('form button[type=submit]').click()
    await expect(page).toHaveURL(new RegExp(`/c/${code}$`))
    return new Student(page, name)
  }

  /** Types a segment; numbers are as shown (relative). Fields that are not named stay as they are. */
  async type(segment: Typed): Promise<void> {
    for (const flag of FLAGS) {
      const key = this.page.getByTestId(`flag-${flag}`)
      const on = (await key.getAttribute('aria-pressed')) === 'true'
      if (on !== segment.flags.includes(flag)) await key.click()
    }
    for (const field of ['seq', 'ack', 'window', 'length'] as const) {
      const value = segment[field]
      if (value !== undefined) await this.page.getByTestId(`field-${field}`).fill(String(value))
    }
  }

  /** The composer holds exactly this. */
  async expectTyped(segment: Typed): Promise<void> {
    for (const flag of FLAGS) {
      await expect(this.page.getByTestId(`flag-${flag}`)).toHaveAttribute(
        'aria-pressed',
        String(segment.flags.includes(flag)),
      )
    }
    for (const field of ['seq', 'ack', 'window', 'length'] as const) {
      const value = segment[field]
      if (value !== undefined) await expect(this.page.getByTestId(`field-${field}`)).toHaveValue(String(value))
    }
  }

  /** Types a segment and sends it. Like a person, waits for the verdict on the one before: until then the composer holds still. */
  async send(segment: Typed): Promise<void> {
    const button = this.page.getByTestId('send')
    await expect(button).toHaveAttribute('aria-disabled', 'false')
    await this.type(segment)
    await button.click()
  }

  /** The state this player's socket shows at the head of its lane. */
  async expectState(state: string, within = 20_000): Promise<void> {
    await expect(this.page.locator('.head:has(.you)').getByText(state, { exact: true })).toBeVisible({
      timeout: within,
    })
  }

  /** Rows of the ladder, as the table for screen readers tells them. */
  row(what: RegExp) {
    return this.page.getByRole('row', { name: what })
  }

  async expectRow(what: RegExp): Promise<void> {
    await expect(this.row(what).last()).toBeAttached({ timeout: 20_000 })
  }

  /** client, listening or accepted: what the head of the own lane says. */
  async role(): Promise<string> {
    const role = this.page.locator('.head:has(.you) .role').first()
    await expect(role).toBeVisible({ timeout: 20_000 })
    return (await role.textContent())?.trim().split(/[\s:]/)[0] ?? ''
  }

  /** Waits until a row of the ladder that has arrived matches. */
  async expectLast(what: RegExp): Promise<void> {
    await expect(this.row(what).last()).toContainText('arrived', { timeout: 20_000 })
  }

  async openTab(name: string): Promise<void> {
    await this.page.getByRole('tab', { name }).click()
  }

  async call(name: string): Promise<void> {
    await this.openTab('Calls')
    await this.page.getByRole('button', { name: new RegExp(`^${name}\\(`) }).click()
  }
}
