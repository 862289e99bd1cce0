import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startMock } from '../../test/start.ts'
import type { Incoming } from '../exchange.ts'
import type { Mock } from '../mock.ts'
import { forbidden } from './guard.ts'

let mock: Mock
beforeAll(async () => void (mock = await startMock()))
afterAll(() => mock.close())

/** What a page or a program anywhere could send; `fetch` would not let us. */
function send(method: string, headers: Record<string, string>, body = ''): Promise<number> {
  const { port } = new URL(mock.url)
  const path = method === 'GET' ? '/__mock/calls' : '/__mock/reset'
  return new Promise((done, fail) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      response.resume()
      done(response.statusCode ?? 0)
    })
    sent.on('error', fail).end(body)
  })
}

describe('a page of another origin', () => {
  test.each([
    ['a form', { origin: 'https://evil.example', 'content-type': 'application/x-www-form-urlencoded' }],
    ['a page without an origin', { origin: 'null' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['an image', { 'sec-fetch-site': 'cross-site' }],
    ['a page of another subdomain', { 'sec-fetch-site': 'same-site' }],
    ['a name that was made to point here', { host: 'evil.example:4010', origin: 'http://evil.example:4010' }],
    ['that name, in a request without an origin', { host: 'evil.example:4010' }],
    ['an address that is none', { host: 'a b' }],
  ] as [string, Record<string, string>][])('may not control the mock: %s', async (_, headers) => {
    expect(await send('POST', headers)).toBe(403)
    expect(await send('GET', headers)).toBe(403)
  })

  test('is told nothing by a preflight', async () => {
    const response = await fetch(`${mock.url}/__mock/reset`, {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'PUT' },
    })
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([403, null])
  })
})

test('a page of the mock’s own origin may control it, and so may programs', async () => {
  const host = new URL(mock.url).host
  expect(await send('POST', { origin: mock.url, host, 'sec-fetch-site': 'same-origin' })).toBe(204)
  expect(await send('POST', { host: `localhost:${new URL(mock.url).port}` })).toBe(204)
  expect(await send('POST', {})).toBe(204)
})

test('a body has to say that it is JSON', async () => {
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', '']) {
    expect(await send('POST', { 'content-type': type }, '{}')).toBe(415)
  }
})

describe('from other machines', () => {
  const from = (remoteAddress: string, host = '10.0.0.1:4010') =>
    ({ headers: { host }, socket: { remoteAddress } }) as unknown as Incoming
  const may = (incoming: Incoming, isRemote: boolean) =>
    forbidden(incoming, { host: '0.0.0.0', isRemote })?.reason ?? 'yes'

  test('the mock is controlled only if it is told so', () => {
    expect(may(from('10.0.0.7'), false)).toBe(
      'only this machine may control the mock, unless it runs with --remote-control',
    )
    expect(may(from('10.0.0.7'), true)).toBe('yes')
    for (const address of ['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1']) {
      expect(may(from(address), false)).toBe('yes')
    }
    expect(may(from(''), false)).toMatch(/^only this machine/)
  })

  test.each(['mock:4010', 'mock.local', 'ci.internal', '[fe80::1]:4010', 'sub.localhost'])(
    'it may be called %s, which nobody on the internet can own',
    (host) => expect(may(from('10.0.0.7', host), true)).toBe('yes'),
  )

  test('but not by a name of the internet, unless it listens by that name', () => {
    expect(may(from('10.0.0.7', 'mock.example.com'), true)).toContain('may be a name of somebody else')
    const options = { host: 'mock.example.com', isRemote: true }
    expect(forbidden(from('10.0.0.7', 'mock.example.com:80'), options)).toBeUndefined()
  })
})
