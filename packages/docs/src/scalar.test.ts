/** The console in a real Chromium: what it asks for and when, who answers, and whether everybody can use it. */
import { createServer } from 'node:http'
import { createMock } from '@parlance/mock'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import { seriousViolations, watch } from '../test/chromium.ts'
import { openSite } from '../test/site.ts'
import { serveSite } from './serve.ts'

const patience = 90_000
const { folder, browser, served: alone } = await openSite()
/** The site with a mock beside it, as `npm start` serves it. */
const beside = await createMock({ fallback: serveSite(folder) })
afterAll(() => beside.close())

const operation = 'chitchats/tag/shipments/shipments.create'

interface Opened {
  page: Page
  seen: ReturnType<typeof watch>
  asked: string[]
}

async function open(site: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const page = await browser.newPage(options)
  page.setDefaultTimeout(60_000)
  const seen = watch(page, new URL(site).origin)
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url().slice(site.length)))
  await page.goto(`${site}console/#${operation}`)
  return { page, seen, asked }
}

const start = (page: Page) => page.getByRole('button', { name: 'Start the console' }).click()

/** The button of the operation of the address, which is there when Scalar has drawn it. */
function tryButton(page: Page): ReturnType<Page['locator']> {
  return page.locator(`[id="${operation}"]`).getByRole('button', { name: /^Test Request/ })
}

async function send(page: Page): Promise<void> {
  await tryButton(page).click()
  await page.getByRole('button', { name: /^Send post/i }).click()
  await page.getByText('201 Created').waitFor()
}

const looks: [string, BrowserContextOptions][] = [
  ['light', { colorScheme: 'light', viewport: { width: 1280, height: 900 } }],
  ['dark', { colorScheme: 'dark', viewport: { width: 1280, height: 900 } }],
  ['360 px wide', { colorScheme: 'light', viewport: { width: 360, height: 740 }, hasTouch: true }],
]

describe('the console', () => {
  test('loads nothing large and looks for no mock before it is started', async () => {
    const { page, asked } = await open(`${beside.url}/`)
    await page.getByRole('button', { name: 'Start the console' }).waitFor()
    expect(asked.filter((url) => /scalar-|^specs|^chit|sandbox/.test(url))).toEqual([])
    await page.close()
  })

  test.each(looks)(
    'is answered by the page itself, %s: nobody is kept out, and nothing is asked of others',
    async (_, options) => {
      const { page, seen } = await open(alone.url, options)
      // Whoever chooses is not asked whether a mock is beside these pages.
      await page.getByText('This page.').click()
      await start(page)
      await tryButton(page).waitFor()
      expect(await seriousViolations(page)).toEqual([])
      await send(page)
      expect(await seriousViolations(page)).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0)
      expect(seen).toEqual({ foreign: [], complaints: [] })
      await page.close()
    },
    patience,
  )

  test(
    'takes the mock beside these pages, with the credentials that the mock takes',
    async () => {
      const { page, seen } = await open(`${beside.url}/`)
      await start(page)
      await tryButton(page).waitFor()
      await page.getByText(`Who answers: the mock at ${beside.url}`).waitFor()
      await send(page)
      beside.verify({ operation: 'shipments.create', status: 201, times: 1 })
      expect(seen).toEqual({ foreign: [], complaints: [] })
      await page.close()
    },
    patience,
  )

  test(
    'says how to start a mock where none answers, and goes on when one does',
    async () => {
      const free = await freePort()
      const { page } = await open(alone.url)
      await page.getByLabel('Its address').fill(`http://127.0.0.1:${free}`)
      await start(page)
      const help = page.getByRole('group', { name: `No mock answers at http://127.0.0.1:${free}` })
      await help.getByText('npx @parlance/mock').waitFor()
      await using mock = await createMock(['chitchats'], { port: free })
      await help.getByRole('button', { name: 'Try again' }).click()
      await tryButton(page).waitFor()
      expect(await help.isVisible()).toBe(false)
      await send(page)
      mock.verify({ operation: 'shipments.create', times: 1 })
      await page.reload()
      expect(await page.getByLabel('A mock on this machine').isChecked()).toBe(true)
      await page.close()
    },
    patience,
  )

  test('takes no address but one of this machine', async () => {
    const { page, seen } = await open(alone.url)
    await page.getByLabel('Its address').fill('https://api.example.com')
    await start(page)
    expect(
      await page.getByLabel('Its address').evaluate((field) => (field as unknown as Field).validationMessage),
    ).toMatch(/^An address of this machine/)
    expect(seen.foreign).toEqual([])
    await page.close()
  })

  test(
    'follows the theme of the site',
    async () => {
      const { page } = await open(alone.url, { colorScheme: 'light' })
      await page.getByText('This page.').click()
      await start(page)
      await tryButton(page).waitFor()
      await page.getByRole('button', { name: 'Dark theme' }).click()
      await page.waitForFunction(`document.body.matches('.dark-mode:not(.light-mode)')`)
      await page.getByRole('button', { name: 'Light theme' }).click()
      await page.waitForFunction(`document.body.matches('.light-mode:not(.dark-mode)')`)
      expect(await page.evaluate(`getComputedStyle(document.body).backgroundColor`)).toBe(
        'rgb(251, 252, 250)',
      )
      await page.close()
    },
    patience,
  )

  test('leads to the references where scripts do not run', async () => {
    const { page } = await open(alone.url, { javaScriptEnabled: false })
    expect(await page.locator('main').innerText()).toContain('The console needs JavaScript')
    expect(await page.getByRole('button').count()).toBe(0)
    expect(await page.getByRole('link', { name: 'Chit Chats' }).getAttribute('href')).toBe(
      '../reference/chitchats/',
    )
    await page.close()
  })
})

/** What is read of a field; the types of browsers are not those of these tests. */
interface Field {
  validationMessage: string
}

function freePort(): Promise<number> {
  const server = createServer()
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
