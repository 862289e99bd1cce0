import type { RequestListener } from 'node:http'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { setUp } from '../../test/proxy.ts'
import { json, send, type Sent } from '../../test/traffic.ts'
import { createProxy } from './proxy.ts'

const key = { 'x-key': 'any' }
const total = { 'x-total': '1' }
const form = { ...key, 'content-type': 'application/json' }
const post = (body: string, headers: Record<string, string> = form): Sent => ({
  method: 'POST',
  headers,
  body,
})
const made = json({ id: 1, name: 'Pen' }, 201)
const listed = json([{ id: 1, name: 'Pen' }], 200, total)

/** What is found in one request and its answer. */
async function found(path: string, sent: Sent, answer: RequestListener): Promise<string[]> {
  const { proxy, lines } = await setUp(answer)
  const response = await send(proxy.url + path, { headers: key, ...sent })
  expect(response.headers['x-parlance-violations']).toBe(String(lines.length))
  expect(proxy.summary()).toMatchObject({ requests: 1, violations: lines.length })
  return lines
}

describe('a request breaks the contract by', () => {
  const text = { ...key, 'content-type': 'text/plain' }
  test.each<[string, string, Sent, RequestListener, string]>([
    ['its path', '/nowhere', {}, json({}, 404), 'GET /nowhere request path is not in the contract'],
    [
      'its method',
      '/v1/items',
      { method: 'DELETE' },
      json({}, 405),
      'DELETE /v1/items request method must be one of GET, HEAD, POST',
    ],
    [
      'its credentials',
      '/v1/items',
      { headers: {} },
      listed,
      'items.list request security credentials are missing: this operation needs apiKey in header X-Key (Key)',
    ],
    ['its parameters', '/v1/items?limit=101', {}, listed, 'items.list request query.limit must be <= 100'],
    [
      'its media type',
      '/v1/items',
      post('x', text),
      made,
      'items.create request header.content-type text/plain is not supported; items.create takes application/json, application/x-www-form-urlencoded, multipart/form-data',
    ],
    [
      'its body',
      '/v1/items',
      post('{}'),
      made,
      "items.create request body must have required property 'name'",
    ],
    ['no body', '/v1/items', { method: 'POST' }, made, 'items.create request body is missing'],
    [
      'broken JSON',
      '/v1/items',
      post('{"pin": secret}'),
      made,
      'items.create request body is not valid JSON: Unexpected token',
    ],
    [
      'a form',
      '/v1/items',
      post('pin=1', { ...key, 'content-type': 'application/x-www-form-urlencoded' }),
      made,
      "items.create request body must have required property 'name'",
    ],
  ])('%s', async (_, path, sent, answer, line) => {
    expect(await found(path, sent, answer)).toEqual([line])
  })

  test('several things at once', async () => {
    const lines = await found('/v1/items?limit=x', { headers: {} }, listed)
    expect(lines).toEqual([
      expect.stringContaining('security'),
      'items.list request query.limit must be integer',
    ])
  })
})

describe('a response breaks the contract by', () => {
  const list = (body: unknown, headers: Record<string, string> = total) => json(body, 200, headers)
  const csv: RequestListener = (_, response) =>
    response.writeHead(200, { 'content-type': 'text/csv; charset=utf-8' }).end('no;id')
  const html: RequestListener = (_, response) =>
    response.writeHead(200, { 'content-type': 'text/html', ...total }).end('<p>')
  const empty: RequestListener = (_, response) =>
    response.writeHead(200, { ...total, 'content-type': 'application/json' }).end()
  const half: RequestListener = (_, response) =>
    response.writeHead(200, { ...total, 'content-type': 'application/json' }).end('[{"pin":"s3cret"')
  test.each<[string, string, Sent, RequestListener, string]>([
    [
      'its status',
      '/v1/items',
      {},
      json({}, 500),
      'items.list response status 500 is not declared; there is 200, 403',
    ],
    [
      'a header that is missing',
      '/v1/items',
      {},
      list([], {}),
      "items.list response header must have required property 'x-total'",
    ],
    [
      'a header',
      '/v1/items',
      {},
      list([], { 'x-total': 'many' }),
      'items.list response header.x-total must be integer',
    ],
    [
      'its media type',
      '/v1/items',
      {},
      html,
      'items.list response header.content-type text/html is not declared for 200; there is application/json',
    ],
    [
      'its body',
      '/v1/items',
      {},
      list([{ id: '1', name: 'Pen' }]),
      'items.list response body.*.id must be integer',
    ],
    [
      'its body, where many items do it alike',
      '/v1/items',
      {},
      list(Array.from({ length: 25 }, () => ({ id: 1 }))),
      "items.list response body.* must have required property 'name' (25 times)",
    ],
    [
      'what only requests have',
      '/v1/items',
      {},
      list([{ name: 'Pen' }]),
      "items.list response body.* must have required property 'id'",
    ],
    ['no body', '/v1/items', {}, empty, 'items.list response body is missing; there is application/json'],
    [
      'half a body',
      '/v1/items',
      {},
      half,
      "items.list response body is not valid JSON: Expected ',' or '}' after property value in JSON at position 16 (line 1 column 17)",
    ],
    [
      'a body that it must not have',
      '/v1/files/1',
      { method: 'PUT' },
      json({}, 200),
      'files.put response status 200 is not declared; there is 204',
    ],
    ['text', '/v1/report', {}, csv, 'report.get response body must match pattern "^id"'],
  ])('%s', async (_, path, sent, answer, line) => {
    expect(await found(path, sent, answer)).toEqual([line])
  })
})

