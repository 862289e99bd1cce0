import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { linksOf, scratch } from '../test/fixture.ts'
import { texts, writeRepository, writeTexts } from '../test/repository.ts'
import { assemble } from './assemble.ts'
import { integrityOf } from './redoc.ts'

const root = await scratch(afterAll)
await writeRepository(root, ['acme', 'zeta'])

const folder = await scratch(afterAll)
const names = await assemble(root, folder)

const read = (folder: string, file: string) => readFile(join(folder, file), 'utf8')

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .toSorted()
}
const pages = (await filesOf(folder)).filter((file) => file.endsWith('.html'))

/** The file of the site that a relative link of a page leads to. */
function target(page: string, url: string): string {
  const path = url.replace(/[#?].*/, '')
  const file = path === '' ? page : join(dirname(page), path)
  return path.endsWith('/') ? join(file, 'index.html') : file
}

test('every provider is gathered', () => {
  expect(names).toEqual(['acme', 'zeta'])
})

test('guides, READMEs, API reports and the changelog have pages, and Markdown beside them', async () => {
  const files = await filesOf(folder)
  for (const path of [
    'guides/start',
    'guides/acme/sign-in',
    'guides/acme/limits',
    'clients/acme',
    'clients/acme/api',
    'clients/acme/api/widgets',
    'clients/common',
    'errors',
    'errors/acme',
    'clients/acme/api/widgets',
    'clients/common',
    'errors',
    'errors/acme',
    'mock',
    'trust',
    'changelog',
  ]) {
    expect(files).toEqual(expect.arrayContaining([`${path}/index.html`, `${path}.md`]))
  }
  expect(files).toEqual(
    expect.arrayContaining(['guides/acme/index.html', 'search/index.html', 'reference/acme/widgets.get.md']),
  )
})

test('every link of every page leads to a file of the site, or says plainly that it leads away', async () => {
  for (const page of pages) {
    const links = linksOf(await read(folder, page)).filter(({ url }) => !url.startsWith('#'))
    const inside = links.filter(({ url }) => !url.startsWith('https://'))
    expect(
      inside.filter(({ url }) => !existsSync(join(folder, target(page, url)))),
      page,
    ).toEqual([])
    expect(links.filter(({ url, element }) => url.startsWith('https://') && element !== 'a')).toEqual([])
  }
})

test('fragments lead to what is there', async () => {
  const guide = linksOf(await read(folder, 'guides/acme/sign-in/index.html')).map(({ url }) => url)
  expect(guide).toEqual(expect.arrayContaining(['../limits/#half-a-second', '../../../#providers']))
  for (const page of pages.filter((file) => !file.startsWith('reference/'))) {
    for (const { url } of linksOf(await read(folder, page))) {
      const id = /^(?!https:).*#([^/].*)$/.exec(url)?.[1]
      if (id === undefined) continue
      const text = await read(folder, target(page, url))
      expect(text, `${url} of ${page}`).toContain(`id="${id}"`)
    }
  }
})

test('no link starts at the root of the host, so that the site works below any path', async () => {
  for (const page of pages) {
    expect(linksOf(await read(folder, page)).filter(({ url }) => url.startsWith('/'))).toEqual([])
  }
})

test('references share one Redoc, which is the one they demand', async () => {
  const assets = (await readdir(join(folder, 'assets'))).filter((name) => name.startsWith('redoc-'))
  expect(assets).toEqual(['redoc-3.0.1.css', 'redoc-3.0.1.js'])
  const script = await read(folder, 'assets/redoc-3.0.1.js')
  expect(await read(folder, 'reference/acme/index.html')).toContain(`integrity="${integrityOf(script)}"`)
})

test('the landing page tells of every provider, with its text escaped', async () => {
  const landing = await read(folder, 'index.html')
  expect(landing).toContain('<a href="./reference/acme/">Acme &lt;Widgets&gt;</a>')
  expect(landing).toContain('Buy widgets &amp; wait.')
  expect(landing).toContain('<code>/zeta</code>')
  expect(landing).not.toContain('<Widgets>')
})

test('own pages allow no inline styles, except where Redoc or Scalar draws', async () => {
  for (const page of pages.filter((file) => !/^(reference|console)\//.test(file))) {
    expect(await read(folder, page), page).not.toMatch(/unsafe|\sstyle="|<style|\son[a-z]+="/)
  }
})

test('a page marks the room it is in, and itself', async () => {
  const page = await read(folder, 'guides/acme/sign-in/index.html')
  expect(page).toMatch(/href="\.\.\/\.\.\/\.\.\/guides\/" aria-current="true"/)
  expect(page).toMatch(/href="\.\/" aria-current="page"\s*>Sign in</)
  expect(await read(folder, 'mock/index.html')).toMatch(/href="\.\.\/mock\/" aria-current="page"/)
})

test('guides lead to the one before and the one after', async () => {
  const first = await read(folder, 'guides/acme/sign-in/index.html')
  expect(first).toContain('rel="next" href="../limits/"')
  expect(first).not.toContain('rel="prev"')
})

test('a sitemap names every page, and is made only for a site that knows its address', async () => {
  expect(existsSync(join(folder, 'sitemap.xml'))).toBe(false)
  const site = await scratch()
  await assemble(root, site, { baseUrl: 'https://docs.example/parlance' })
  const sitemap = await read(site, 'sitemap.xml')
  const found = [...sitemap.matchAll(/<loc>https:\/\/docs\.example\/parlance\/([^<]*)<\/loc>/g)].map(
    ([, path]) => `${path}index.html`,
  )
  expect(found.toSorted()).toEqual(pages.filter((page) => page !== '404.html').toSorted())
  expect(await read(site, 'llms.txt')).toContain('(https://docs.example/parlance/guides/start.md)')
})

test('whatever was there before is gone', async () => {
  const empty = await scratch()
  await mkdir(join(empty, 'specs'))
  await writeTexts(empty, { 'packages/mock/README.md': texts['packages/mock/README.md']!, 'README.md': '' })
  await mkdir(join(empty, 'site', 'reference', 'gone'), { recursive: true })
  await assemble(empty, join(empty, 'site'))
  expect(existsSync(join(empty, 'site', 'reference'))).toBe(false)
  expect(existsSync(join(empty, 'site', 'index.html'))).toBe(true)
})

test('a reference made for another Redoc is refused', async () => {
  const copy = await scratch()
  await cp(root, copy, { recursive: true })
  const page = join(copy, 'specs', 'acme', 'dist', 'reference', 'index.html')
  await writeFile(page, (await readFile(page, 'utf8')).replace(/sha384-\w/, 'sha384-_'))
  await expect(assemble(copy, join(copy, 'site'))).rejects.toThrow(
    /specs\/acme\/dist\/reference was made for another Redoc\. Run `npm run build`/,
  )
})

test('two assemblies of the same parts are the same bytes', async () => {
  const again = await scratch()
  await assemble(root, again)
  expect(await filesOf(again)).toEqual(await filesOf(folder))
  for (const file of await filesOf(folder))
    expect(await read(again, file), file).toBe(await read(folder, file))
})
