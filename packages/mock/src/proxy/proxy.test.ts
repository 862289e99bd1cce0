import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { get, type IncomingMessage, request } from 'node:http'
import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { setUp } from '../../test/proxy.ts'
import { json, send } from '../../test/traffic.ts'

const key = { 'x-key': 'any' }
const total = { 'x-total': '1' }

describe('traffic passes unchanged', () => {
  test('path, query, headers and body on the way there', async () => {
    const { upstream, proxy } = await setUp(json({ id: 1, name: 'Pen' }, 201))
    const headers = {
      ...key,
      'content-type': 'application/json',
      'X-Odd': ['a', 'b'],
      'accept-encoding': 'gzip',
    }
    const body = '{ "id": 1,\n  "name": "Stylo \\u00e0 bille" }'
    await send(`${proxy.url}/v1/items?a=%2F+b&a=&c`, { method: 'POST', headers, body })
    const [asked] = upstream.asked
    expect([asked?.method, asked?.url, asked?.body.toString()]).toEqual([
      'POST',
      '/v1/items?a=%2F+b&a=&c',
      body,
    ])
    expect(asked?.headers).toMatchObject({
      ...key,
      'accept-encoding': 'gzip',
      host: new URL(upstream.url).host,
    })
    expect(asked?.rawHeaders.filter((_, index, all) => all[index - 1] === 'X-Odd')).toEqual(['a', 'b'])
  })

  test('status, reason, headers and body on the way back', async () => {
    const { proxy } = await setUp((_, response) => {
      const headers = [
        'Content-Type',
        'application/json',
        'Set-Cookie',
        'a=1',
        'Set-Cookie',
        'b=2',
        'X-Total',
        '1',
      ]
      response.sendDate = false
      response.writeHead(200, 'Fine', headers).end('[ {"id": 12345678901234567890, "name": "Pen"} ]')
    })
    const response = await send(`${proxy.url}/v1/items`, { headers: key })
    expect(response.body.toString()).toBe('[ {"id": 12345678901234567890, "name": "Pen"} ]')
    expect(response.headers).toMatchObject({
      'set-cookie': ['a=1', 'b=2'],
      'x-total': '1',
      'x-parlance-violations': '0',
    })
    expect(response.headers.date).toBeUndefined()
  })

  test('headers that concern one connection end at the proxy', async () => {
    const { upstream, proxy } = await setUp((_, response) => {
      const headers = { connection: 'x-mine', 'x-mine': '1', 'proxy-authenticate': 'x', 'x-kept': '1' }
      response.writeHead(404, { ...headers, 'content-type': 'application/json' }).end('{"error":"none"}')
    })
    const headers = {
      ...key,
      connection: 'x-own',
      'x-own': '1',
      te: 'trailers',
      'proxy-authorization': 'x',
      'x-kept': '1',
    }
    const response = await send(`${proxy.url}/v1/items`, { headers })
    const names = ['x-own', 'te', 'proxy-authorization', 'x-mine', 'proxy-authenticate', 'x-kept']
    expect(names.map((name) => upstream.asked[0]?.headers[name])).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      '1',
    ])
    expect(names.map((name) => response.headers[name])).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      '1',
    ])
  })

  test.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
    ['unknown', (text: string) => Buffer.from(text)],
  ])('a body in the coding %s, which is validated where it can be read', async (coding, encode) => {
    const bytes = encode('[{ "id": "x", "name": "Pen" }]')
    const { proxy, lines } = await setUp((_, response) => {
      const headers = { 'content-type': 'application/json', 'content-encoding': coding, ...total }
      response.writeHead(200, headers).end(bytes)
    })
    const response = await send(`${proxy.url}/v1/items`, { headers: key })
    expect([response.headers['content-encoding'], response.body.equals(bytes)]).toEqual([coding, true])
    expect(lines).toEqual(coding === 'unknown' ? [] : ['items.list response body.*.id must be integer'])
  })

  test.each([
    ['with its length', true],
    ['in chunks', false],
  ])('files, also larger than what is looked at, %s', async (_, hasLength) => {
    const file = randomBytes(3_000_000)
    const { upstream, proxy, lines } = await setUp(
      (message, response) => {
        if (message.method === 'PUT') return void response.writeHead(204).end()
        response.writeHead(200, {
          'content-type': 'application/octet-stream',
          ...(hasLength && { 'content-length': file.length }),
        })
        response.end(file)
      },
      { maxBodyBytes: 100_000 },
    )
    const put = request(`${proxy.url}/v1/files/1`, {
      method: 'PUT',
      headers: {
        ...key,
        'content-type': 'application/octet-stream',
        ...(hasLength && { 'content-length': file.length }),
      },
    })
    // In two pieces, so that nobody can know the length.
    put.write(file.subarray(0, 1000))
    put.end(file.subarray(1000))
    const [kept] = (await once(put, 'response')) as [IncomingMessage]
    expect([kept.resume().statusCode, upstream.asked[0]?.body.equals(file)]).toEqual([204, true])
    expect((await send(`${proxy.url}/v1/files/1`, { headers: key })).body.equals(file)).toBe(true)
    expect(lines).toEqual([])
  })

  test('JSON that is larger than what is looked at, both ways', async () => {
    // It would break the contract.
    const body = JSON.stringify({ id: 'x', name: 5, more: 'x'.repeat(50_000) })
    const { upstream, proxy, lines } = await setUp(
      (_, response) => {
        response.writeHead(201, { 'content-type': 'application/json' })
        response.write(body.slice(0, 20_000))
        response.end(body.slice(20_000))
      },
      { maxBodyBytes: 10_000 },
    )
    const headers = { ...key, 'content-type': 'application/json', 'transfer-encoding': 'chunked' }
    const response = await send(`${proxy.url}/v1/items`, { method: 'POST', headers, body })
    expect([response.body.toString() === body, upstream.asked[0]?.body.toString() === body]).toEqual([
      true,
      true,
    ])
    expect(lines).toEqual([])
  })

  test('a request that may have no body by default gets to the server with it', async () => {
    const { upstream, proxy } = await setUp(json({}))
    const chunked = { ...key, 'content-type': 'application/octet-stream', 'transfer-encoding': 'chunked' }
    await send(`${proxy.url}/v1/files/1`, { method: 'DELETE', headers: chunked, body: 'why' })
    await send(`${proxy.url}/v1/items`, { method: 'POST', headers: { ...key, 'content-length': '0' } })
    expect(upstream.asked.map(({ body, headers }) => [body.toString(), headers['content-length']])).toEqual([
      ['why', undefined],
      ['', '0'],
    ])
  })

  test('an event stream, event by event', async () => {
    const { promise: received, resolve: next } = Promise.withResolvers<void>()
    const { proxy, lines } = await setUp((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n')
      void received.then(() => response.end('data: 2\n\n'))
    })
    const [stream] = (await once(get(`${proxy.url}/v1/events`, { headers: key }), 'response')) as [
      IncomingMessage,
    ]
    const [first] = (await once(stream, 'data')) as [Buffer]
    expect(first.toString()).toBe('data: 1\n\n')
    next()
    const [second] = (await once(stream, 'data')) as [Buffer]
    expect([second.toString(), lines]).toEqual(['data: 2\n\n', []])
  })

  test('answers without a body', async () => {
    const { proxy, lines } = await setUp((message, response) => {
      if (message.method === 'HEAD')
        return void response
          .writeHead(200, { ...total, 'content-type': 'application/json', 'content-length': '500' })
          .end()
      response.writeHead(304, { etag: '"1"' }).end()
    })
    const head = await send(`${proxy.url}/v1/items`, { method: 'HEAD', headers: key })
    expect([head.status, head.headers['content-length'], head.body.length]).toEqual([200, '500', 0])
    const cached = await send(`${proxy.url}/v1/items`, { headers: { ...key, 'if-none-match': '"1"' } })
    expect([cached.status, cached.headers.etag, lines]).toEqual([304, '"1"', []])
  })

  test('redirects within the server, but to the proxy', async () => {
    let location = ''
    const { upstream, proxy } = await setUp((_, response) => response.writeHead(302, { location }).end())
    const locate = async (to: string) => {
      location = to
      return (await send(`${proxy.url}/v1/nowhere`, { headers: key })).headers.location
    }
    expect(await locate(`${upstream.url}/v1/items?a=1`)).toBe(`${proxy.url}/v1/items?a=1`)
    expect(await locate('https://elsewhere.example/')).toBe('https://elsewhere.example/')
    expect(await locate('/v1/items')).toBe('/v1/items')
  })

  test('a client that expects to be told to continue is told', async () => {
    const { upstream, proxy } = await setUp(json({ id: 1, name: 'Pen' }, 201))
    const headers = { ...key, 'content-type': 'application/json', expect: '100-continue' }
    const post = request(`${proxy.url}/v1/items`, { method: 'POST', headers })
    post.flushHeaders()
    await once(post, 'continue')
    post.end('{"name":"Pen"}')
    const [response] = (await once(post, 'response')) as [IncomingMessage]
    expect([response.resume().statusCode, upstream.asked[0]?.headers.expect]).toEqual([201, undefined])
  })
})

describe('closing', () => {
  test('lets a running request finish, and may be done twice', async () => {
    const { promise: finish, resolve } = Promise.withResolvers<void>()
    const { upstream, proxy } = await setUp((message, response) => {
      void finish.then(() => json([], 200, total)(message, response))
    })
    const running = send(`${proxy.url}/v1/items`, { headers: key })
    await expect.poll(() => upstream.asked.length).toBe(1)
    const closed = proxy.close()
    resolve()
    expect((await running).status).toBe(200)
    await Promise.all([closed, proxy.close()])
    await expect(send(proxy.url)).rejects.toThrow('ECONNREFUSED')
  })
})
