/** What the site consists of, byte for byte: the same in every build, free of where it was made, and little. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { root } from '@parlance/compiler'
import { afterAll, describe, expect, test } from 'vitest'
import { cloneSources } from '../test/clone.ts'
import { filesIn } from '../test/files.ts'
import { linksOf, scratch } from '../test/fixture.ts'
import { assemble } from './assemble.ts'

const sources = await scratch(afterAll)
await cloneSources(sources)
const folder = await scratch(afterAll)
const providers = await assemble(sources, folder)
const files = await filesIn(folder)
const pages = files.filter((file) => file.endsWith('.html'))

const read = (file: string) => readFile(join(folder, file), 'utf8')

async function weigh(file: string): Promise<number> {
  return gzipSync(await readFile(join(folder, file))).length
}

async function weighAll(all: Iterable<string>): Promise<number> {
  let sum = 0
  for (const file of all) sum += await weigh(file)
  return sum
}

describe('two builds', () => {
  test('from different folders are the same, byte for byte', async () => {
    const elsewhere = join(await scratch(), 'in', 'another', 'folder')
    await cloneSources(elsewhere, sources)
    const other = await scratch()
    await assemble(elsewhere, other)
    expect(await filesIn(other)).toEqual(files)
    const different: string[] = []
    for (const file of files) {
      const [one, two] = [await readFile(join(folder, file)), await readFile(join(other, file))]
      if (!one.equals(two)) different.push(file)
    }
    expect(different).toEqual([])
  }, 120_000)

  test('say nothing of the folder they were made in', async () => {
    const telling: string[] = []
    const places = [sources, join(root, 'packages')]
    for (const file of files) {
      const text = await read(file)
      if (places.some((place) => text.includes(place))) telling.push(file)
    }
    expect(telling).toEqual([])
  })
})

describe('any base path', () => {
  test('no page, text, style or document has an address that starts at the root of the host', async () => {
    const rooted: string[] = []
    // What others made is watched in Chromium, below a path.
    for (const file of files.filter((one) => !/\/(redoc|scalar)-\d/.test(one)))
      for (const url of rootedIn(file, await read(file))) rooted.push(`${file}: ${url}`)
    expect(rooted).toEqual([])
  })
})

// Compressed, in bytes. What others made and all pages share is loaded once, and kept for ever by its name.
const budgets = {
  'a page of ours': 60_000,
  'the scripts of a page of ours': 10_000,
  'a reference, without the document that it shows': 35_000,
  'the document of a reference': 65_000,
  'Redoc and its styles, once for all references': 700_000,
  'the console of a reference, when it is opened': 30_000,
  'the mock inside a page, when it is asked': 150_000,
  'the data of a provider, when its mock is asked': 20_000,
  'the search, when it is opened': 180_000,
  'Scalar, when it is started': 1_300_000,
} as const

describe('what readers download', () => {
  const cases: [keyof typeof budgets, () => Promise<[string, number][]>][] = [
    ['a page of ours', () => eachPage((page) => weigh(page))],
    ['the scripts of a page of ours', () => eachPage(async (page) => weighAll(await scriptsOf(page)))],
    [
      'a reference, without the document that it shows',
      () => eachReference(async (page) => weighAll([page, ...(await ownAssetsOf(page))])),
    ],
    ['the document of a reference', () => eachMatching(/^reference\/\w+\/document\.\w+\.json$/)],
    ['Redoc and its styles, once for all references', () => together(/^assets\/redoc-/)],
    [
      'the console of a reference, when it is opened',
      async () => {
        const shared = await weighAll(files.filter((file) => file.startsWith('assets/console.')))
        const each = await eachMatching(/^reference\/\w+\/console\.\w+\.json$/)
        return each.map(([file, own]) => [file, own + shared])
      },
    ],
    ['the mock inside a page, when it is asked', () => together(/^assets\/sandbox/)],
    ['the data of a provider, when its mock is asked', () => eachMatching(/^assets\/state\//)],
    ['the search, when it is opened', () => together(/^assets\/(minisearch|search-)/)],
    ['Scalar, when it is started', () => together(/^assets\/scalar/)],
  ]

  test.each(cases)('%s is within its budget', async (name, measure) => {
    const weights = await measure()
    expect(weights.length).toBeGreaterThan(0)
    expect(weights.filter(([, weight]) => weight > budgets[name])).toEqual([])
  })
})

describe('every page', () => {
  test('has a policy, before anything that it governs', async () => {
    for (const page of pages) {
      const head = (await read(page)).split(/<(?:script|link|style)\b/)[0]
      expect(head, page).toContain('http-equiv="Content-Security-Policy" content="default-src \'self\'')
    }
  })

  test('may reach this host, and a mock on this machine from where it has a console', async () => {
    const outside = new Map<string, string[]>()
    for (const page of pages) {
      const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(await read(page)) ?? []
      for (const [source] of policy.matchAll(/\b(?:https?|wss?):\S*[^;\s]|\*(?=[;\s])/g))
        outside.set(source, [...(outside.get(source) ?? []), page])
    }
    expect([...outside.keys()].toSorted()).toEqual(['http://127.0.0.1:*', 'http://localhost:*'])
    const withConsole = ['console/index.html', ...providers.map((name) => `reference/${name}/index.html`)]
    for (const found of outside.values()) expect(found.toSorted()).toEqual(withConsole)
  })
})

// Where an address stands in Markdown, in HTML inside of something else, and in scripts.
const addressed = /(?:\]\(|\b(?:href|src|action)=\\?["']|(?:fetch|import|URL)\(["'`])(\/[^)"'`\\\s]*)/g

function rootedIn(file: string, text: string): string[] {
  const found = /\.(html|svg|xml)$/.test(file)
    ? linksOf(text).map(({ url }) => url)
    : [...text.matchAll(patternOf(file))].map(([, url]) => url!)
  return found.filter((url) => url.startsWith('/'))
}

function patternOf(file: string): RegExp {
  if (file.endsWith('.css')) return /url\(['"]?([^'")]+)/g
  return file.endsWith('search-index.json') ? /"path":"([^"]+)"/g : addressed
}

async function eachPage(measure: (page: string) => Promise<number>): Promise<[string, number][]> {
  return each(
    pages.filter((page) => !page.startsWith('reference/')),
    measure,
  )
}

async function eachReference(measure: (page: string) => Promise<number>): Promise<[string, number][]> {
  return each(
    pages.filter((page) => page.startsWith('reference/')),
    measure,
  )
}

function eachMatching(name: RegExp): Promise<[string, number][]> {
  return each(
    files.filter((file) => name.test(file)),
    weigh,
  )
}

async function each(all: string[], measure: (file: string) => Promise<number>): Promise<[string, number][]> {
  const weights: [string, number][] = []
  for (const file of all) weights.push([file, await measure(file)])
  return weights
}

async function together(name: RegExp): Promise<[string, number][]> {
  const all = files.filter((file) => name.test(file))
  return [[all.join(' '), await weighAll(all)]]
}

/** The scripts a page loads by itself, with what they import at once. */
async function scriptsOf(page: string): Promise<Set<string>> {
  const loaded = linksOf(await read(page)).filter(({ element }) => element === 'script')
  const scripts = new Set(loaded.map(({ url }) => join(page, '..', url)))
  for (const script of scripts)
    for (const [, url] of (await read(script)).matchAll(/^import [^(]*?['"](\.[^'"]+)['"]/gm))
      scripts.add(join(script, '..', url!))
  return scripts
}

/** Styles and scripts that a page loads at once, except Redoc's. */
async function ownAssetsOf(page: string): Promise<Set<string>> {
  const styles = linksOf(await read(page)).filter(({ url }) => url.endsWith('.css'))
  const all = new Set([...styles.map(({ url }) => join(page, '..', url)), ...(await scriptsOf(page))])
  return new Set([...all].filter((file) => !/\/redoc-/.test(file)))
}
