/** The console in a real Chromium, on the real site, as readers have it. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readProvider } from '@parlance/compiler'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import { createMock } from '../../../mock/src/index.ts'
import { seriousViolations, watch } from '../../test/chromium.ts'
import {
  answered,
  data,
  kept,
  panel,
  phone,
  places,
  records,
  sendButton,
  sent,
  status,
} from '../../test/console.ts'
import { serveBelow } from '../../test/served.ts'
import { openSite } from '../../test/site.ts'
import { shippedSpecs, shippedState } from '../../test/state.ts'
import { serveSite } from '../serve.ts'
import { consoleData } from './data.ts'

const { folder, providers, browser, served } = await openSite()
const specs = shippedSpecs()
const toCreate = 'reference/chitchats/?try=shipments.create#/shipments/shipments.create'

// Its pages share a cache, so that Redoc is read once.
const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
const mock = await createMock({ port: 0, specs, fallback: serveSite(folder), ...(await shippedState()) })
afterAll(() => mock.close())

/** Opens the console on an operation of the site that has no mock beside it. */
async function open(path: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${served.url}${path}`)
  await sendButton(page).waitFor()
  return page
}

/** A page of a site on the web: what it asks of its host comes from the folder. Nothing else is answered. */
async function openOnTheWeb(options: BrowserContextOptions): Promise<Page> {
  const away = await browser.newContext(options)
  await away.route('https://docs.example/**', async (route) => {
    const url = route.request().url().replace('https://docs.example/', served.url)
    await route.fulfill({ response: await route.fetch({ url }) })
  })
  return away.newPage()
}

describe('from the landing page to a first answer', () => {
  test('on a phone, from any host: two taps, and the page asks nobody else, not even this machine', async () => {
    const page = await openOnTheWeb(phone)
    const seen = watch(page, 'https://docs.example')
    await page.goto('https://docs.example/')
    await page.getByRole('link', { name: 'Try a call now' }).tap()
    await sendButton(page).tap()
    expect(await answered(page)).toBe('201 Created')
    expect(await panel(page).locator('.listing').first().innerText()).toContain('"shipment": {')
    await panel(page).getByRole('tab', { name: 'Client' }).tap()
    expect(await panel(page).getByRole('tabpanel').innerText()).toContain('chitchats.shipments.create({')
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    expect(seen).toEqual({ foreign: [], complaints: [] })
    await page.context().close()
  })

  test('as npm start serves it: by the operation of a provider, from the mock beside the docs', async () => {
    const page = await context.newPage()
    const seen = watch(page, new URL(mock.url).origin)
    await page.goto(`${mock.url}/`)
    await page.getByRole('link', { name: 'Chit Chats', exact: true }).first().click()
    await page.locator('.menu-content').getByText('Shipments', { exact: true }).click()
    await page.locator('.menu-content').getByText('Create a shipment').click()
    await page.locator('button.try[data-try="shipments.create"]').click()
    expect(await sent(page)).toBe('201 Created')
    expect(await panel(page).locator('.where summary').innerText()).toBe(`Sent to ${mock.url}`)
    expect(mock.calls('shipments.create')).toHaveLength(1)
    expect(await panel(page).getByRole('tabpanel').innerText()).toContain(`${mock.url}/chitchats`)
    await data(page).click()
    await kept(page).getByText('Nothing is due.').waitFor()
    const newest = mock.state()['chitchats']!['shipments']!.at(-1)!
    expect(await records(page).first().innerText()).toContain(newest['id'])
    await kept(page).getByRole('button', { name: '+1 day' }).click()
    await expect.poll(() => mock.clock.now().getTime()).toBeGreaterThan(Date.now() + 80_000_000)
    await kept(page).getByRole('button', { name: 'Reset data' }).click()
    await kept(page).getByText('shipments: 1 gone.').waitFor()
    expect(mock.state()['chitchats']!['shipments']).not.toContainEqual(newest)
    await kept(page).getByRole('button', { name: 'Real time' }).click()
    await expect.poll(() => mock.clock.now().getTime()).toBeLessThan(Date.now() + 60_000)
    expect(seen).toEqual({ foreign: [], complaints: [] })
    await page.close()
  })
})

describe('where requests are sent', () => {
  test('a mock that is off can be started, or done without; the choice is remembered', async () => {
    const page = await open(toCreate)
    const port = await freePort()
    const where = await places(page)
    await where.getByLabel('Address of the mock').fill(`http://127.0.0.1:${port}`)
    await sendButton(page).click()
    await panel(page).getByText(`No mock answers at http://127.0.0.1:${port}.`).waitFor()
    expect(await panel(page).locator('.start').innerText()).toContain('npx @parlance/mock')
    expect(await seriousViolations(page)).toEqual([])
    const started = await createMock({ port, specs })
    await panel(page).getByRole('button', { name: 'Try again' }).click()
    expect(await answered(page)).toBe('201 Created')
    await data(page).click()
    await kept(page).getByText('shows its data to no page from elsewhere').waitFor()
    expect(await kept(page).locator('pre').innerText()).toContain(`127.0.0.1:${port}/__mock/state?provider=`)
    await started.close()
    await sendButton(page).click()
    await panel(page).getByRole('button', { name: 'Use this page instead' }).click()
    expect(await answered(page)).toBe('201 Created')
    await page.reload()
    await sendButton(page).waitFor()
    expect(await panel(page).locator('.where summary').innerText()).toContain('the mock in this page')
    await page.evaluate('localStorage.clear()')
    await page.close()
  })

  test('an address elsewhere is refused, and nothing is sent there', async () => {
    const page = await open(toCreate)
    const where = await places(page)
    await where.getByLabel('Address of the mock').fill('https://chitchats.com')
    await where.getByText('Only addresses of this machine').waitFor()
    expect(await where.locator('summary').innerText()).toContain('the mock in this page')
    await page.close()
  })

  test('a request under way can be stopped', async () => {
    const page = await context.newPage()
    await page.goto(`${mock.url}/${toCreate}`)
    mock.setFaults({ latency: 60_000 })
    await sendButton(page).click()
    await panel(page).getByRole('button', { name: 'Stop' }).click()
    await panel(page).getByText('Stopped after').waitFor()
    expect(await status(page).count()).toBe(0)
    mock.setFaults()
    await page.close()
  })
})

