/** The references in a real Chromium, as readers have them. */
import { codeSamples, operationsOf, readProvider } from '@parlance/compiler'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchChromium, seriousViolations, watch } from '../../test/chromium.ts'
import { scratch } from '../../test/fixture.ts'
import { buildReferences, type References } from '../../test/references.ts'
import { referencePath } from '../guides/addresses.ts'

const patience = 60_000
const settings = [
  { name: 'light', width: 1280, colorScheme: 'light' },
  { name: 'dark', width: 1280, colorScheme: 'dark' },
  { name: 'on a phone', width: 360, colorScheme: 'light' },
] as const

const references = await buildReferences(await scratch(afterAll))
let site: Awaited<ReturnType<References['serve']>>
let browser: Browser
// Its pages share a cache, so that Redoc is read once; each is drawn anew.
let context: BrowserContext

beforeAll(async () => {
  site = await references.serve()
  browser = await launchChromium()
  context = await browser.newContext()
})
afterAll(async () => {
  await browser.close()
  await site.close()
})

describe.each(references.providers)('the reference of %s in Chromium', (provider) => {
  const { model } = readProvider(provider)
  const operations = operationsOf(model)
  const places = model.resources.flatMap(({ name, operations }) =>
    operations.map(({ id, summary }) => {
      const route = referencePath(provider, { resource: name, id }).replace(/^[^#]*/, '')
      return { id, summary, route }
    }),
  )
  const withBody = places.find(({ id }) => operations.find((one) => one.id === id)!.body)!

  async function open(route: string): Promise<Page> {
    const page = await context.newPage()
    await page.goto(site.addressOf(provider) + route)
    return page
  }

  // From the first to the last, so that most of the page is above some of them.
  const five = Array.from({ length: 5 }, (_, index) => places[Math.floor((index * (places.length - 1)) / 4)]!)

  test.each(five.map(({ id, route }) => [id, route] as const))(
    'an address of %s opened cold lands on it',
    async (_, route) => {
      const page = await open(route)
      expect(await whereIs(page, route)).toBe('at the top')
      await page.close()
    },
    patience,
  )

  test(
    'a link of the menu leads to its operation',
    async () => {
      const page = await open(places[0]!.route)
      expect(await whereIs(page, places[0]!.route)).toBe('at the top')
      await page.click(`.menu-content a[href="${places[1]!.route}"]`)
      expect(await whereIs(page, places[1]!.route)).toBe('at the top')
      await page.close()
    },
    patience,
  )

  test(
    'an operation says how it is known, how it behaves, and how to call it',
    async () => {
      const { id, route } = withBody
      const operation = operations.find((one) => one.id === id)!
      const page = await open(route)
      expect(await whereIs(page, route)).toBe('at the top')
      const section = page.locator(`[data-section-id="${route.slice(1)}"]`)
      expect(await section.locator('h2').innerText()).toMatch(new RegExp(operation.evidence.level, 'i'))
      const terms = await section.locator('.facts').first().locator('dt').allInnerTexts()
      expect(terms.slice(0, 2)).toEqual(['How we know', 'Repeating'])
      const languages = page.locator('[data-component-name="Panel/PanelHeader"] [data-testid="dropdown"]')
      const request = section.locator('[data-component-name="Panel/Panel"]', { has: languages })
      const examples = request.locator('button[aria-label^="Example"]:visible')
      for (const { label, source } of codeSamples(model, operation)) {
        await chooseLanguage(page, section, label)
        // The browser ends the last line by itself.
        expect((await section.locator('pre').first().innerText()).trim()).toBe(source.trim())
        // Another example would not change the sample.
        expect(await examples.count()).toBe(0)
      }
      await chooseLanguage(page, section, 'Payload')
      await examples.waitFor()
      await page.close()
    },
    patience,
  )

  test.each(settings)(
    'nobody is kept out, and nothing is asked of others: $name',
    async ({ width, colorScheme }) => {
      const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme })
      const address = site.addressOf(provider)
      const seen = watch(page, new URL(address).origin)
      await page.goto(address)
      await page.locator('#api-content h1').first().waitFor()
      expect(await seriousViolations(page)).toEqual([])
      await page.goto(address + withBody.route)
      expect(await whereIs(page, withBody.route)).toBe('at the top')
      expect(await seriousViolations(page)).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
      expect(seen).toEqual({ foreign: [], complaints: [] })
      await page.close()
    },
    patience,
  )

  test('without scripts every operation is a link to its own page', async () => {
    const page = await browser.newPage({ javaScriptEnabled: false })
    await page.goto(site.addressOf(provider))
    const shown = page.locator('.unscripted a:visible')
    expect(await shown.evaluateAll((links) => links.map((link) => link.getAttribute('href')))).toEqual(
      places.map(({ id }) => `./${id}.md`),
    )
    expect(await page.locator('#redoc').isVisible()).toBe(false)
    await page.close()
  })
})

/** Where an operation stands once it has stood at the top of the window for half a second, or after 20 seconds. */
async function whereIs(page: Page, route: string): Promise<string> {
  // One script, because the policy of the page forbids to evaluate another later.
  return page.evaluate(`(async () => {
    const find = () => document.querySelector('[data-section-id="${route.slice(1)}"]:has(h2)')
    const end = performance.now() + 20_000
    let since, top
    while (performance.now() < end) {
      await new Promise(requestAnimationFrame)
      top = find()?.getBoundingClientRect().top
      // Heights may end in fractions of a pixel.
      if (!(top > -1 && top < 120)) since = undefined
      else if (performance.now() - (since ??= performance.now()) > 500) return 'at the top'
    }
    return top === undefined ? 'nowhere' : top + ' px below the top'
  })()`)
}

async function chooseLanguage(page: Page, section: Locator, label: string): Promise<void> {
  const headers = section.locator('[data-testid="right-panel"] [data-component-name="Panel/PanelHeader"]')
  const button = headers.first().locator('button').last()
  const item = page.locator('[data-component-name="Dropdown/DropdownMenuItem"]:visible', { hasText: label })
  // Redoc may draw the panel anew between the click and its menu.
  for (let tries = 0; tries < 5 && !(await item.isVisible()); tries++) {
    if ((await button.getAttribute('aria-expanded')) !== 'true') await button.click()
    await item.waitFor({ timeout: 5000 }).catch(() => undefined)
  }
  await item.click()
}
