import { describe, expect, test } from 'vitest'
import { club } from '../../test/club.ts'
import { serve } from '../../test/start.ts'
import type { Mock } from '../mock.ts'

const evidence = { level: 'official', source: 'x' }
const limits = (...rules: object[]) => ({
  'x-rate-limits': rules.map((rule) => Object.assign(rule, { evidence })),
})
const done = { '200': { description: 'Done.', content: { 'application/json': { example: { ok: true } } } } }
const slow = (...names: string[]) => ({
  description: 'Slow down.',
  headers: { 'Retry-After': { schema: { type: 'integer' }, example: 1234 } },
  content: {
    'application/json': {
      examples: Object.fromEntries(names.map((name) => [name, { value: { message: name } }])),
    },
  },
})

const forBots = { callers: 'bot users', clientOption: 'bot', scope: ['bot', 'room'], window: 600 }
const rules = (key: string) =>
  limits(
    { name: 'identical', requests: 2, counts: 'identical', key: [key], ...forBots },
    { name: 'row', requests: 4, counts: 'consecutive', key: [key], resetBy: 'others', ...forBots },
  )
const say = (key: string, parameters: object[] = []) => ({
  parameters,
  post: {
    security: [{ Person: ['guest'] }],
    ...rules(key),
    requestBody: {
      content: { 'application/json': { schema: { type: 'object', required: ['text'] } } },
    },
    responses: { ...done, '400': slow('Bad'), '429': slow('TooFast', 'RepeatsItself', 'TalksAlone') },
  },
})

const limited = {
  ...club,
  ...limits(
    { name: 'perToken', requests: 5, window: 600, scope: ['token'] },
    { name: 'perAddress', requests: 1000, window: 600, scope: ['ip'] },
  ),
  'x-error-responses': { ...club['x-error-responses'], '429': slow('TooManyRequests') },
  paths: {
    ...club.paths,
    '/rare': {
      get: { ...limits({ name: 'rare', requests: 1, window: 600, scope: ['token'] }), responses: done },
    },
  },
}

const chat = {
  ...club,
  paths: {
    ...club.paths,
    '/messages': say('body:/room'),
    '/rooms/{id}/messages': say('path:id', [
      { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
    ]),
  },
}

describe('limits on requests', () => {
  const get = (mock: Mock, path: string, token: string) =>
    fetch(`${mock.url}/limited/v1${path}`, { headers: { authorization: `Bearer ${token}` } })

  test('are counted for each token, and told in the shape of the provider', async () => {
    await using mock = await serve({ limited })
    for (let count = 0; count < 5; count++) expect((await get(mock, '/members', 'a')).status).toBe(200)
    const refused = await get(mock, '/members', 'a')
    expect([refused.status, await refused.json()]).toEqual([429, { message: 'TooManyRequests' }])
    const wait = Number(refused.headers.get('retry-after'))
    expect(wait).toBeGreaterThan(500)
    expect(wait).toBeLessThanOrEqual(600)
    expect(refused.headers.get('x-parlance-refusal')).toBe(
      `limit perToken: 5 requests in 600 s for the same token; wait ${wait} s`,
    )
    expect((await get(mock, '/members', 'b')).status).toBe(200)
  })

  test('may hold for one operation', async () => {
    await using mock = await serve({ limited })
    expect((await get(mock, '/rare', 'a')).status).toBe(200)
    expect((await get(mock, '/rare', 'a')).status).toBe(429)
    expect((await get(mock, '/members', 'a')).status).toBe(200)
  })

  test('can be switched off', async () => {
    await using mock = await serve({ limited }, { rateLimit: false })
    for (let count = 0; count < 7; count++) expect((await get(mock, '/rare', 'a')).status).toBe(200)
  })
})

describe('limits on what a bot says', () => {
  const post = (mock: Mock, path: string, body: object, authorization = 'Bearer bot') =>
    fetch(`${mock.url}/chat/v1${path}`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const outcome = async (response: Response) => [
    response.status,
    ((await response.json()) as { message?: string }).message,
  ]

  test('count what is identical, in whatever order it is written, apart from the key', async () => {
    await using mock = await serve({ chat })
    await post(mock, '/messages', { room: 1, text: 'hi', meta: { a: 1, b: 2 } })
    await post(mock, '/messages', { meta: { b: 2, a: 1 }, text: 'hi', room: 1 })
    const third = await post(mock, '/messages', { room: 1, text: 'hi', meta: { a: 1, b: 2 } })
    expect(await outcome(third)).toEqual([429, 'RepeatsItself'])
    expect((await post(mock, '/messages', { room: 2, text: 'hi', meta: { a: 1, b: 2 } })).status).toBe(200)
  })

  test('are one limit on both paths that lead to a room', async () => {
    await using mock = await serve({ chat })
    await post(mock, '/messages', { room: 'r', text: 'hi' })
    await post(mock, '/rooms/r/messages', { text: 'hi' })
    expect((await post(mock, '/rooms/r/messages', { text: 'hi' })).status).toBe(429)
    expect((await post(mock, '/rooms/other/messages', { text: 'hi' })).status).toBe(200)
  })

  test('count a row, which ends when somebody who has logged in speaks', async () => {
    await using mock = await serve({ chat })
    const send = (text: string, authorization?: string) =>
      post(mock, '/rooms/r/messages', { text }, authorization)
    for (const text of ['1', '2', '3', '4']) expect((await send(text)).status).toBe(200)
    expect(await outcome(await send('5'))).toEqual([429, 'TalksAlone'])
    const login = await post(mock, '/tokens', { email: 'a@club.example', password: 'x' })
    const { token } = (await login.json()) as { token: string }
    expect((await send('hello', `Bearer ${token}`)).status).toBe(200)
    expect((await send('5')).status).toBe(200)
  })

  test('do not concern those who have logged in', async () => {
    await using mock = await serve({ chat })
    const login = await post(mock, '/tokens', { email: 'a@club.example', password: 'x' })
    const { token } = (await login.json()) as { token: string }
    for (let count = 0; count < 6; count++) {
      expect((await post(mock, '/rooms/r/messages', { text: 'x' }, `Bearer ${token}`)).status).toBe(200)
    }
  })

  test('leave out what was refused', async () => {
    await using mock = await serve({ chat })
    for (let count = 0; count < 6; count++) {
      expect((await post(mock, '/rooms/r/messages', { nothing: 1 })).status).toBe(400)
    }
    expect((await post(mock, '/rooms/r/messages', { text: 'x' })).status).toBe(200)
  })
})
