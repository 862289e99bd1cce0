import { createServer, get, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { setUp } from '../../test/proxy.ts'
import { json, send, startUpstream } from '../../test/traffic.ts'

const key = { 'x-key': 'any' }
const items = [{ id: 1, name: 'Pen' }]
const total = { 'x-total': '1' }

describe('the address of the server', () => {
  test.each(['', '/', '/v1', '/v1/'])(
    'may end with the path that the contract has for it: %j',
    async (path) => {
      const upstream = await startUpstream(json(items, 200, total))
      const { proxy } = await setUp(json({}), { upstream: upstream.url + path })
      await send(`${proxy.url}/v1/items`, { headers: key })
      expect([proxy.upstream, upstream.asked[0]?.url]).toEqual([upstream.url, '/v1/items'])
      await upstream[Symbol.asyncDispose]()
    },
  )

  test('may have another path, behind which the server is', async () => {
    const upstream = await startUpstream(json(items, 200, total))
    const { proxy } = await setUp(json({}), { upstream: `${upstream.url}/shop` })
    await send(`${proxy.url}/v1/items`, { headers: key })
    expect(upstream.asked[0]?.url).toBe('/shop/v1/items')
    await upstream[Symbol.asyncDispose]()
  })

  test.each([
    ['example.com', '--upstream must be an address such as https://api.example.com, not "example.com".'],
    ['ftp://example.com', 'must be an address such as'],
    ['https://user:secret@example.com', '--upstream must have no credentials, query or fragment'],
  ])('is refused when it is none: %s', async (upstream, message) => {
    const failure = setUp(json({}), { upstream })
    await expect(failure).rejects.toMatchObject({
      code: 'bad-option',
      message: expect.stringContaining(message),
    })
  })
})

describe('a server that gives no answer', () => {
  /** A port that nobody listens on. */
  const closedUrl = async () => {
    const server = createServer()
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const { port } = server.address() as AddressInfo
    await new Promise((done) => server.close(done))
    return `http://127.0.0.1:${port}`
  }
  const reason = ({ headers }: { headers: IncomingMessage['headers'] }) => headers['x-parlance-refusal']

  test('because there is none, is a 502 in the shape of the provider, readable by pages', async () => {
    const upstream = await closedUrl()
    const { proxy } = await setUp(json({}), { upstream })
    const response = await send(`${proxy.url}/v1/items`, {
      headers: { ...key, origin: 'https://page.example' },
    })
    expect([response.status, response.body.toString()]).toEqual([502, '{"error":"bad gateway"}'])
    expect(reason(response)).toBe(`${upstream} cannot be reached: connect ECONNREFUSED ${upstream.slice(7)}`)
    expect(response.headers['access-control-allow-origin']).toBe('https://page.example')
  })

  test('because it is silent, is a 504', async () => {
    const { upstream, proxy } = await setUp(() => {}, { timeout: 0.2 })
    const response = await send(`${proxy.url}/v1/items`, { headers: key })
    expect([response.status, reason(response)]).toEqual([504, `${upstream.url} was silent for 0.2 s`])
  })

  test('because it closes the connection, is a 502', async () => {
    const { proxy } = await setUp((message) => message.socket.destroy())
    const response = await send(`${proxy.url}/v1/items`, { headers: key })
    expect([response.status, reason(response)]).toEqual([502, expect.stringContaining('socket hang up')])
  })

  test('to the end, is a 502 while the client has got nothing, and breaks off where it broke off after that', async () => {
    const { proxy } = await setUp((message, response) => {
      const isFile = message.url?.includes('/files/')
      response.writeHead(200, {
        'content-type': isFile ? 'application/octet-stream' : 'application/json',
        ...total,
      })
      response.write('[', () => setImmediate(() => message.socket.destroy()))
    })
    const response = await send(`${proxy.url}/v1/items`, { headers: key })
    expect([response.status, reason(response)]).toEqual([
      502,
      expect.stringMatching(/ broke off its answer: /),
    ])
    await expect(send(`${proxy.url}/v1/files/1`, { headers: key })).rejects.toThrow('aborted')
  })

  test('on a connection that it has just closed, is asked again where that is harmless', async () => {
    let requests = 0
    const seen = new Set<unknown>()
    const { proxy } = await setUp((message, response) => {
      requests++
      // Each connection is good for one request, which no header says.
      if (seen.has(message.socket)) return void message.socket.destroy()
      seen.add(message.socket)
      json(items, 200, total)(message, response)
    })
    for (let call = 0; call < 3; call++) {
      expect((await send(`${proxy.url}/v1/items`, { headers: key })).status).toBe(200)
    }
    expect(requests).toBe(5)
    const post = {
      method: 'POST',
      headers: { ...key, 'content-type': 'application/json' },
      body: '{"name":"Pen"}',
    }
    for (let call = 0; call < 3; call++) {
      expect((await send(`${proxy.url}/v1/items`, post)).status).toBe(200)
    }
    expect(requests).toBe(8)
  })
})

describe('a client that leaves', () => {
  test.each([
    ['before the answer', () => {}],
    [
      'in the middle of it',
      (_: IncomingMessage, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n')
      },
    ],
  ] satisfies [string, RequestListener][])('%s ends the request at the server', async (_, answer) => {
    const { promise: closed, resolve } = Promise.withResolvers<void>()
    const { upstream, proxy } = await setUp((message, response) => {
      response.once('close', resolve)
      answer(message, response)
    })
    const client = get(`${proxy.url}/v1/events`, { headers: key }).on('error', () => {})
    client.once('response', (response) => response.once('data', () => client.destroy()))
    await expect.poll(() => upstream.asked.length).toBe(1)
    if (_ === 'before the answer') client.destroy()
    await closed
    await expect.poll(() => proxy.summary().requests).toBe(1)
  })
})
