import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { linksOf, scratch, writeProvider } from '../test/fixture.ts'
import { assemble } from './assemble.ts'
import { integrityOf } from './redoc.ts'
import { buildReference } from './reference/build.ts'

const specs = await scratch(afterAll)
await buildReference(await writeProvider(specs, 'acme'))
await cp(join(specs, 'acme'), join(specs, 'zeta'), { recursive: true })

const folder = await scratch(afterAll)
const names = await assemble(specs, folder)

const read = (folder: string, file: string) => readFile(join(folder, file), 'utf8')

/** The file a relative link of a page leads to. */
function target(folder: string, page: string, url: string): string {
  const file = resolve(folder, dirname(page), url.replace(/[#?].*/, ''))
  return url.replace(/[#?].*/, '').endsWith('/') ? join(file, 'index.html') : file
}

test('every provider is gathered', () => {
  expect(names).toEqual(['acme', 'zeta'])
})

test('every link of every page leads to a file of the site, or says plainly that it leads away', async () => {
  for (const page of ['index.html', '404.html', 'reference/acme/index.html']) {
    const links = linksOf(await read(folder, page)).filter(({ url }) => !url.startsWith('#'))
    const inside = links.filter(({ url }) => !url.startsWith('https://'))
    expect(inside.filter(({ url }) => !existsSync(target(folder, page, url)))).toEqual([])
    expect(links.filter(({ url, element }) => url.startsWith('https://') && element !== 'a')).toEqual([])
  }
})

test('fragments of the landing page exist', async () => {
  const landing = await read(folder, 'index.html')
  const fragments = linksOf(landing).flatMap(({ url }) => /#(.+)/.exec(url)?.[1] ?? [])
  expect(fragments).toContain('providers')
  expect(fragments.filter((id) => !landing.includes(`id="${id}"`))).toEqual([])
})

test('no link starts at the root of the host, so that the site works below any path', async () => {
  for (const page of ['index.html', '404.html', 'reference/zeta/index.html']) {
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

test('own pages allow no inline styles', async () => {
  for (const page of ['index.html', '404.html']) {
    const text = await read(folder, page)
    expect(text).not.toMatch(/unsafe|\sstyle="|<style|\son[a-z]+="/)
  }
})

test('whatever was there before is gone', async () => {
  const root = await scratch()
  await mkdir(join(root, 'specs'))
  await mkdir(join(root, 'site', 'reference', 'gone'), { recursive: true })
  await assemble(join(root, 'specs'), join(root, 'site'))
  expect((await readdir(join(root, 'site'))).toSorted()).toEqual(['404.html', 'assets', 'index.html'])
})

test('a reference made for another Redoc is refused', async () => {
  const root = await scratch()
  await cp(join(specs, 'acme'), join(root, 'acme'), { recursive: true })
  const page = join(root, 'acme', 'dist', 'reference', 'index.html')
  await writeFile(page, (await readFile(page, 'utf8')).replace(/sha384-\w/, 'sha384-_'))
  await expect(assemble(root, join(root, 'site'))).rejects.toThrow(
    /specs\/acme\/dist\/reference was made for another Redoc\. Run `npm run build`/,
  )
})

test('two assemblies of the same parts are the same bytes', async () => {
  const again = await scratch()
  await assemble(specs, again)
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  for (const { parentPath, name } of files) {
    const file = join(parentPath, name).slice(folder.length + 1)
    expect(await read(again, file), file).toBe(await read(folder, file))
  }
})
