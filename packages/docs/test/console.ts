/** The parts of the console in a page of Chromium. */
import type { Locator, Page } from 'playwright-core'

export const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }

export const panel = (page: Page): Locator => page.locator('dialog.console')
export const status = (page: Page): Locator => panel(page).locator('.status b')
export const sendButton = (page: Page): Locator =>
  panel(page).getByRole('button', { name: 'Send', exact: true })

/** The button that opens "Your data". */
export const data = (page: Page): Locator => panel(page).getByRole('button', { name: 'Your data' })
/** What it opens. */
export const kept = (page: Page): Locator => panel(page).getByRole('region', { name: 'Your data' })
export const records = (page: Page): Locator => kept(page).locator('li summary')

/** Sends the request; gives the status of the answer. */
export async function sent(page: Page): Promise<string> {
  await sendButton(page).click()
  return answered(page)
}

/** The status of the answer, when it is there. */
export async function answered(page: Page): Promise<string> {
  await status(page).waitFor()
  return status(page).innerText()
}

/** Shows the choice of where requests are sent. */
export async function places(page: Page): Promise<Locator> {
  const where = panel(page).locator('.where')
  await where.locator('summary').click()
  return where
}