describe('what is sent and answered', () => {
  test('a body that is no JSON: said where, sent as it is, and refused in the words of the provider', async () => {
    const page = await open(toCreate)
    await panel(page).getByLabel('Body, JSON').fill('{\n  "name": "x",\n}')
    await panel(page).getByText('Not JSON: line 3, column 1: a name in double quotes').waitFor()
    expect(await panel(page).getByRole('tabpanel').innerText()).toContain('The body is not JSON')
    expect(await sent(page)).toMatch(/^400/)
    expect(await panel(page).locator('.listing').first().innerText()).toContain('"error"')
    await page.close()
  })

  test('any documented answer can be had, and a refusal leads to what is known of it', async () => {
    const page = await open('reference/chitchats/?try=shipments.get')
    const choice = panel(page).getByLabel('The mock answers')
    for (const code of [404, 429]) {
      const values = await choice
        .locator('option')
        .evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value))
      await choice.selectOption(values.find((value) => value.startsWith(`code=${code}`))!)
      await sendButton(page).click()
      await panel(page)
        .locator('.status .refused', { hasText: String(code) })
        .waitFor()
      expect(await panel(page).getByRole('tabpanel').innerText()).toContain(`Prefer: 'code=${code}`)
      const link = panel(page).getByRole('link', { name: `What ${code} means` })
      expect(await link.getAttribute('href')).toBe(`${served.url}errors/chitchats/#e-${code}`)
    }
    await page.close()
  })

  test('what is known of a refusal has its place among the errors, for all of them', async () => {
    for (const name of providers) {
      const { model, document } = readProvider(name)
      const page = await readFile(join(folder, 'errors', name, 'index.html'), 'utf8')
      const documented = consoleData(model, document).operations.flatMap(({ answers }) => answers)
      const refusals = new Set(documented.map(({ status }) => status).filter((status) => status >= 400))
      expect(refusals.size).toBeGreaterThan(3)
      for (const status of refusals) expect(page, `${name} ${status}`).toContain(`id="e-${status}"`)
    }
  })

  test('a form goes with a file of the reader’s own', async () => {
    const page = await open('reference/chatkitty/?try=imports.importUsers')
    const buffer = Buffer.from('[{"name": "ada@harbourbikes.example", "isGuest": false}]')
    await panel(page)
      .getByLabel('A file for file')
      .setInputFiles({ name: 'users.json', mimeType: 'application/json', buffer })
    await panel(page).getByText('ada@harbourbikes.example').first().waitFor()
    expect(await sent(page)).toMatch(/^202/)
    await page.close()
  })

  test('an empty answer is called one', async () => {
    const page = await open('reference/chitchats/?try=shipments.delete')
    expect(await sent(page)).toMatch(/^2\d\d/)
    await panel(page).getByText('No body.').waitFor()
    await page.close()
  })

  test('an operation that is not there is said to be missing', async () => {
    const page = await context.newPage()
    await page.goto(`${served.url}reference/chatti/?try=nobody.knows`)
    await panel(page).getByText('Chatti has no operation nobody.knows').waitFor()
    expect(await sendButton(page).count()).toBe(0)
    await page.close()
  })
})

