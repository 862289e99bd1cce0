import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { club } from '../../test/club.ts'
import { post } from '../../test/post.ts'
import { startReceiver } from '../../test/receiver.ts'
import { jsonBody, serve, startMock, token } from '../../test/start.ts'
import { createMock, type Mock } from '../mock.ts'
import { endpoints } from './endpoints.ts'

let mock: Mock
beforeEach(async () => void (mock = await startMock()))
afterEach(() => mock.close())

interface Answer {
  status: number
  body: unknown
}

/** Asks a control endpoint. */
async function control(method: string, path: string, body?: unknown, from = mock): Promise<Answer> {
  const json = { 'content-type': 'application/json' }
  const init = body === undefined ? {} : { headers: json, body: JSON.stringify(body) }
  const response = await fetch(`${from.url}/__mock${path}`, { method, ...init })
  const text = await response.text()
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
}
const books = async (init: RequestInit = { headers: token }) =>
  (await fetch(`${mock.urlOf('library')}/api/v1/books`, init)).status
const create = (body: object) => books({ method: 'POST', ...jsonBody(body) })

test('an order that is nested too deep is refused', async () => {
  const body = `${'['.repeat(10_000)}${']'.repeat(10_000)}`
  const order = `{"on":{"operation":"books.create","body":${body}},"replies":[{}]}`
  const response = await fetch(`${mock.url}/__mock/scenarios`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: order,
  })
  expect([response.status, await response.json()]).toEqual([
    400,
    expect.objectContaining({ error: 'it is not valid JSON: it is nested deeper than 500 levels.' }),
  ])
})

test('what there is to control tells of itself', async () => {
  const { status, body } = await control('GET', '')
  expect(status).toBe(200)
  expect(body).toMatchObject({ providers: ['library', 'plain'] })
  const told = (body as { endpoints: { method: string; path: string; summary: string }[] }).endpoints
  expect(told.map(({ method, path }) => `${method} ${path}`)).toEqual(
    endpoints.map(({ method, path }) => `${method} /__mock${path}`),
  )
  expect(told.find(({ path }) => path === '/__mock/scenarios')?.summary).not.toBe('')
})

test('no provider can be called as the control endpoints are', async () => {
  await expect(createMock({ providers: [], specs: { __mock: 'x.json' } })).rejects.toMatchObject({
    code: 'bad-name',
  })
})

describe('calls', () => {
  test('are listed, filtered, limited and forgotten', async () => {
    await books()
    await create({ title: 'Emma' })
    await create({})
    const ids = async (query = '') =>
      ((await control('GET', `/calls${query}`)).body as { calls: { id: number }[] }).calls.map(({ id }) => id)
    expect(await ids()).toEqual([1, 2, 3])
    expect(await ids('?operation=books.create&refused=false')).toEqual([2])
    expect(await ids('?status=400')).toEqual([3])
    expect(await ids('?limit=2')).toEqual([2, 3])
    expect(await control('DELETE', '/calls?operation=books.create')).toEqual({ status: 204, body: undefined })
    expect(await ids()).toEqual([1])
    await control('DELETE', '/calls')
    expect(await ids()).toEqual([])
  })

  test('are what the library shows', async () => {
    await create({ title: 'Emma' })
    expect((await control('GET', '/calls')).body).toEqual({ calls: mock.calls() })
  })

  test('are verified', async () => {
    await create({ title: 'Emma' })
    expect(await control('POST', '/verify', { operation: 'books.create', times: 1 })).toMatchObject({
      status: 200,
      body: { count: 1, calls: [{ body: { title: 'Emma' } }] },
    })
    expect(
      await control('POST', '/verify', { operation: 'books.create', body: { title: 'Emm' } }),
    ).toMatchObject({
      status: 409,
      body: {
        error: expect.stringContaining('/body/title is "Emma", wanted "Emm"'),
        count: 0,
        nearest: [{ call: { id: 1 }, misfits: [{ pointer: '/body/title', wanted: 'Emm', found: 'Emma' }] }],
      },
    })
  })
})

