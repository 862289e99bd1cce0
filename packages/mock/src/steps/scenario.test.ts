import { describe, expect, onTestFinished, test } from 'vitest'
import { club } from '../../test/club.ts'
import { jsonBody, serve, startMock, token } from '../../test/start.ts'
import type { Mock } from '../mock.ts'

const books = 'https://library.example/api/v1/books'
const start = async () => {
  const mock = await startMock({ listen: false })
  onTestFinished(() => mock.close())
  return mock
}
const create = (mock: Mock, body: object = { title: 'Emma' }, headers = {}) => {
  const init = jsonBody(body)
  return mock.fetch(books, { method: 'POST', ...init, headers: { ...init.headers, ...headers } })
}
const statuses = async (mock: Mock, count: number) => {
  const list: number[] = []
  for (let index = 0; index < count; index++) list.push((await create(mock)).status)
  return list
}

describe('the next requests get', () => {
  test('one reply after the other, each as often as it says, and then the contract again', async () => {
    const mock = await start()
    mock.on('books.create').reply({ status: 503, times: 2 }, {}, { status: 429 })
    expect(await statuses(mock, 5)).toEqual([503, 503, 201, 429, 201])
  })

  test('the same from then on, until it is removed', async () => {
    const mock = await start()
    const scenario = mock.on('books.create').reply({ status: 429 }, { status: 503, times: 'always' })
    expect(await statuses(mock, 3)).toEqual([429, 503, 503])
    expect(scenario.left).toBe('always')
    scenario.remove()
    expect([scenario.left, ...(await statuses(mock, 1))]).toEqual([0, 201])
  })

  test('an error in the shape of the provider, whether the operation declares it or not', async () => {
    const mock = await start()
    mock.on('books.create').reply({ status: 429 }, { status: 500 }, { status: 418 })
    const declared = await create(mock)
    expect([declared.headers.get('retry-after'), await declared.json()]).toEqual([
      '7',
      { error: { message: 'slow down' } },
    ])
    expect(declared.headers.get('x-parlance-refusal')).toBeNull()
    const general = await create(mock)
    expect([general.headers.get('x-parlance-refusal'), await general.json()]).toEqual([
      'a scenario: 500',
      { error: { message: 'our fault' } },
    ])
    expect((await create(mock)).status).toBe(418)
  })

  test('an example of the spec', async () => {
    const mock = await start()
    mock.on('books.list').reply({ example: 'None' })
    const list = async () => (await mock.fetch(books, { headers: token })).json()
    expect(await list()).toEqual([])
    expect(await list()).not.toEqual([])
  })

  test('a redirect, which nothing has to declare, to an address of the provider at the mock', async () => {
    await using mock = await startMock()
    const library = `${mock.urlOf('library')}/api/v1/books`
    const lead = () => mock.on('books.get').reply({ status: 307, headers: { Location: `${books}/b2` } })
    lead()
    const led = await fetch(`${library}/b1`, { headers: token, redirect: 'manual' })
    expect([led.status, led.headers.get('location'), await led.text()]).toEqual([307, `${library}/b2`, ''])
    lead()
    const followed = await fetch(`${library}/b1`, { headers: token })
    expect([followed.status, followed.url]).toEqual([200, `${library}/b2`])
  })

  test('headers and a body of the test', async () => {
    const mock = await start()
    mock.on('books.create').reply({ headers: { 'X-Page': '2' }, body: { id: 'b1', title: 'Generated' } })
    const response = await create(mock)
    expect([response.status, response.headers.get('x-page'), await response.json()]).toEqual([
      201,
      '2',
      { id: 'b1', title: 'Generated' },
    ])
    expect(response.headers.get('x-parlance-violations')).toBeNull()
    expect(mock.lastCall).not.toHaveProperty('example')
  })

  test('text, where the headers say so', async () => {
    const mock = await start()
    mock
      .on('books.create')
      .reply({ status: 502, headers: { 'content-type': 'text/html' }, body: '<h1>Bad</h1>' })
    const response = await create(mock)
    expect([response.headers.get('content-type'), await response.text()]).toEqual([
      'text/html',
      '<h1>Bad</h1>',
    ])
  })

  test('a body that breaks the contract with a header that says how', async () => {
    const mock = await start()
    mock.on('books.create').reply({ body: { id: 7 } })
    const response = await create(mock)
    expect(await response.json()).toEqual({ id: 7 })
    expect(response.headers.get('x-parlance-violations')).toContain(
      "body must have required property 'title'",
    )
  })

  test('an answer that fails on its way, or is late', async () => {
    const mock = await start()
    mock.on('books.create').reply({ fault: 'reset' }, { fault: 'truncate' }, { delay: 50 })
    await expect(create(mock)).rejects.toThrow('fetch failed')
    await expect((await create(mock)).text()).rejects.toThrow('terminated')
    const started = performance.now()
    expect((await create(mock)).status).toBe(201)
    expect(performance.now() - started).toBeGreaterThanOrEqual(45)
  })

  test('the same over a port', async () => {
    await using mock = await startMock()
    mock.on('books.list').reply({ status: 503 })
    const list = () => fetch(`${mock.urlOf('library')}/api/v1/books`, { headers: token })
    expect([(await list()).status, (await list()).status]).toEqual([503, 200])
  })
})

