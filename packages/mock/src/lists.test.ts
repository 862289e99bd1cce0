import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { jsonBody, writeSpecs } from '../test/start.ts'
import { createMock, type Mock } from './mock.ts'

const schema = { type: 'integer' }
const answers = (example: unknown) => ({
  '200': { description: 'Done.', content: { 'application/json': { schema: {}, example } } },
})
const list = (style: string, offsetParam: string) => ({
  get: {
    'x-redoclyPagination': { style, offsetParam, limitParam: 'limit', items: '' },
    parameters: [offsetParam, 'limit', 'tag'].map((name) => ({ name, in: 'query', schema })),
    responses: answers([1, 2, 3, 4, 5]),
  },
})

const document = {
  openapi: '3.1.0',
  info: { title: 'Lists', version: '1' },
  servers: [{ url: 'https://lists.example/v1' }],
  'x-request-limit': { bytes: 100, status: 400, evidence: { level: 'official', source: 'x' } },
  'x-error-responses': {
    '400': { description: 'Bad.', content: { 'application/json': { example: { bad: true } } } },
  },
  paths: {
    '/by-link': list('link', 'offset'),
    '/by-page': list('page', 'page'),
    '/filtered': {
      get: {
        'x-required-parameters': [{ anyOf: ['limit'], when: 'ta*' }],
        responses: answers([1]),
      },
    },
    '/notes': {
      post: {
        requestBody: { content: { 'application/json': { schema: { type: 'object' } } } },
        responses: answers({ ok: true }),
      },
    },
  },
}

let mock: Mock
beforeAll(async () => {
  await using specs = await writeSpecs({ lists: document })
  mock = await createMock({ providers: [], specs: specs.files })
})
afterAll(() => mock.close())

const get = (path: string) => fetch(`${mock.url}/lists/v1${path}`)

describe('a list by links', () => {
  test('comes whole, without a link, when no limit is given', async () => {
    const response = await get('/by-link')
    expect(await response.json()).toEqual([1, 2, 3, 4, 5])
    expect(response.headers.get('link')).toBeNull()
  })

  test('links to the next page, with every other parameter, while more follow', async () => {
    const response = await get('/by-link?limit=2&tag=7')
    expect(await response.json()).toEqual([1, 2])
    expect(response.headers.get('link')).toBe(
      `<${mock.url}/lists/v1/by-link?limit=2&tag=7&offset=2>; rel="next"`,
    )
  })

  test('gives each item once and ends, on a full last page too', async () => {
    for (const limit of [1, 2, 5]) {
      const seen: number[] = []
      let url: string | undefined = `${mock.url}/lists/v1/by-link?limit=${limit}`
      while (url !== undefined) {
        const response: Response = await fetch(url)
        seen.push(...((await response.json()) as number[]))
        url = /<([^>]+)>/.exec(response.headers.get('link') ?? '')?.[1]
      }
      expect(seen).toEqual([1, 2, 3, 4, 5])
    }
  })
})

test('a list by page number ends in a short or an empty page', async () => {
  const pages = await Promise.all(
    [1, 2, 3, 4].map(async (page) => (await get(`/by-page?limit=2&page=${page}`)).json()),
  )
  expect(pages).toEqual([[1, 2], [3, 4], [5], []])
})

test.each([
  ['?tag=1', 400, 'at least one of the query parameters limit is required'],
  ['?tag=1&limit=2', 200, null],
  ['', 200, null],
])('a filter that needs another one: %s gives %i', async (search, status, reason) => {
  const response = await get(`/filtered${search}`)
  expect([response.status, response.headers.get('x-parlance-refusal')]).toEqual([status, reason])
})

test('a body larger than the provider takes is refused with the status the provider has for it', async () => {
  const response = await fetch(`${mock.url}/lists/v1/notes`, {
    method: 'POST',
    ...jsonBody({ text: 'x'.repeat(200) }),
  })
  expect([response.status, await response.json()]).toEqual([400, { bad: true }])
  expect(response.headers.get('x-parlance-refusal')).toBe('the body is larger than 100 bytes')
})

test('a provider that does not speak of 415 calls a wrong media type a bad request', async () => {
  const response = await fetch(`${mock.url}/lists/v1/notes`, { method: 'POST', body: 'text' })
  expect([response.status, await response.json()]).toEqual([400, { bad: true }])
})