describe('who can use it', () => {
  test('the keyboard alone: opened, sent, closed; the focus goes in and comes back', async () => {
    const page = await context.newPage()
    await page.goto(`${served.url}reference/chitchats/#/shipments/shipments.create`)
    const button = page.locator('button.try[data-try="shipments.create"]')
    await button.focus()
    await page.keyboard.press('Enter')
    await sendButton(page).waitFor()
    expect(await page.evaluate('document.activeElement.id')).toBe('console-title')
    expect(page.url()).toContain('?try=shipments.create#/shipments/shipments.create')
    await page.keyboard.press('Control+Enter')
    expect(await answered(page)).toBe('201 Created')
    await panel(page).getByRole('tab', { name: 'Client' }).focus()
    await page.keyboard.press('ArrowRight')
    expect(await panel(page).getByRole('tabpanel').innerText()).toContain('curl -X POST')
    await page.keyboard.press('Escape')
    await panel(page).waitFor({ state: 'hidden' })
    await button.and(page.locator(':focus')).waitFor()
    expect(page.url()).not.toContain('try=')
    await page.close()
  })

  test.each([
    ['light', { colorScheme: 'light', viewport: { width: 1280, height: 900 } }],
    ['dark', { colorScheme: 'dark', viewport: { width: 1280, height: 900 } }],
    ['a phone', { colorScheme: 'light', ...phone }],
  ] satisfies [string, BrowserContextOptions][])(
    'everybody, %s: no grave fault before and after the answer',
    async (_, options) => {
      const page = await browser.newPage(options)
      await page.goto(`${served.url}reference/chatkitty/?try=channels.list#/channels/channels.list`)
      await sendButton(page).waitFor()
      await places(page)
      await panel(page).getByText('optional', { exact: false }).first().click()
      expect(await seriousViolations(page)).toEqual([])
      expect(await sent(page)).toMatch(/^200/)
      await data(page).click()
      await records(page).first().click()
      expect(await seriousViolations(page)).toEqual([])
      await page.close()
    },
  )

  test.each(providers)('operations of %s have their button, wherever they stand', async (name) => {
    const page = await context.newPage()
    const places = readProvider(name).model.resources.flatMap((resource) =>
      resource.operations.map(({ id }) => ({ id, route: `${resource.name}/${id}`.toLowerCase() })),
    )
    for (const { id, route } of [places.at(0)!, places[places.length >> 1]!, places.at(-1)!]) {
      await page.goto(`${served.url}reference/${name}/#/${route}`)
      const button = page.locator(`[data-section-id="/${route}"] button.try`)
      await button.waitFor()
      expect(await button.getAttribute('data-try')).toBe(id)
    }
    await page.close()
  })

  test('webhooks have none: they are sent by the provider', async () => {
    const page = await context.newPage()
    await page.goto(`${served.url}reference/chatshipper/#/webhooks/webhooks.deliver`)
    const section = page.locator('[data-section-id="/webhooks/webhooks.deliver"]')
    await section.locator('h2').waitFor()
    expect(await section.locator('button.try').count()).toBe(0)
    await page.close()
  })
})

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  const { server, url } = await serveBelow(folder, '/')
  await new Promise((done) => server.close(done))
  return Number(new URL(url).port)
}
