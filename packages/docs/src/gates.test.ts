import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { operationsOf, readProvider } from '@parlance/compiler'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { seriousViolations, watch } from '../test/chromium.ts'
import { filesIn } from '../test/files.ts'
import { linksOf } from '../test/fixture.ts'
import { openSite } from '../test/site.ts'

const { folder, providers, browser, served } = await openSite()

const looks: [string, BrowserContextOptions][] = [
  ['light', { colorScheme: 'light', viewport: { width: 1280, height: 900 } }],
  ['dark', { colorScheme: 'dark', viewport: { width: 1280, height: 900 } }],
  ['360 px wide', { colorScheme: 'light', viewport: { width: 360, height: 740 } }],
]
const shown = [
  '',
  'guides/',
  'guides/chitchats/errors-and-limits/',
  'clients/chatti/',
  'clients/common/',
  'clients/chatshipper/api/',
  'clients/chitchats/api/shipments/',
  'errors/',
  'errors/chatshipper/',
  'console/',
  'mock/',
  'search/',
  '404.html',
]
const quiet = { foreign: [], complaints: [] }

// What fingers miss: controls of less than 24 px that stand alone. Links within sentences are as high as their line.
const smallTargets = `[...document.querySelectorAll('.bar a, .links a, button, summary, main > * > a')]
  .filter((one) => one.checkVisibility() && !one.closest('#redoc, .skip'))
  .filter((one) => one.getBoundingClientRect().height < 24)
  .map((one) => one.textContent.trim())`

type Seen = ReturnType<typeof watch>

async function open(path: string, options: BrowserContextOptions = {}): Promise<{ page: Page; seen: Seen }> {
  const page = await browser.newPage(options)
  const seen = watch(page, new URL(served.url).origin)
  await page.goto(`${served.url}${path}`)
  return { page, seen }
}

async function search(page: Page, words: string): Promise<void> {
  await page.keyboard.press('/')
  await page.getByRole('combobox').fill(words)
  await page.getByRole('option').first().waitFor()
}

describe('every own page', () => {
  const cases = looks.flatMap(([look, options]) => shown.map((path) => [path, look, options] as const))

  test.each(cases)('/%s, %s: asks no other host and shows no grave fault', async (path, _, options) => {
    const { page, seen } = await open(path, options)
    expect(await seriousViolations(page)).toEqual([])
    expect(seen).toEqual(quiet)
    await page.close()
  })

  test('fits a phone, can be touched there, and asks no other host', async () => {
    const page = await browser.newPage({ viewport: { width: 360, height: 740 }, hasTouch: true })
    const seen = watch(page, new URL(served.url).origin)
    const faults: string[] = []
    for (const file of (await filesIn(folder)).filter((file) => file.endsWith('.html'))) {
      await page.goto(`${served.url}${file}`)
      const over = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
      if (over > 0) faults.push(`${file} is ${over} px too wide`)
      for (const text of await page.evaluate<string[]>(smallTargets)) faults.push(`${file}: ${text} is small`)
    }
    expect(faults).toEqual([])
    expect(seen).toEqual(quiet)
    await page.close()
  }, 120_000)

  test('has one bar: the same rooms, the search and the theme', async () => {
    const bars = new Set<string>()
    for (const path of ['guides/', 'console/', 'reference/chatti/', 'reference/chitchats/']) {
      const { page } = await open(path)
      await page.locator('button.theme:not([hidden])').waitFor()
      bars.add((await page.locator('.bar :is(nav a, .search, .theme)').allInnerTexts()).join(' '))
      await page.close()
    }
    expect([...bars]).toEqual(['Providers Guides Clients Mock Changelog Search Dark theme'])
  })
})

describe('a reference', () => {
  test('has one search and one theme, those of the site', async () => {
    const { page } = await open('reference/chatti/')
    await page.locator('.menu-content').waitFor()
    await page.waitForFunction(`document.querySelector('[data-testid=color-mode-switcher]')`)
    expect(await page.locator('#redoc [data-testid="search-trigger"]').isVisible()).toBe(false)
    expect(await page.locator('#redoc [data-testid="color-mode-switcher"]').isVisible()).toBe(false)
    await page.keyboard.press('Control+k')
    expect(await page.getByRole('dialog').count()).toBe(1)
    expect(await page.getByRole('combobox').getAttribute('aria-label')).toMatch(/guides/)
    await page.keyboard.press('Escape')
    const paper = () => page.evaluate<string>(`getComputedStyle(document.body).backgroundColor`)
    const light = await paper()
    await page.getByRole('button', { name: 'Dark theme' }).click()
    expect(await paper()).not.toBe(light)
    await page.goto(`${served.url}guides/`)
    await page.getByRole('button', { name: 'Light theme' }).waitFor()
    await page.close()
  })
})

