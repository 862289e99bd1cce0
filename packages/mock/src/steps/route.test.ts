import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { book } from '../../test/library.ts'
import { jsonBody, startMock, token } from '../../test/start.ts'
import type { Mock } from '../mock.ts'

let mock: Mock
beforeAll(async () => void (mock = await startMock()))
afterAll(() => mock.close())

const api = (path: string, init: RequestInit = {}) =>
  fetch(`${mock.url}/library/api/v1${path}`, { headers: token, ...init })
const plain = (path: string, init: RequestInit = {}) =>
  fetch(`${mock.url}/plain${path}`, { headers: { authorization: 'Bearer x' }, ...init })

describe('paths', () => {
  test('an operation is served below the path of its servers', async () => {
    const response = await api('/books/b1')
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual(book)
  })

  test('an operation with its own server is served below that path only, and needs no credentials when public', async () => {
    const there = await fetch(`${mock.url}/library/covers/123.json`)
    expect([there.status, await there.json()]).toEqual([200, { isbn: '1' }])
    expect((await api('/covers/123.json')).status).toBe(404)
  })

  test('a literal path beats a parameter', async () => {
    expect(await (await api('/books/count')).json()).toEqual({ count: 2 })
  })

  test('a method the literal path lacks is answered by the path with the parameter', async () => {
    expect((await api('/books/count', { method: 'DELETE' })).status).toBe(204)
  })

  test('a slash at the end makes no difference', async () => {
    expect((await api('/books/')).status).toBe(200)
    expect((await api('/books/b1.json/')).status).toBe(200)
  })

  test('HEAD answers what GET answers, without the body', async () => {
    const [get, head] = await Promise.all([api('/books'), api('/books', { method: 'HEAD' })])
    expect(head.status).toBe(200)
    expect(head.headers.get('content-length')).toBe(get.headers.get('content-length'))
    expect(await head.text()).toBe('')
  })

  test.each(['a%2Fb', 'a,b', 'jane@example', 'ü', "it's(1)", 'x'.repeat(500)])(
    'a parameter may be %s',
    async (id) => {
      const response = await api(`/books/${id}`)
      expect([response.status, response.headers.get('x-parlance-refusal')]).toEqual([200, null])
    },
  )

  test('two parameters in one segment are told apart and validated', async () => {
    expect((await api('/shelves/10-20')).status).toBe(200)
    const refused = await api('/shelves/10-z')
    expect(refused.headers.get('x-parlance-refusal')).toBe('path.last must be integer')
  })
})

describe('the format suffix', () => {
  test.each(['/books.json', '/books/b1.json', '/books/count.json'])(
    '%s is the same as without it',
    async (path) => {
      expect((await api(path)).status).toBe(200)
    },
  )

  test.each(['/books.xml', '/books/b1.xml', '/books/count.html'])('%s is refused with 415', async (path) => {
    const response = await api(path)
    expect([response.status, await response.json()]).toEqual([415, { error: { message: 'wrong type' } }])
    expect(response.headers.get('x-parlance-refusal')).toMatch(
      /^this path has no form with the suffix \.(xml|html)$/,
    )
  })

  test.each(['/books/1.5', '/books/a.b-c', '/books/v1.2.3'])(
    'the dot in %s is part of the parameter',
    async (path) => {
      expect((await api(path)).status).toBe(200)
    },
  )

  test('a suffix on a path that does not exist is a 404', async () => {
    expect((await api('/nowhere.xml')).status).toBe(404)
  })

  test('the suffix of a template belongs to the path: without it there is nothing', async () => {
    expect((await fetch(`${mock.url}/library/covers/123`)).status).toBe(404)
    expect((await fetch(`${mock.url}/library/covers/123.json.json`)).status).toBe(200)
  })

  test('a parameter in front of it may be any text, line breaks and slashes too', async () => {
    expect((await fetch(`${mock.url}/library/covers/1%0A%2F2.json`)).status).toBe(200)
  })

  test('a document without one takes every dot for part of the parameter', async () => {
    expect((await plain('/notes/1.xml')).status).toBe(200)
  })
})

describe('refusals', () => {
  test('an unknown path is a 404 in the shape of the provider, and a header says why', async () => {
    const response = await api('/nowhere?key=secret')
    expect([response.status, await response.json()]).toEqual([404, { error: { message: 'nothing here' } }])
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(response.headers.get('x-parlance-refusal')).toBe('no operation for GET /api/v1/nowhere')
  })

  test('a method the path lacks is a 405 with Allow', async () => {
    const response = await api('/books', { method: 'PATCH' })
    expect([response.status, await response.json()]).toEqual([405, { error: { message: 'wrong method' } }])
    expect(response.headers.get('allow')).toBe('GET, HEAD, POST')
  })

  test('a broken percent-encoding is a 400', async () => {
    const response = await api('/books/%zz')
    expect([response.status, await response.json()]).toEqual([400, { error: { message: 'malformed' } }])
  })

  test('an empty parameter is a 404', async () => {
    expect((await api('/books//lend', { method: 'PATCH' })).status).toBe(404)
  })

  test('a provider without shapes of its own refuses with problem documents', async () => {
    const answers = await Promise.all([
      plain('/nowhere'),
      plain('/notes', { method: 'PUT' }),
      plain('/notes/%zz'),
      plain('/notes', { method: 'POST', body: 'x' }),
      plain('/notes', {
        method: 'POST',
        ...jsonBody([]),
        headers: { ...jsonBody([]).headers, authorization: 'Bearer x' },
      }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([404, 405, 400, 415, 422])
    for (const answer of answers) {
      expect(answer.headers.get('content-type')).toBe('application/problem+json')
      expect(await answer.json()).toMatchObject({
        type: 'about:blank',
        status: answer.status,
        detail: answer.headers.get('x-parlance-refusal'),
      })
    }
  })
})
