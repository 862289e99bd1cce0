import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { book } from '../../test/library.ts'
import { jsonBody, startMock, token } from '../../test/start.ts'
import type { Mock } from '../mock.ts'

let mock: Mock
beforeAll(async () => void (mock = await startMock()))
afterAll(() => mock.close())

const api = (path: string, init: RequestInit & { headers?: Record<string, string> } = {}) =>
  fetch(`${mock.url}/library/api/v1${path}`, { ...init, headers: { ...token, ...init.headers } })
const refusal = (response: Response) => response.headers.get('x-parlance-refusal')

describe('validation', () => {
  test('a valid request is answered with the first example of the lowest success', async () => {
    const response = await api('/books', { method: 'POST', ...jsonBody({ title: 'Emma' }) })
    expect([response.status, await response.json()]).toEqual([201, book])
    expect(response.headers.get('location')).toBe('/api/v1/books/b1')
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(refusal(response)).toBeNull()
  })

  test('an invalid one with the error the operation declares, and every violation in a header', async () => {
    const response = await api('/books?limit=1000', { method: 'POST', ...jsonBody({ pages: 1.5 }) })
    expect([response.status, await response.json()]).toEqual([400, { error: { message: 'invalid' } }])
    expect(refusal(response)).toBe("body must have required property 'title'; body.pages must be integer")
    expect(refusal(await api('/books?limit=1000'))).toBe('query.limit must be <= 100')
  })

  test('keywords of JSON Schema 2020-12 are enforced', async () => {
    const response = await api('/pair', { method: 'POST', ...jsonBody([1, 2]) })
    expect([response.status, refusal(response)]).toEqual([400, 'body.0 must be string'])
  })

  test('an answer that breaks its own schema says so in a header, and only there', async () => {
    const response = await api('/pair', { method: 'POST', ...jsonBody(['a', 2]) })
    expect([response.status, await response.json()]).toEqual([200, 5])
    expect(response.headers.get('x-parlance-violations')).toBe('body must be string')
    expect(response.headers.get('sl-violations')).toBeNull()
  })
})

describe('credentials', () => {
  test('missing ones are a 401 as the operation declares it', async () => {
    const response = await fetch(`${mock.url}/library/api/v1/books`)
    expect([response.status, await response.json()]).toEqual([401, { error: { message: 'unauthorized' } }])
    expect(refusal(response)).toBe(
      'credentials are missing: this operation needs apiKey in header Authorization (Token)',
    )
  })

  test('or as the provider does it everywhere, when the operation does not say', async () => {
    const response = await fetch(`${mock.url}/library/api/v1/report`)
    expect([response.status, await response.json()]).toEqual([401, { error: { message: 'who are you' } }])
  })

  test('or as a problem document, when nobody says', async () => {
    const response = await fetch(`${mock.url}/plain/notes/1`)
    expect([response.status, response.headers.get('content-type')]).toEqual([401, 'application/problem+json'])
  })

  test('where they are optional, both with and without is fine', async () => {
    expect((await api('/news')).status).toBe(200)
    expect((await fetch(`${mock.url}/library/api/v1/news`)).status).toBe(200)
  })
})

describe('media types of answers', () => {
  test.each([
    ['text/csv', 'text/csv'],
    ['application/json', 'application/json'],
    ['*/*', 'application/json'],
    ['text/html, text/*;q=0.5', 'text/csv'],
    ['nonsense', 'application/json'],
  ])('Accept: %s gets %s', async (accept, type) => {
    expect((await api('/report', { headers: { accept } })).headers.get('content-type')).toBe(type)
  })

  test('what cannot be had is a 406', async () => {
    const response = await api('/report', { headers: { accept: 'application/xml' } })
    expect([response.status, response.headers.get('content-type')]).toEqual([406, 'application/problem+json'])
  })

  test('requests at the same time do not see the Accept of each other', async () => {
    const wanted = Array.from({ length: 60 }, (_, index) => ['text/csv', 'application/json'][index % 2]!)
    const answers = await Promise.all(wanted.map((accept) => api('/report', { headers: { accept } })))
    expect(answers.map(({ headers }) => headers.get('content-type'))).toEqual(wanted)
  })
})

describe('answers without a body', () => {
  test('204 has neither body nor type nor length', async () => {
    const response = await api('/books/b1', { method: 'DELETE' })
    expect([response.status, await response.text()]).toEqual([204, ''])
    expect(response.headers.get('content-type') ?? response.headers.get('content-length')).toBeNull()
  })

  test('200 without content has length 0 and no type', async () => {
    const response = await api('/books/b1/lend', { method: 'PATCH' })
    expect([response.status, await response.text()]).toEqual([200, ''])
    expect([response.headers.get('content-type'), response.headers.get('content-length')]).toEqual([
      null,
      '0',
    ])
  })
})

describe('mistakes inside', () => {
  const printed: string[] = []
  beforeEach(() => {
    printed.length = 0
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => printed.push(String(text)) > 0)
  })
  afterEach(() => vi.restoreAllMocks())

  test('are the 500 of the provider, readable by pages, and one line on stderr without the query', async () => {
    const response = await api('/broken/x?key=secret', { headers: { origin: 'https://docs.example' } })
    expect([response.status, await response.json()]).toEqual([500, { error: { message: 'our fault' } }])
    expect(response.headers.get('access-control-allow-origin')).toBe('https://docs.example')
    expect(refusal(response)).toMatch(/^the mock failed: the schema is too complex/)
    expect(printed).toEqual([
      expect.stringMatching(/^parlance-mock: GET \/library\/api\/v1\/broken\/x: the mock failed: [^\n]+\n$/),
    ])
  })

  test('also when the answer cannot be sent', async () => {
    const response = await api('/unsendable')
    expect([response.status, await response.json()]).toEqual([500, { error: { message: 'our fault' } }])
    expect(printed).toHaveLength(1)
  })
})
