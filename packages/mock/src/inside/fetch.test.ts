import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { club } from '../../test/club.ts'
import { jsonBody, serve, startMock, token } from '../../test/start.ts'
import type { Mock } from '../mock.ts'
import type { Fetch } from './fetch.ts'

const form = (fields: Record<string, string | Blob>) => {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.append(name, value)
  return data
}
const pets = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  servers: [{ url: 'https://pets.example/api' }],
  paths: {
    '/pictures': {
      post: {
        operationId: 'pictures.create',
        requestBody: {
          required: true,
          content: {
            'multipart/form-data': {
              schema: {
                type: 'object',
                required: ['picture', 'pet'],
                properties: { picture: { type: 'string' }, pet: { type: 'integer' } },
              },
            },
          },
        },
        responses: { '201': { description: 'Kept.' }, '400': { description: 'Refused.' } },
      },
    },
    '/old': {
      get: {
        responses: {
          '302': {
            description: 'Moved.',
            headers: { Location: { example: 'https://pets.example/api/new' } },
          },
        },
      },
      post: {
        responses: { '307': { description: 'Moved.', headers: { Location: { example: '/api/new' } } } },
      },
    },
    '/new': {
      get: { responses: { '200': { description: 'Here.', content: { 'text/plain': { example: 'here' } } } } },
    },
  },
}

let inside: Mock
let outside: Mock
beforeAll(async () => {
  ;[inside, outside] = await Promise.all([startMock({ listen: false }), startMock()])
})
afterAll(() => Promise.all([inside.close(), outside.close()]))

const books = 'https://library.example/api/v1/books'
const withFault = (fault: string) => ({ headers: { ...token, 'x-parlance-fault': fault } })

/** Everything of a response that does not depend on the moment or the connection. */
async function seen(fetch: Fetch, base: string, path: string, init?: RequestInit) {
  const response = await fetch(base + path, init)
  const { status, statusText, ok, redirected, url } = response
  const passing = new Set(['date', 'connection', 'keep-alive', 'transfer-encoding'])
  const headers = [...response.headers].filter(([name]) => !passing.has(name))
  const body = await response.text()
  return { status, statusText, ok, redirected, headers, body, path: url.slice(base.length) }
}

describe('the same request gets the same answer as over a port', () => {
  const upload = () => new Blob([`${'x'.repeat(5000)}`]).stream()
  test.each<[string, string, (() => RequestInit)?]>([
    ['a list', '/library/api/v1/books?limit=1', () => ({ headers: token })],
    ['HEAD', '/library/api/v1/books', () => ({ method: 'HEAD', headers: token })],
    ['an answer without a body', '/library/api/v1/books/b1', () => ({ method: 'DELETE', headers: token })],
    ['an empty answer', '/library/api/v1/books/b1/lend', () => ({ method: 'PATCH', headers: token })],
    ['a body of text', '/library/api/v1/books', () => ({ method: 'POST', ...jsonBody({ title: 'Emma' }) })],
    ['a body that breaks the contract', '/library/api/v1/books', () => ({ method: 'POST', ...jsonBody({}) })],
    [
      'a body that is no JSON',
      '/library/api/v1/books',
      () => ({ method: 'POST', ...jsonBody(0), body: '{' }),
    ],
    ['no body where one is needed', '/library/api/v1/books', () => ({ method: 'POST', headers: token })],
    [
      'a form',
      '/library/api/v1/import',
      () => ({ method: 'POST', headers: token, body: new URLSearchParams({ copies: '2' }) }),
    ],
    [
      'bytes',
      '/library/api/v1/import',
      () => ({
        method: 'POST',
        headers: { ...token, 'content-type': 'text/csv' },
        body: new Uint8Array([65, 66, 67]),
      }),
    ],
    [
      'a blob with a type of its own',
      '/library/api/v1/import',
      () => ({ method: 'POST', headers: token, body: new Blob(['abc'], { type: 'text/csv' }) }),
    ],
    [
      'a stream',
      '/library/api/v1/import',
      () => ({
        method: 'POST',
        headers: { ...token, 'content-type': 'text/csv' },
        body: upload(),
        duplex: 'half',
      }),
    ],
    ['no credentials', '/library/api/v1/books'],
    ['another media type', '/library/api/v1/report', () => ({ headers: { ...token, accept: 'text/csv' } })],
    ['nothing acceptable', '/library/api/v1/report', () => ({ headers: { ...token, accept: 'image/png' } })],
    ['an unknown path', '/library/nowhere', () => ({ headers: token })],
    ['an unknown method', '/library/api/v1/books', () => ({ method: 'PUT', headers: token })],
    [
      'a preflight',
      '/library/api/v1/books',
      () => ({
        method: 'OPTIONS',
        headers: { origin: 'https://page.example', 'access-control-request-method': 'POST' },
      }),
    ],
    ['an error that is asked for', '/library/api/v1/books', () => withFault('error=500')],
    ['a body that dribbles', '/library/api/v1/books', () => withFault('dribble')],
    ['a problem document', '/plain/notes/1'],
  ])('%s', async (_, path, init = () => ({})) => {
    const [here, there] = [
      await seen(inside.fetch, inside.url, path, init()),
      await seen(fetch, outside.url, path, init()),
    ]
    expect(here).toEqual(there)
  })

  test('a header that cannot be sent is our mistake', async () => {
    const print = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const path = '/library/api/v1/unsendable'
    const [here, there] = [
      await seen(inside.fetch, inside.url, path, { headers: token }),
      await seen(fetch, outside.url, path, { headers: token }),
    ]
    print.mockRestore()
    expect([here.status, here.body]).toEqual([there.status, there.body])
    expect(here.status).toBe(500)
  })
})

