import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { jsonBody, sendRaw, startMock, token } from '../../test/start.ts'
import type { Mock } from '../mock.ts'

let mock: Mock
beforeAll(async () => void (mock = await startMock({ maxBodyBytes: 1000 })))
afterAll(() => mock.close())

const post = (path: string, init: RequestInit) =>
  fetch(`${mock.url}/library/api/v1${path}`, { method: 'POST', headers: token, ...init })
const head = (lines: string[]) =>
  [
    'POST /library/api/v1/books HTTP/1.1',
    'Host: x',
    'Authorization: t',
    'Content-Type: application/json',
    ...lines,
    '',
    '',
  ].join('\r\n')

describe('media types', () => {
  test('a body in a declared media type is accepted, whatever its parameters', async () => {
    const { body } = jsonBody({ title: 'Emma' })
    const headers = { ...token, 'content-type': 'Application/JSON; charset=utf-8' }
    expect((await post('/books', { headers, body })).status).toBe(201)
  })

  test.each([
    ['another media type', { 'content-type': 'text/plain' }, 'content-type text/plain is not supported'],
    ['no media type', {}, 'content-type is missing'],
    ['something that is no media type', { 'content-type': 'json' }, 'content-type json is not supported'],
    [
      'a compressed body',
      { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      'content-encoding gzip is not supported',
    ],
  ])('%s is a 415', async (_, headers, reason) => {
    const response = await post('/books', { headers: { ...token, ...headers }, body: Buffer.from('{}') })
    expect([response.status, await response.json()]).toEqual([415, { error: { message: 'wrong type' } }])
    expect(response.headers.get('x-parlance-refusal')).toContain(reason)
  })

  test('a body for an operation that takes none is ignored', async () => {
    const response = await post('/books/b1/lend', { method: 'PATCH', body: 'hello' })
    expect(response.ok).toBe(true)
  })

  test('a media type without a body is harmless', async () => {
    const headers = { ...token, 'content-type': 'application/json' }
    expect((await post('/books/b1/lend', { method: 'PATCH', headers })).status).toBe(200)
  })

  test('a range of media types covers its members, and text is validated as text', async () => {
    const headers = { ...token, 'content-type': 'text/csv' }
    expect((await post('/import', { headers, body: 'a,b' })).status).toBe(202)
    expect((await post('/import', { headers, body: 'a' })).status).toBe(400)
  })

  test('a form is validated field by field', async () => {
    expect((await post('/import', { body: new URLSearchParams({ copies: '2' }) })).status).toBe(202)
    const refused = await post('/import', { body: new URLSearchParams({ copies: 'two' }) })
    expect(refused.headers.get('x-parlance-refusal')).toBe('body.copies must be integer')
  })
})

describe('JSON', () => {
  test.each([['{"title": }'], ['{"title": "Emma"'], ['']])(
    '%j is a 400 that is answered at once',
    async (body) => {
      const response = await post('/books', { headers: jsonBody('').headers, body })
      expect(response.status).toBe(400)
      const reason = body === '' ? 'Body parameter is required' : 'body is not valid JSON:'
      expect(response.headers.get('x-parlance-refusal')).toContain(reason)
    },
  )

  test('bytes that are not UTF-8 are a 400', async () => {
    const response = await post('/books', {
      headers: jsonBody('').headers,
      body: Buffer.from([0x22, 0xff, 0x22]),
    })
    expect([response.status, await response.json()]).toEqual([400, { error: { message: 'malformed' } }])
  })

  test('what a client wrote cannot break the header that says what is wrong with it', async () => {
    const response = await post('/books', { headers: jsonBody('').headers, body: `{"ü\n${'x'.repeat(500)}` })
    expect(response.headers.get('x-parlance-refusal')).toMatch(/^[\x20-\x7e]{1,1000}$/)
  })
})

describe('size', () => {
  test('a body of exactly the limit is read', async () => {
    const title = 'x'.repeat(1000 - JSON.stringify({ title: '' }).length)
    expect((await post('/books', jsonBody({ title }))).status).toBe(201)
  })

  test('a larger one is a 413 on a connection that closes', async () => {
    const response = await post('/books', jsonBody({ title: 'x'.repeat(5_000_000) }))
    expect([response.status, await response.json()]).toEqual([413, { error: { message: 'too much' } }])
    expect(response.headers.get('connection')).toBe('close')
  })

  test('an announced length is refused before the body is sent', async () => {
    expect(await sendRaw(mock.url, head(['Content-Length: 2000000']))).toMatch(/^HTTP\/1\.1 413 /)
  })

  test('a body of unknown length is refused as soon as it passes the limit', async () => {
    const chunk = `400\r\n${'x'.repeat(1024)}\r\n`
    expect(await sendRaw(mock.url, head(['Transfer-Encoding: chunked']), chunk)).toMatch(/^HTTP\/1\.1 413 /)
  })

  test('a client that asks first is told to continue only with a body that fits', async () => {
    const small = await sendRaw(
      mock.url,
      head(['Content-Length: 16', 'Expect: 100-continue', 'Connection: close']),
      '{"title":"Emma"}',
    )
    expect(small).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 201 /)
    const large = await sendRaw(mock.url, head(['Content-Length: 2000000', 'Expect: 100-continue']))
    expect(large).toMatch(/^HTTP\/1\.1 413 /)
  })
})

describe('clients that go away', () => {
  test('a connection cut in the middle of a body harms nobody', async () => {
    const { port } = new URL(mock.url)
    const socket = connect(Number(port), '127.0.0.1')
    await once(socket, 'connect')
    socket.write(`${head(['Content-Length: 100'])}{"title"`)
    await new Promise((done) => setTimeout(done, 50))
    socket.resetAndDestroy()
    expect((await post('/books', jsonBody({ title: 'Emma' }))).status).toBe(201)
  })

  test('a body that comes in pieces is put together', async () => {
    const { headers } = jsonBody('')
    const sent = request(`${mock.url}/library/api/v1/books`, { method: 'POST', headers })
    for (const piece of ['{"ti', 'tle":"Em', 'ma ü"}']) {
      sent.write(piece)
      await new Promise((done) => setTimeout(done, 10))
    }
    sent.end()
    const [response] = await once(sent, 'response')
    response.resume()
    expect(response.statusCode).toBe(201)
  })
})
