/** Your data in a real Chromium: what one page creates another one finds. */
import { expect, test } from 'vitest'
import { seriousViolations, watch } from '../../../../test/chromium.ts'
import { answered, data, kept, panel, phone, records, sent, status } from '../../../../test/console.ts'
import { openSite } from '../../../../test/site.ts'

const { browser, served } = await openSite()

test('on a phone, by keyboard: created here, found there, on another page too, and gone after a reset', async () => {
  const page = await browser.newPage({ ...phone, colorScheme: 'light' })
  const seen = watch(page, new URL(served.url).origin)
  await page.goto(`${served.url}reference/chitchats/?try=shipments.create`)
  await data(page).press('Enter')
  await kept(page).getByText('records in').waitFor()
  await kept(page).getByRole('heading').and(page.locator(':focus')).waitFor()
  expect(await sent(page)).toBe('201 Created')
  await kept(page).getByText('shipments: 1 new.').waitFor()
  const id = await records(page).locator('code').first().innerText()
  expect(await panel(page).locator('.listing').first().innerText()).toContain(`"id": "${id}"`)
  expect(await seriousViolations(page)).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)

  await page.goto(`${served.url}reference/chitchats/?try=shipments.get`)
  await data(page).press('Enter')
  await records(page).first().press('Enter')
  await kept(page).getByRole('button', { name: 'Use this id' }).press('Enter')
  await page.keyboard.press('Enter')
  expect(await answered(page)).toMatch(/^200/)
  expect(await panel(page).locator('.listing').first().innerText()).toContain(`"id": "${id}"`)
  await kept(page).getByText('Nothing has changed.').waitFor()
  await kept(page).getByRole('button', { name: 'Reset data' }).press('Enter')
  await kept(page).getByText('shipments: 1 gone.').waitFor()
  await panel(page).getByRole('button', { name: 'Send' }).press('Enter')
  await status(page).getByText('404').waitFor()
  expect(seen.foreign).toEqual([])
  await page.close()
})

test('what is not there leads to what is, whatever the tab had kept; what is due happens by the clock', async () => {
  const page = await browser.newPage()
  await page.goto(`${served.url}reference/chatti/?try=sms.get`)
  await page.evaluate(`sessionStorage.setItem('parlance.data /some/path/ chatti', '{"collections":')`)
  await panel(page).getByLabel('sms_id').fill('00000000-0000-4000-8000-000000000000')
  expect(await sent(page)).toBe('404 Not Found')
  await panel(page).getByRole('button', { name: 'See what there is' }).click()
  await kept(page).getByText('What this tab had kept could not be read, so it begins anew').waitFor()
  await page.goto(`${served.url}reference/chatti/?try=sms.send`)
  await sent(page)
  await data(page).click()
  await kept(page).getByText('Due next: settle, in').waitFor()
  await kept(page).getByRole('button', { name: '+1 hour' }).click()
  await kept(page).getByText('sms: 1 changed.').waitFor()
  expect(await records(page).first().innerText()).toContain('delivered')
  await page.close()
})