describe('a URL', () => {
  test('may be the real one of a provider, which the answer then shows', async () => {
    const response = await inside.fetch(new URL(`${books}?limit=1#top`), { headers: token })
    expect([response.status, response.url, response.clone().url]).toEqual([
      200,
      `${books}?limit=1`,
      `${books}?limit=1`,
    ])
    expect((await inside.fetch('https://covers.example/covers/1.json')).status).toBe(200)
  })

  test('may have any origin when the name of a provider comes first in the path', async () => {
    for (const origin of ['http://localhost:1', 'https://anywhere.example', inside.url, outside.url]) {
      expect((await inside.fetch(`${origin}/library/api/v1/books`, { headers: token })).status).toBe(200)
    }
    expect(inside.urlOf('library')).toBe('http://mock.invalid/library')
  })

  test('may be that of a token endpoint on a host of its own', async () => {
    await using mock = await serve({ club }, { listen: false })
    const response = await mock.fetch('https://id.club.example/oauth/token', {
      method: 'POST',
      headers: { authorization: `Basic ${btoa('me:secret')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    })
    expect(response.status).toBe(200)
  })

  test('of two providers with one origin is for the one that has the path', async () => {
    const at = (path: string) => ({
      openapi: '3.1.0',
      info: { title: 'x', version: '1' },
      servers: [{ url: 'https://both.example' }],
      paths: { [path]: { get: { responses: { '200': { description: path } } } } },
    })
    await using mock = await serve({ one: at('/one'), two: at('/two') }, { listen: false })
    await mock.fetch('https://both.example/two')
    expect(mock.lastCall).toMatchObject({ provider: 'two', status: 200 })
  })

  test('may be that of the port that a provider has for itself', async () => {
    await using mock = await startMock({ portPerProvider: true })
    expect((await mock.fetch(`${mock.urlOf('plain')}/notes/1`)).status).toBe(401)
  })

  test('for anything else is an error, and nothing goes to the network', async () => {
    const reached = vi.spyOn(globalThis, 'fetch')
    await expect(inside.fetch('https://example.com/library-x')).rejects.toMatchObject({
      code: 'not-served',
      message: expect.stringMatching(/^This mock serves nothing at https:.*It serves library, plain\.$/),
    })
    await expect(inside.fetch('/relative')).rejects.toThrow(TypeError)
    expect(reached).not.toHaveBeenCalled()
    reached.mockRestore()
  })
})

test('links keep the origin by which they were asked for', async () => {
  await using mock = await serve({ pets }, { listen: false })
  const manual = { redirect: 'manual' } as const
  const real = await mock.fetch('https://pets.example/api/old', manual)
  expect(real.headers.get('location')).toBe('https://pets.example/api/new')
  const named = await mock.fetch(`${mock.urlOf('pets')}/api/old`, manual)
  expect(named.headers.get('location')).toBe('http://mock.invalid/pets/api/new')
})

test('redirects are followed within the mock, as fetch does', async () => {
  await using mock = await serve({ pets }, { listen: false })
  const response = await mock.fetch('https://pets.example/api/old')
  expect([response.url, response.redirected, await response.text()]).toEqual([
    'https://pets.example/api/new',
    true,
    'here',
  ])
  await expect(mock.fetch('https://pets.example/api/old', { redirect: 'error' })).rejects.toThrow(
    'fetch failed',
  )
  const sent = mock.fetch('https://pets.example/api/old', { method: 'POST', body: 'x' })
  await expect(sent).rejects.toMatchObject({
    cause: { message: 'a POST that is redirected is not sent again' },
  })
})

test('files arrive in forms', async () => {
  await using mock = await serve({ pets }, { listen: false })
  const picture = new File(['GIF89a'], 'tom.gif', { type: 'image/gif' })
  const send = (body: FormData) => mock.fetch('https://pets.example/api/pictures', { method: 'POST', body })
  expect((await send(form({ picture, pet: '7' }))).status).toBe(201)
  expect(mock.lastCall?.body).toEqual({ picture: 'GIF89a', pet: '7' })
  expect((await send(form({ picture, pet: 'Tom' }))).status).toBe(400)
})

test('a Request serves as well as a URL', async () => {
  const request = new Request(books, { method: 'POST', ...jsonBody({ title: 'Emma' }) })
  expect((await inside.fetch(request)).status).toBe(201)
  expect(inside.lastCall?.body).toEqual({ title: 'Emma' })
  expect(request.bodyUsed).toBe(true)
})

test('a stream that is too long is not read to its end', async () => {
  await using mock = await startMock({ listen: false, maxBodyBytes: 1000 })
  let pulled = 0
  const isCancelled = Promise.withResolvers<true>()
  const body = new ReadableStream({
    pull(controller) {
      pulled++
      controller.enqueue(new Uint8Array(500))
    },
    cancel: () => isCancelled.resolve(true),
  })
  const headers = { ...token, 'content-type': 'text/csv' }
  const url = 'https://library.example/api/v1/import'
  const init = { method: 'POST', headers, body, duplex: 'half' }
  const response = await mock.fetch(url, init)
  expect(response.status).toBe(413)
  expect(await isCancelled.promise).toBe(true)
  expect(pulled).toBeLessThan(1000)
})
