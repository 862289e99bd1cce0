import { afterAll, beforeAll, expect, test } from 'vitest'
import { serve } from '../../test/start.ts'
import type { Mock } from '../mock.ts'

const at = 'https://api.shop.example'
const body = {
  _links: { self: { href: `${at}/v1/things/1` }, help: { href: 'https://help.example/x' } },
  logo: `${at}/logo.png`,
  text: `see "href":"${at}/v1"`,
}

const shop = {
  openapi: '3.1.0',
  info: { title: 'Shop', version: '1' },
  servers: [
    { url: `${at}/v1` },
    { url: 'https://{stage}.shop.example/v1', variables: { stage: { default: 'test' } } },
  ],
  'x-link-aliases': [
    { from: '/v1/shops/{shop}/', to: '/v1/' },
    { from: '/v1/shops/{shop}', to: '/v1/thing' },
  ],
  paths: {
    '/thing': {
      get: {
        responses: {
          '200': {
            description: 'A thing.',
            headers: {
              Location: { schema: { type: 'string' }, example: 'https://test.shop.example/v1/things/2' },
              Link: { schema: { type: 'string' }, example: `<${at}/v1/things/3>; rel="x"` },
              'X-Other': { schema: { type: 'string' }, example: at },
            },
            content: {
              'application/json': { example: body },
              'text/plain': { example: `"href":"${at}/v1"` },
            },
          },
        },
      },
    },
  },
}

let mock: Mock
beforeAll(async () => void (mock = await serve({ shop })))
afterAll(() => mock.close())

const get = (path: string, headers = {}) => fetch(`${mock.url}/shop/v1${path}`, { headers })

test('links lead to the mock by the address that the client used, and other addresses stay', async () => {
  const { port } = new URL(mock.url)
  for (const base of [`${mock.url}/shop`, `http://localhost:${port}/shop`, `${mock.url}/shop`]) {
    const response = await fetch(`${base}/v1/thing`).catch(() => undefined)
    // Not every machine calls itself localhost.
    if (!response) continue
    expect(await response.json()).toEqual({
      ...body,
      _links: { self: { href: `${base}/v1/things/1` }, help: { href: 'https://help.example/x' } },
    })
    expect(response.headers.get('location')).toBe(`${base}/v1/things/2`)
    expect(response.headers.get('link')).toBe(`<${base}/v1/things/3>; rel="x"`)
    expect(response.headers.get('x-other')).toBe(at)
  }
})

test('text that is no JSON stays as it is', async () => {
  expect(await (await get('/thing', { accept: 'text/plain' })).text()).toBe(`"href":"${at}/v1"`)
})

test('other names of a path answer as the path does', async () => {
  expect((await get('/shops/7/thing')).status).toBe(200)
  expect((await get('/shops/7')).status).toBe(200)
  expect((await get('/shops/7/other')).status).toBe(404)
})
