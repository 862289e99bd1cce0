import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { garden, gardenRules } from '../test/garden.ts'
import { library } from '../test/library.ts'
import { startMock, token } from '../test/start.ts'
import { type Asked, type OpenProvider, openProvider } from './browser.ts'
import type { Mock } from './mock.ts'
import { violationsHeader } from './reply.ts'
import { Sessions } from './state/store/sessions.ts'

let outside: Mock
let inside: OpenProvider
beforeAll(async () => {
  outside = await startMock()
  inside = openProvider('library', library)
})
afterAll(() => outside.close())

const books = '/api/v1/books'
const json = { ...token, 'content-type': 'application/json' }

/**
 * What both say to the same request; their dates and connections are their own, and a document that is at hand has been
 * checked before, so that its violations are not told.
 */
async function both(asked: Asked): Promise<[there: object, here: object]> {
  const { host } = new URL(outside.url)
  const { method, target, headers, body } = asked
  const there = await fetch(`${outside.url}/library${target}`, {
    method,
    headers: { ...headers },
    body: body ? Buffer.from(body) : null,
  })
  const text = await there.text()
  const here = await inside.ask({ ...asked, headers: { host, ...headers } })
  return [
    { status: there.status, statusText: there.statusText, headers: headersOf(there.headers), text },
    {
      status: here.status,
      statusText: here.statusText,
      headers: headersOf(here.headers),
      text: new TextDecoder().decode(here.body),
    },
  ]
}

function headersOf(headers: Iterable<readonly [string, string]>): object {
  const own = new Set(['date', 'connection', 'keep-alive', violationsHeader])
  return Object.fromEntries([...headers].filter(([name]) => !own.has(name)).toSorted())
}

describe('a provider without Node around it', () => {
  test.each<[string, Asked]>([
    ['a list', { method: 'GET', target: `${books}?limit=2`, headers: token }],
    ['a HEAD', { method: 'HEAD', target: books, headers: token }],
    ['no credential', { method: 'GET', target: books, headers: {} }],
    ['an unknown path', { method: 'GET', target: '/nowhere', headers: token }],
    ['another method', { method: 'DELETE', target: books, headers: token }],
    ['no body', { method: 'POST', target: books, headers: json }],
    ['a body that is no JSON', { method: 'POST', target: books, headers: json, body: Buffer.from('{') }],
    [
      'a body of another type',
      {
        method: 'POST',
        target: books,
        headers: { ...json, 'content-type': 'text/x' },
        body: Buffer.from('a'),
      },
    ],
    ['a wish', { method: 'GET', target: books, headers: { ...token, prefer: 'code=500' } }],
  ])('answers %s as over a port', async (_, asked) => {
    const [there, here] = await both(asked)
    expect(here).toEqual(there)
  })

  test('refuses a body that is too large', async () => {
    const small = openProvider('library', library, { maxBodyBytes: 10 })
    const asked = { method: 'POST', target: books, headers: json, body: Buffer.from('{"title":"Long"}') }
    expect([400, 413]).toContain((await small.ask(asked)).status)
  })

  test('does not hold an answer back for nobody', async () => {
    const leaving = new AbortController()
    const headers = { ...token, 'x-parlance-fault': 'latency=600000' }
    const answer = inside.ask({ method: 'GET', target: books, headers }, leaving.signal)
    leaving.abort()
    expect(await answer).toMatchObject({ status: 200 })
  })

  test.each([
    [null, 'is not an OpenAPI document: the root is not an object.'],
    [{ swagger: '2.0' }, 'is Swagger 2.0'],
    [{ openapi: '3.1.0', paths: {} }, 'has no paths'],
  ])('is not made of %j', (document, reason) => {
    expect(() => openProvider('acme', document)).toThrow(reason)
    expect(() => openProvider('acme', document)).toThrow(expect.objectContaining({ code: 'bad-spec' }))
  })
})

describe('a provider that keeps state without Node around it', () => {
  const fern = {
    id: 'PLANT00001',
    name: 'Fern',
    color: null,
    price: '1.00',
    tags: [],
    createdAt: '2026-01-02T03:04:05.000Z',
  }
  const options = { rules: gardenRules, world: { plants: [fern] } }
  const plant = (name: string): Asked => ({
    method: 'POST',
    target: '/v1/plants',
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify({ name })),
  })

  test('begins with its world, keeps what it is sent, and shows it', async () => {
    const { ask, state } = openProvider('garden', garden, { ...options, stateful: true })
    expect((await ask(plant('Aloe'))).status).toBe(201)
    expect(state.state()).toMatchObject({ garden: { plants: [{ name: 'Fern' }, { name: 'Aloe' }] } })
    state.clock.advance(3600)
    expect(state.clock.now().getTime()).toBeGreaterThan(Date.now() + 3_599_000)
    state.reset()
    expect(state.state()).toEqual({ garden: { plants: [fern] } })
  })

  test('shares its data and clock with others on request', async () => {
    const sessions = new Sessions()
    const one = openProvider('one', garden, { ...options, sessions })
    const other = openProvider('other', garden, { ...options, sessions })
    await one.ask(plant('Aloe'))
    one.state.clock.freeze('2030-01-01T00:00:00Z')
    expect(other.state.clock.now()).toEqual(new Date('2030-01-01T00:00:00Z'))
    expect(Object.keys(sessions.dump('').worlds)).toEqual(['one', 'other'])
    expect(other.state.collections()).toMatchObject([{ provider: 'other', size: 1 }])
  })

  test('says so when it keeps none', () => {
    expect(() => inside.state.state()).toThrow(expect.objectContaining({ code: 'no-state' }))
  })
})