describe('a scenario is for', () => {
  test('requests that say certain things', async () => {
    const mock = await start()
    mock.on({ operation: 'books.create', body: { pages: 0 } }).reply({ status: 503 })
    expect((await create(mock, { title: 'Emma', pages: 1 })).status).toBe(201)
    expect((await create(mock, { title: 'Emma', pages: 0 })).status).toBe(503)
  })

  test('a resource, or a whole provider', async () => {
    const mock = await start()
    mock.on({ provider: 'library' }).reply({ status: 503, times: 'always' })
    mock.on({ operation: 'books.get', params: { id: 'b7' } }).reply({ status: 404, times: 'always' })
    const get = async (id: string) => (await mock.fetch(`${books}/${id}`, { headers: token })).status
    expect([await get('b7'), await get('b1')]).toEqual([404, 503])
    const notes = await mock.fetch(`${mock.urlOf('plain')}/notes/1`, {
      headers: { authorization: 'Bearer x' },
    })
    expect(notes.status).toBe(200)
  })

  test('whom it was set for last, of those that still have replies', async () => {
    const mock = await start()
    mock.on({ method: 'POST' }).reply({ status: 500, times: 'always' })
    mock.on('books.create').reply({ status: 503 })
    expect(await statuses(mock, 2)).toEqual([503, 500])
  })

  test('the same requests as one before, in whose place it comes', async () => {
    const mock = await start()
    mock.on({ operation: 'books.create', method: 'POST' }).reply({ status: 503, times: 'always' })
    mock.on({ method: 'POST', operation: 'books.create' }).reply({ status: 429 })
    expect(await statuses(mock, 2)).toEqual([429, 201])
    expect(mock.scenarios).toMatchObject([{ replies: [{ status: 429 }], left: 0 }])
  })

  test('valid requests only: a broken one is refused and uses up no reply', async () => {
    const mock = await start()
    mock.on('books.create').reply({ status: 503 })
    expect((await create(mock, { pages: 1 })).status).toBe(400)
    expect(
      (await mock.fetch(books, { method: 'POST', ...jsonBody({ title: 'x' }), headers: {} })).status,
    ).toBe(415)
    expect(mock.scenarios).toMatchObject([{ left: 1 }])
    expect((await create(mock)).status).toBe(503)
  })

  test('requests that do not say themselves which answer they want', async () => {
    const mock = await start()
    mock.on('books.create').reply({ status: 503 })
    expect((await create(mock, undefined, { prefer: 'code=429' })).status).toBe(429)
    expect((await create(mock)).status).toBe(503)
  })
})

test('as many requests at once get a reply as there are', async () => {
  const mock = await start()
  mock.on('books.create').reply({ status: 503, times: 3 })
  const all = await Promise.all(Array.from({ length: 8 }, () => create(mock)))
  expect(all.filter(({ status }) => status === 503)).toHaveLength(3)
})

test('a token operation can fail, and makes no token then', async () => {
  await using mock = await serve({ club }, { listen: false })
  mock.on('tokens.create').reply({ status: 401 })
  const login = () =>
    mock.fetch('https://api.club.example/v1/tokens', {
      method: 'POST',
      ...jsonBody({ email: 'a', password: 'b' }),
    })
  const refused = await login()
  expect([refused.status, await refused.json()]).toEqual([401, { message: 'NoToken' }])
  expect((await login()).status).toBe(201)
})

describe('a scenario is refused', () => {
  test('when it cannot be played', async () => {
    const mock = await start()
    const set = (on: Parameters<Mock['on']>[0], reply: object) => () => mock.on(on).reply(reply)
    expect(set('books.creat', {})).toThrow(
      'There is no operation "books.creat". Did you mean "books.create"?',
    )
    expect(set('books.create', { status: 204 })).toThrow(
      '/replies/0/status is not in the contract: no response 204 in books.create; it declares 201, 400, 401, 429.',
    )
    expect(set('books.create', { status: 302 })).toThrow('/replies/0/headers must have a location')
    expect(set('books.create', { example: 'Slow' })).toThrow(
      '/replies/0/example is not in the contract: no example "Slow"',
    )
    expect(set('books.create', { status: 429, example: 'Slow' })).not.toThrow()
    expect(set('books.create', { example: 'Created', body: {} })).toThrow(
      '/replies/0/body cannot be there together',
    )
    expect(set('books.create', { fault: 'explode' })).toThrow(
      '/replies/0/fault must be equal to one of the allowed values: reset, truncate, dribble.',
    )
    expect(set('books.create', { times: 0 })).toThrow('/replies/0/times must be >= 1')
    expect(set('books.create', { times: 'often' })).toThrow('/replies/0/times must match')
    expect(set({ operation: 'books.create', bdy: {} } as object, {})).toThrow(
      '/on/bdy is not known here; did you mean "body"?',
    )
    expect(() => mock.on('books.create').reply(...([] as unknown as [object]))).toThrow(
      '/replies must NOT have fewer than 1 items',
    )
    expect(mock.scenarios).toMatchObject([{ replies: [{ example: 'Slow' }] }])
  })

  test('when two providers have such an operation, and it does not say whose', async () => {
    await using mock = await serve({ one: club, two: club }, { listen: false })
    expect(() => mock.on('tokens.create').reply({})).toThrow(
      'one and two have an operation "tokens.create": say which provider you mean.',
    )
    expect(() => mock.on({ provider: 'two', operation: 'tokens.create' }).reply({})).not.toThrow()
  })
})
