import { afterAll, beforeAll, expect, test } from 'vitest'
import { book } from '../../test/library.ts'
import { jsonBody, startMock, token } from '../../test/start.ts'
import type { Mock } from '../mock.ts'

let mock: Mock
beforeAll(async () => void (mock = await startMock()))
afterAll(() => mock.close())

const ask = (
  prefer: string,
  path = '/books/b1',
  init: RequestInit & { headers?: Record<string, string> } = {},
) => fetch(`${mock.url}/library/api/v1${path}`, { ...init, headers: { ...token, ...init.headers, prefer } })

test('code chooses a declared response', async () => {
  const response = await ask('code=404')
  expect([response.status, await response.json()]).toEqual([404, { error: { message: 'no such book' } }])
  expect(response.headers.get('x-parlance-refusal')).toBeNull()
})

test('the response comes with its headers', async () => {
  const response = await ask('code=429', '/books', { method: 'POST', ...jsonBody({ title: 'Emma' }) })
  expect([response.status, response.headers.get('retry-after')]).toEqual([429, '7'])
})

test('an error is sent in its own media type, whatever the client accepts', async () => {
  const response = await ask('code=404', '/books/b1', { headers: { accept: 'application/pdf' } })
  expect(response.status).toBe(404)
})

test('example chooses an example by name', async () => {
  expect(await (await ask('example=None', '/books')).json()).toEqual([])
  expect(await (await ask('code=200, example="One"', '/books')).json()).toEqual([book])
})

test('dynamic generates a body from the schema', async () => {
  expect(await (await ask('dynamic=true')).json()).toMatchObject({ id: 'b1', title: 'Generated' })
})

test('without a preference the named example is sent, and not that of the schema', async () => {
  expect(await (await ask('handling=lenient')).json()).toEqual(book)
})

test.each([
  ['code=418', 'prefer: no response 418 in books.get; it declares 200, 404'],
  ['code=abc', 'prefer: no response abc in books.get; it declares 200, 404'],
  ['example=Sense', 'prefer: no example "Sense" for 200 in books.get; it has Emma'],
])('%s is not found, and a header lists what is there', async (prefer, reason) => {
  const response = await ask(prefer)
  expect([response.status, await response.json()]).toEqual([404, { error: { message: 'nothing here' } }])
  expect(response.headers.get('x-parlance-refusal')).toBe(reason)
})

test('a preference does not make an invalid request valid', async () => {
  expect((await ask('code=200', '/books?limit=0')).status).toBe(400)
})