test('scenarios are set, listed and removed', async () => {
  const scenario = { on: 'books.create', replies: [{ status: 503, times: 2 }, { status: 429 }] }
  const { status, body } = await control('PUT', '/scenarios', scenario)
  expect([status, body]).toMatchObject([200, { id: 1, on: { operation: 'books.create' }, left: 3 }])
  expect(await create({ title: 'Emma' })).toBe(503)
  expect((await control('GET', '/scenarios')).body).toMatchObject({ scenarios: [{ id: 1, left: 2 }] })
  await control('PUT', '/scenarios', { on: { method: 'GET' }, replies: [{ status: 500 }] })
  expect(await control('DELETE', '/scenarios?id=1')).toMatchObject({ status: 204 })
  expect([await create({ title: 'Emma' }), await books()]).toEqual([201, 500])
  expect(await control('DELETE', '/scenarios?id=1')).toEqual({
    status: 404,
    body: { error: 'There is no scenario 1.' },
  })
  await control('DELETE', '/scenarios')
  expect(mock.scenarios).toEqual([])
})

test('faults are changed, and shown', async () => {
  expect((await control('GET', '/faults')).body).toEqual({})
  expect(await control('PUT', '/faults', { errorRate: { 503: 1 } })).toEqual({
    status: 200,
    body: { errorRate: { 503: 1 } },
  })
  expect(await books()).toBe(503)
  await control('PUT', '/faults', {})
  expect(await books()).toBe(200)
})

test('limits are reset, and tokens expire', async () => {
  const limited = { ...club, 'x-rate-limits': [{ name: 'few', requests: 2, window: 60, scope: ['ip'] }] }
  await using mock = await serve({ club: limited })
  const base = `${mock.urlOf('club')}/v1`
  const login = async () =>
    fetch(`${base}/tokens`, { method: 'POST', ...jsonBody({ email: 'a', password: 'b' }) })
  const { token } = (await (await login()).json()) as { token: string }
  const members = async () =>
    (await fetch(`${base}/members`, { headers: { authorization: `Bearer ${token}` } })).status
  expect([await members(), await members()]).toEqual([200, 429])
  expect(await control('PUT', '/limits/reset', undefined, mock)).toMatchObject({ status: 204 })
  expect(await members()).toBe(200)
  expect(await control('POST', '/tokens/expire', undefined, mock)).toMatchObject({ status: 204 })
  expect(await members()).toBe(403)
})

test('a reset forgets everything but tokens, and has the faults of the beginning', async () => {
  await using mock = await serve({ club }, { faults: { errorRate: { 500: 1 } } })
  const base = `${mock.urlOf('club')}/v1`
  mock.setFaults()
  const login = await fetch(`${base}/tokens`, { method: 'POST', ...jsonBody({ email: 'a', password: 'b' }) })
  const { token } = (await login.json()) as { token: string }
  mock.on({ provider: 'club' }).reply({ status: 404, times: 'always' })
  expect(await control('POST', '/reset', undefined, mock)).toMatchObject({ status: 204 })
  expect([mock.calls(), mock.scenarios]).toEqual([[], []])
  const members = async () =>
    (await fetch(`${base}/members`, { headers: { authorization: `Bearer ${token}` } })).status
  expect(await members()).toBe(500)
  mock.setFaults()
  expect(await members()).toBe(200)
})

test('webhooks are sent', async () => {
  await using mock = await serve({ post })
  await using receiver = await startReceiver()
  expect(
    await control('POST', '/webhooks/post/letter.lost', { url: receiver.url, secret: 's' }, mock),
  ).toMatchObject({
    status: 200,
    body: { delivered: true, attempts: [{ status: 200 }] },
  })
  expect(receiver.received).toHaveLength(1)
  for (const path of ['/webhooks/post/nothing', '/webhooks/nobody/letter']) {
    expect(await control('POST', path, { url: receiver.url }, mock)).toMatchObject({ status: 404 })
  }
})

