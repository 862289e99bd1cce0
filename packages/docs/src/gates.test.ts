import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { operationsOf, readProvider, root } from '@parlance/compiler'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchChromium, seriousViolations, watch } from '../test/chromium.ts'
import { linksOf, scratch } from '../test/fixture.ts'
import { type Served, serveBelow } from '../test/served.ts'
import { assemble } from './assemble.ts'

const folder = await scratch(afterAll)
const providers = await assemble(root, folder)

let browser: Browser
let served: Served
beforeAll(async () => {
  browser = await launchChromium()
  served = await serveBelow(folder, '/some/path/')
})
afterAll(async () => {
  await browser?.close()
  served?.server.close()
})

const looks: [string, BrowserContextOptions][] = [
  ['light', { colorScheme: 'light', viewport: { width: 1280, height: 900 } }],
  ['dark', { colorScheme: 'dark', viewport: { width: 1280, height: 900 } }],
  ['360 px wide', { colorScheme: 'light', viewport: { width: 360, height: 740 } }],
]
const shown = ['', 'guides/', 'guides/chitchats/errors-and-limits/', 'clients/chatti/', 'mock/', '404.html']
const quiet = { foreign: [], complaints: [] }

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

  test('fits a phone: tables and code scroll by themselves', async () => {
    const page = await browser.newPage({ viewport: { width: 360, height: 740 } })
    const wide: string[] = []
    for (const file of await ownPages()) {
      await page.goto(`${served.url}${file}`)
      const over = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
      if (over > 0) wide.push(`${file} is ${over} px too wide`)
    }
    expect(wide).toEqual([])
    await page.close()
  }, 60_000)

  test('has 60 kB at most, compressed', async () => {
    for (const file of await ownPages()) {
      expect(gzipSync(await readFile(join(folder, file))).length, file).toBeLessThanOrEqual(60_000)
    }
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
  const [, path = '', fragment = ''] = /^([^#]*)(.*)$/.exec(url) ?? []
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

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  return files.map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1)).toSorted()
}

/** The pages that are not made by Redoc. */
async function ownPages(): Promise<string[]> {
  const files = await filesIn(folder)
  return files.filter((file) => file.endsWith('.html') && !file.startsWith('reference/'))
}
