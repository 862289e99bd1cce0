import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { bundle, linksOf, scratch, writeProvider } from '../../test/fixture.ts'
import { integrityOf, redocScript } from '../redoc.ts'
import { buildReference } from './build.ts'

async function build(name: string): Promise<{ page: string; styles: string; document: string }> {
  const folder = await writeProvider(join(await scratch(afterAll), name), 'acme')
  const page = await readFile(await buildReference(folder), 'utf8')
  const read = (file: string) => readFile(join(folder, 'dist', 'reference', file), 'utf8')
  const [documentName = ''] = /document\.\w+\.json/.exec(page) ?? []
  return { page, styles: await read('redoc-3.0.1.css'), document: await read(documentName) }
}

const { page, styles, document } = await build('one')

test('a reference loads its own site’s files only', () => {
  const loaded = linksOf(page).filter(({ element }) => element !== 'a')
  // The document and the Markdown are beside the page; the icon is in it.
  const own = /^(?:\.\.\/\.\.\/|\.\/[\w.]+$|#redocly-link-icon$)/
  expect(loaded.map(({ url }) => url).filter((url) => !own.test(url))).toEqual([])
  expect(page).not.toContain('cdn.redoc')
  expect(page).toContain("default-src 'self'")
  expect(styles).not.toMatch(/url\(\s*['"]?(?:https?:)?\/\//)
})

test('a reference never reports its readers, and Redoc has no address left to do so without being asked', async () => {
  expect(page).toContain('"disableTelemetry":true')
  expect(await redocScript()).not.toContain('cdn.redoc.ly')
})

test('a reference demands the very Redoc the site serves', async () => {
  const script = '../../assets/redoc-3.0.1.js'
  expect(page).toContain(`href="${script}" integrity="${integrityOf(await redocScript())}"`)
  expect(page).toContain(`import { hydrate } from "${script}"`)
})

test('prerendered links lead where the router in the browser looks', () => {
  const links = linksOf(page).filter(({ element, url }) => element === 'a' && url.startsWith('#/'))
  expect(links.map(({ url }) => url)).toContain('#/section/making-a-request')
  expect(linksOf(page).filter(({ url }) => url.startsWith('/'))).toEqual([])
})

test('a reference says what it is, and leads back and on', () => {
  expect(page).toMatch(/<!doctype html>\s*<html lang="en">/)
  expect(page).toContain('<title>Acme &lt;Widgets&gt; API: reference</title>')
  expect(page).toContain('<h1>Acme &lt;Widgets&gt; API <span>reference</span></h1>')
  expect(page).toContain('<a class="skip" href="#api-content">')
  const urls = linksOf(page).map(({ url }) => url)
  expect(urls).toEqual(
    expect.arrayContaining(['../../', '../../specs/acme/openapi.json', '../../specs/acme/openapi.yaml']),
  )
})

test('Redoc gets what it shows: no evidence records, and every header', () => {
  expect(document).not.toContain('"x-evidence":')
  expect(document).toContain('"x-evidence-id":')
})

test('the same bundle gives the same bytes', async () => {
  expect(await build('another')).toEqual({ page, styles, document })
})

test('a bundle that is missing, broken or no API description is named, with what to do', async () => {
  const folder = await scratch()
  await expect(buildReference(folder)).rejects.toThrow(/dist\/openapi\.json is missing\. Run `npm run build`/)
  const acme = await writeProvider(folder, 'acme', {})
  await expect(buildReference(acme)).rejects.toThrow('has no info.title')
  await writeFile(join(acme, 'dist', 'openapi.json'), '{')
  await expect(buildReference(acme)).rejects.toThrow('is not JSON')
  await writeFile(join(acme, 'dist', 'openapi.json'), JSON.stringify({ ...bundle, openapi: '9' }))
  await expect(buildReference(acme)).rejects.toThrow('#/openapi: is "9"')
})

test('parlance-reference builds the provider whose folder it is run in', async () => {
  const cwd = await writeProvider(await scratch(), 'acme')
  const command = fileURLToPath(new URL('../cli/reference.ts', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, [command], { cwd })
  expect(stdout).toBe('Wrote dist/reference/index.html\n')
})

test('parlance-reference fails in one line', async () => {
  const cwd = await scratch()
  const command = fileURLToPath(new URL('../cli/reference.ts', import.meta.url))
  const failure = promisify(execFile)(process.execPath, [command], { cwd })
  await expect(failure).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^[^\n]+is missing[^\n]+\n$/),
  })
})
