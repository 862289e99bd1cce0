import { mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { scratch } from '../test/fixture.ts'
import { notFoundPage } from './pages/not-found.ts'
import { serveSite } from './serve.ts'

async function serve(): Promise<{ url: string; folder: string }> {
  const folder = await scratch()
  await mkdir(join(folder, 'assets'))
  await mkdir(join(folder, 'reference', 'acme'), { recursive: true })
  await writeFile(join(folder, 'index.html'), 'landing')
  await writeFile(join(folder, '404.html'), notFoundPage())
  await writeFile(join(folder, 'reference', 'acme', 'index.html'), 'reference')
  await writeFile(join(folder, 'assets', 'redoc-3.0.1.js'), 'redoc')
  await writeFile(join(folder, 'assets', 'scalar-1.72.1.js'), 'scalar')
  const server = createServer(serveSite(folder))
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(() => void server.close())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, folder }
}

test('a folder is answered with its page', async () => {
  const { url } = await serve()
  expect(await (await fetch(`${url}/`)).text()).toBe('landing')
  expect(await (await fetch(`${url}/reference/acme/?from=mail`)).text()).toBe('reference')
})

test('a folder without its last slash is redirected to where its relative links work', async () => {
  const { url } = await serve()
  const response = await fetch(`${url}/reference/acme?from=mail`, { redirect: 'manual' })
  expect(response.status).toBe(308)
  expect(response.headers.get('location')).toBe('./acme/?from=mail')
})

test('no redirect leads to another host', async () => {
  const { url } = await serve()
  const response = await fetch(`${url}//reference/acme`, { redirect: 'manual' })
  expect(response.headers.get('location')).toBe('./acme/')
})

test('pages are asked for again each time, Redoc is kept', async () => {
  const { url } = await serve()
  const page = await fetch(`${url}/`)
  expect(page.headers.get('cache-control')).toBe('no-cache')
  const again = await fetch(`${url}/`, { headers: { 'if-none-match': page.headers.get('etag') ?? '' } })
  expect(again.status).toBe(304)
  for (const name of ['redoc-3.0.1.js', 'scalar-1.72.1.js']) {
    const { headers } = await fetch(`${url}/assets/${name}`)
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  }
})

test('texts say how they are written, so that browsers show more than English', async () => {
  const { url, folder } = await serve()
  await writeFile(join(folder, 'llms.txt'), '…')
  await writeFile(join(folder, 'mock.md'), '…')
  const typeOf = async (file: string) => (await fetch(`${url}/${file}`)).headers.get('content-type')
  expect(await typeOf('llms.txt')).toBe('text/plain;charset=utf-8')
  expect(await typeOf('mock.md')).toBe('text/markdown;charset=utf-8')
})

test('a rebuilt page shows at once', async () => {
  const { url, folder } = await serve()
  await fetch(`${url}/`)
  await writeFile(join(folder, 'index.html'), 'a longer landing page')
  expect(await (await fetch(`${url}/`)).text()).toBe('a longer landing page')
})

test('an unknown address gets a page whose links lead back, however deep it is', async () => {
  const { url } = await serve()
  const shallow = await fetch(`${url}/nothing`)
  expect(shallow.status).toBe(404)
  expect(shallow.headers.get('content-type')).toBe('text/html;charset=utf-8')
  expect(await shallow.text()).toContain('href="./assets/site.css"')
  const deep = await (await fetch(`${url}/reference/acme/no/such?page`)).text()
  expect(deep).toContain('href="../../../assets/site.css"')
  expect(deep).not.toContain('="./')
})

test('every answer forbids framing and guessing of types', async () => {
  const { url } = await serve()
  for (const path of ['/', '/nothing', '/reference/acme']) {
    const { headers } = await fetch(url + path, { redirect: 'manual' })
    expect(headers.get('content-security-policy')).toBe("frame-ancestors 'none'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  }
})

test('nothing outside the site is served, and odd addresses are just unknown', async () => {
  const { url } = await serve()
  for (const path of ['/..%2f..%2fetc/passwd', '/%E0%A4%A', '/%00']) {
    expect((await fetch(url + path)).status, path).toBe(404)
  }
})

test('a page can only be read', async () => {
  const { url } = await serve()
  const response = await fetch(`${url}/`, { method: 'POST' })
  expect(response.status).toBe(405)
  expect(response.headers.get('allow')).toBe('GET, HEAD')
  expect((await fetch(`${url}/`, { method: 'HEAD' })).headers.get('content-length')).toBe('7')
})

test('a site that was not assembled is an error at once, not a 404 later', async () => {
  const folder = await scratch()
  expect(() => serveSite(folder)).toThrow(/no docs site in .*Run `npm run build`/)
})
