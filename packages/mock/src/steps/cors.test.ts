import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startMock, token } from '../../test/start.ts'
import type { Mock } from '../mock.ts'

let mock: Mock
beforeAll(async () => void (mock = await startMock()))
afterAll(() => mock.close())

const origin = 'https://docs.example'
const preflight = (path: string, method: string) =>
  fetch(`${mock.url}/library/api/v1${path}`, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': method,
      'access-control-request-headers': 'authorization, prefer',
    },
  })

test('a preflight is answered without credentials, with the methods of the path', async () => {
  const response = await preflight('/books', 'POST')
  expect(response.status).toBe(204)
  expect(response.headers.get('access-control-allow-origin')).toBe(origin)
  expect(response.headers.get('access-control-allow-methods')).toBe('GET, HEAD, POST')
  expect(response.headers.get('access-control-allow-headers')).toBe('authorization, prefer')
})

test('a preflight for an unknown path passes, so that the page sees the 404', async () => {
  const response = await preflight('/nowhere', 'PUT')
  expect(response.headers.get('access-control-allow-methods')).toBe('PUT')
})

test('a page may read answers and refusals, and all of their headers', async () => {
  for (const path of ['/books', '/nowhere']) {
    const response = await fetch(`${mock.url}/library/api/v1${path}`, { headers: { ...token, origin } })
    expect(response.headers.get('access-control-allow-origin')).toBe(origin)
    expect(response.headers.get('access-control-expose-headers')).toContain('content-type')
    expect(response.headers.get('vary')).toBe('origin')
  }
})

test('a client that is no page gets no such headers', async () => {
  const response = await fetch(`${mock.url}/library/api/v1/books`, { headers: token })
  expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
})

test('OPTIONS that is no preflight is a method like any other', async () => {
  const response = await fetch(`${mock.url}/library/api/v1/books`, { method: 'OPTIONS', headers: token })
  expect(response.status).toBe(405)
})

test('a page from elsewhere may call this machine when its browser asks', async () => {
  const response = await fetch(`${mock.url}/library/api/v1/books`, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'GET',
      'access-control-request-private-network': 'true',
    },
  })
  expect(response.headers.get('access-control-allow-private-network')).toBe('true')
})

describe('where origins are named', () => {
  let closed: Mock
  beforeAll(async () => void (closed = await startMock({ corsOrigins: [origin] })))
  afterAll(() => closed.close())

  const ask = (from: string, method = 'GET') =>
    fetch(`${closed.url}/library/api/v1/books`, {
      method,
      headers: {
        ...token,
        origin: from,
        ...(method === 'OPTIONS' && { 'access-control-request-method': 'GET' }),
      },
    })

  test('pages of these may call', async () => {
    for (const method of ['GET', 'OPTIONS']) {
      expect((await ask(origin, method)).headers.get('access-control-allow-origin')).toBe(origin)
    }
  })

  test('to others the browser shows nothing', async () => {
    for (const method of ['GET', 'OPTIONS']) {
      expect(
        (await ask('https://other.example', method)).headers.get('access-control-allow-origin'),
      ).toBeNull()
    }
  })
})