describe('the contract is kept by', () => {
  test.each<[string, string, Sent, RequestListener]>([
    ['what was asked for and given as it says', '/v1/items?limit=5', {}, listed],
    ['what only one direction has', '/v1/items', post('{"name":"Pen","pin":"1234"}'), made],
    ['an error that all operations may give', '/v1/items', {}, json({ error: 'nothing here' }, 404)],
    [
      'more than the contract knows',
      '/v1/items?more=1',
      {},
      json([{ id: 1, name: 'Pen', more: 1 }], 200, { ...total, 'x-more': '1' }),
    ],
    [
      'the preflight of a page',
      '/v1/items',
      { method: 'OPTIONS', headers: { origin: 'https://x.example', 'access-control-request-method': 'GET' } },
      json({}, 204),
    ],
  ])('%s', async (_, path, sent, answer) => {
    expect(await found(path, sent, answer)).toEqual([])
  })
})

describe('when violations are errors', () => {
  const options = { errorOnViolation: true }

  test('a request that breaks the contract is refused in the shape of the provider, and goes no further', async () => {
    const { upstream, proxy } = await setUp(made, options)
    const response = await send(`${proxy.url}/v1/items`, post('{}'))
    expect([response.status, response.body.toString()]).toEqual([422, '{"error":"invalid"}'])
    expect(response.headers).toMatchObject({
      'x-parlance-violations': '1',
      'x-parlance-refusal': "the request breaks the contract: body must have required property 'name'",
    })
    expect((await send(`${proxy.url}/nowhere`)).status).toBe(404)
    expect((await send(`${proxy.url}/v1/items`)).status).toBe(401)
    expect(upstream.asked).toEqual([])
  })

  test('a response that breaks the contract becomes a 502', async () => {
    const { proxy, lines } = await setUp(json([{ id: 'secret' }], 200, total), options)
    const response = await send(`${proxy.url}/v1/items`, { headers: key })
    expect([response.status, response.body.toString()]).toEqual([502, '{"error":"bad gateway"}'])
    expect(response.headers['x-parlance-refusal']).toMatch(
      /^the response breaks the contract: body\.\* must have/,
    )
    expect(lines).toHaveLength(2)
  })

  test('what keeps the contract passes', async () => {
    const { proxy } = await setUp(listed, options)
    expect((await send(`${proxy.url}/v1/items`, { headers: key })).status).toBe(200)
  })
})

test('violations are counted by their kind, and told on stderr without the values', async () => {
  const print = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  onTestFinished(() => print.mockRestore())
  const { upstream, tree } = await setUp(json([{ id: 'secret', name: 'Pen' }], 200, total))
  const specs = { shop: tree.at('shop.json') }
  await using proxy = await createProxy({ provider: 'shop', upstream: upstream.url, specs })
  for (const limit of [1, 200, 1]) await send(`${proxy.url}/v1/items?limit=${limit}`, { headers: key })
  expect(proxy.summary()).toEqual({
    requests: 3,
    violations: 4,
    findings: [
      {
        count: 3,
        finding: {
          side: 'response',
          operation: 'items.list',
          where: 'body.*.id',
          what: 'must be integer',
          times: 1,
        },
      },
      {
        count: 1,
        finding: {
          side: 'request',
          operation: 'items.list',
          where: 'query.limit',
          what: 'must be <= 100',
          times: 1,
        },
      },
    ],
  })
  expect(print.mock.calls.flat()).toContain('parlance-mock: items.list response body.*.id must be integer\n')
})