describe('search', () => {
  test.each(looks)('the dialog, %s: asks no other host and shows no grave fault', async (_, options) => {
    const { page, seen } = await open('guides/chitchats/authentication/', options)
    await search(page, 'shipment')
    expect(await seriousViolations(page)).toEqual([])
    expect(seen).toEqual(quiet)
    await page.close()
  })

  test('is used by keyboard alone: opened, moved through, followed, closed', async () => {
    const { page } = await open('mock/')
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill('drop off a batch')
    await page.getByRole('option').nth(1).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    expect(await page.locator('[aria-selected]').count()).toBe(1)
    const chosen = page.locator('[aria-selected]')
    expect(await page.getByRole('combobox').getAttribute('aria-activedescendant')).toBe(
      await chosen.getAttribute('id'),
    )
    await page.keyboard.press('Escape')
    expect(await page.getByRole('dialog').count()).toBe(0)
    await search(page, 'drop off a batch')
    await page.keyboard.press('Enter')
    await page.waitForURL(`${served.url}guides/chitchats/drop-off-batch/`)
    await page.close()
  })

  test('works in a reference too, and leads to an operation there', async () => {
    const { page, seen } = await open('reference/chatti/')
    await search(page, 'shipments.refund')
    await page.keyboard.press('Enter')
    await page.waitForURL(`${served.url}reference/chitchats/#/shipments/shipments.refund`)
    await page.getByRole('heading', { name: 'Refund a shipment' }).first().waitFor()
    expect(seen).toEqual(quiet)
    await page.close()
  })

  test('says so when nothing is found, and when the index does not come', async () => {
    const { page } = await open('')
    await page.keyboard.press('/')
    await page.getByRole('combobox').fill('xyzzyx')
    await page.getByText('Nothing is called “xyzzyx”').waitFor()
    expect(await page.getByRole('option').count()).toBe(0)
    await page.close()
    const { page: cut } = await open('')
    await cut.route('**/search-index.json', (route) => route.abort())
    await cut.keyboard.press('/')
    await cut.getByRole('combobox').fill('batch')
    await cut.getByText('The index could not be loaded').waitFor()
    await cut.close()
  })

  test('is a page that lists everything, where scripts do not run', async () => {
    const { page } = await open('guides/chitchats/authentication/', { javaScriptEnabled: false })
    await page.getByRole('link', { name: 'Search' }).click()
    await page.waitForURL(`${served.url}search/`)
    for (const provider of providers) {
      for (const { id } of operationsOf(readProvider(provider).model)) {
        expect(await page.locator(`a[href$="/${provider}/${id}.md"]`).count(), id).toBe(1)
      }
    }
    await page.close()
  })
})

describe('without scripts', () => {
  test('a guide is all there, in the colours of the system', async () => {
    const { page } = await open('guides/chatti/authentication/', {
      javaScriptEnabled: false,
      colorScheme: 'dark',
    })
    await page.getByRole('heading', { name: 'Authentication', level: 1 }).waitFor()
    expect(await page.locator('pre .t-keyword').count()).toBeGreaterThan(0)
    expect(await page.getByRole('button').count()).toBe(0)
    await page.close()
  })
})

describe('links', () => {
  test('of pages and of Markdown lead to pages, headings and operations that exist', async () => {
    const broken: string[] = []
    for (const file of await filesIn(folder)) {
      if (!/\.(html|md|txt)$/.test(file) || file === 'llms-full.txt') continue
      const text = await readFile(join(folder, file), 'utf8')
      for (const url of file.endsWith('.html') ? linksOf(text).map(({ url }) => url) : markdownLinks(text)) {
        if (!(await leadsSomewhere(file, url))) broken.push(`${file}: ${url}`)
      }
    }
    expect(broken).toEqual([])
  })
})

const routes = new Set(
  providers.flatMap((name) =>
    readProvider(name).model.resources.flatMap((resource) =>
      [resource.name, ...resource.operations.map(({ id }) => `${resource.name}/${id}`)].map((route) =>
        `reference/${name}/index.html#/${route}`.toLowerCase(),
      ),
    ),
  ),
)

async function leadsSomewhere(from: string, url: string): Promise<boolean> {
  // References are rendered by Redoc, and tested where they are made.
  if (/^(https?|mailto|data):/.test(url) || (from.startsWith('reference/') && url.startsWith('#')))
    return true
  const [, path = '', fragment = ''] = /^([^#?]*)(?:\?[^#]*)?(.*)$/.exec(url) ?? []
  const there = path === '' ? from : join(dirname(from), path)
  const file = there.endsWith('/') || there === '.' || there === './' ? join(there, 'index.html') : there
  if (fragment.startsWith('#/')) return routes.has(`${file}${fragment}`)
  if (!existsSync(join(folder, file))) return false
  if (fragment === '' || !file.endsWith('.html')) return true
  return (await readFile(join(folder, file), 'utf8')).includes(` id="${fragment.slice(1)}"`)
}

function markdownLinks(text: string): string[] {
  const prose = text.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]*`/g, '')
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, url]) => url ?? '')
}