describe('what is wrong with a request is said', () => {
  const wrong = async (...args: Parameters<typeof control>) => {
    const { status, body } = await control(...args)
    return [status, (body as { error: string }).error]
  }

  test('with a pointer to it', async () => {
    const answer = await control('PUT', '/scenarios', {
      on: { operatoin: 'x' },
      replies: [{ status: 'x' }, { tims: 1 }],
    })
    expect(answer).toEqual({
      status: 400,
      body: {
        error: expect.stringContaining('/replies/1/tims is not known here; did you mean "times"?'),
        problems: [
          { pointer: '/on/operatoin', message: 'is not known here; did you mean "operation"?' },
          { pointer: '/replies/0/status', message: 'must be integer' },
          { pointer: '/replies/1/tims', message: 'is not known here; did you mean "times"?' },
        ],
      },
    })
    expect(await control('PUT', '/scenarios', { on: 'books.list' })).toMatchObject({
      status: 400,
      body: { problems: [{ pointer: '/replies', message: 'is missing' }] },
    })
    expect(await control('PUT', '/faults', { reset: 7 })).toMatchObject({
      status: 400,
      body: { problems: [{ pointer: '/reset', message: 'must be <= 1' }] },
    })
  })

  test.each<[string, Parameters<typeof control>, number, string]>([
    [
      'an unknown operation',
      ['POST', '/verify', { operation: 'books.lits' }],
      400,
      'Did you mean "books.list"?',
    ],
    [
      'an unknown filter',
      ['GET', '/calls?operatoin=x'],
      400,
      '/operatoin is not known here; did you mean "operation"?',
    ],
    ['a filter that is no number', ['GET', '/calls?status=x'], 400, '/status must be integer'],
    ['a filter where none is known', ['GET', '/faults?x=1'], 400, '/x is not known here'],
    [
      'an impossible fault',
      ['PUT', '/faults', { errorRate: { 200: 1 } }],
      400,
      'an error must be a status from 400',
    ],
    ['no body', ['PUT', '/scenarios'], 400, 'it is not valid JSON'],
    ['a body where none belongs', ['POST', '/reset', {}], 400, 'POST /__mock/reset takes none'],
    ['an unknown endpoint', ['GET', '/x'], 404, 'There is no /__mock/x. GET /__mock tells what there is.'],
    ['another method', ['POST', '/scenarios', {}], 405, '/__mock/scenarios takes GET, PUT, DELETE.'],
    ['a broken path', ['POST', '/webhooks/%/x', { url: 'http://x' }], 400, 'URI malformed'],
  ])('%s', async (_, args, status, sentence) => {
    expect(await wrong(...args)).toEqual([status, expect.stringContaining(sentence)])
  })

  test('a body that is no JSON, or too large', async () => {
    const put = async (body: string) => {
      const headers = { 'content-type': 'application/json' }
      return (await fetch(`${mock.url}/__mock/faults`, { method: 'PUT', headers, body })).status
    }
    expect([await put('{'), await put(`"${'x'.repeat(1024 * 1024)}"`)]).toEqual([400, 413])
  })
})

test('the endpoints are there on every port, and without any', async () => {
  await using each = await startMock({ portPerProvider: true })
  await using none = await startMock({ listen: false })
  for (const { url } of each.providers) {
    expect((await fetch(`${url}/__mock/calls`)).status).toBe(200)
  }
  expect((await none.fetch(`${none.url}/__mock/calls`)).status).toBe(200)
  const init = { method: 'PUT', body: JSON.stringify({ errorRate: { 503: 1 } }) }
  expect((await none.fetch('http://anything/__mock/faults', init)).status).toBe(200)
  expect((await none.fetch('https://library.example/api/v1/books', { headers: token })).status).toBe(503)
})

test('a path that only begins like the endpoints is none of them', async () => {
  expect((await fetch(`${mock.url}/__mockery`)).status).toBe(404)
  expect(await (await fetch(`${mock.url}/__mockery`)).json()).toMatchObject({
    providers: ['/library', '/plain'],
  })
})
