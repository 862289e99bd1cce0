import { describe, expect, test } from 'vitest'
import { jsonBody, startMock, token } from '../../test/start.ts'

const books = 'https://library.example/api/v1/books'

describe('a request is recorded', () => {
  test('with what was sent, and what became of it', async () => {
    await using mock = await startMock({ listen: false })
    const before = Date.now()
    await mock.fetch(`${books}/b1?full=yes&tag=a&tag=b`, { headers: { ...token, 'x-trace': 't1' } })
    const { time, duration, ...call } = mock.lastCall!
    expect(call).toEqual({
      id: 1,
      provider: 'library',
      operation: 'books.get',
      method: 'GET',
      path: '/api/v1/books/b1',
      params: { id: 'b1' },
      query: { full: 'yes', tag: ['a', 'b'] },
      headers: expect.objectContaining({ 'x-trace': 't1', host: 'library.example' }),
      bodyBytes: 0,
      status: 200,
      example: 'Emma',
    })
    expect(new Date(time).getTime()).toBeGreaterThanOrEqual(before - 1000)
    expect(duration).toBeGreaterThan(0)
    expect(JSON.parse(JSON.stringify(mock.lastCall))).toEqual(mock.lastCall)
  })

  test('with its body, as the contract speaks of it', async () => {
    await using mock = await startMock({ listen: false })
    await mock.fetch(books, { method: 'POST', ...jsonBody({ title: 'Emma', pages: 474 }) })
    const form = new URLSearchParams({ copies: '2' })
    await mock.fetch('https://library.example/api/v1/import', { method: 'POST', headers: token, body: form })
    const text = { ...token, 'content-type': 'text/csv' }
    await mock.fetch('https://library.example/api/v1/import', { method: 'POST', headers: text, body: 'a,b' })
    expect(mock.calls<unknown>().map(({ body, bodyBytes }) => [body, bodyBytes])).toEqual([
      [{ title: 'Emma', pages: 474 }, 28],
      [{ copies: '2' }, 8],
      ['a,b', 3],
    ])
  })

  test('without a body that is too long to be kept', async () => {
    await using mock = await startMock({ listen: false })
    const title = 'x'.repeat(70_000)
    await mock.fetch(books, { method: 'POST', ...jsonBody({ title }) })
    expect(mock.lastCall).toMatchObject({ status: 201, bodyBytes: 70_012 })
    expect(mock.lastCall).not.toHaveProperty('body')
  })

  test('when it is refused, with the reason', async () => {
    await using mock = await startMock({ listen: false })
    await mock.fetch(books, { method: 'POST', ...jsonBody({}) })
    await mock.fetch(`${books}/b1/nowhere`)
    const [invalid, unknown] = mock.calls()
    expect(invalid).toMatchObject({
      status: 400,
      refusal: "body must have required property 'title'",
      example: 'Invalid',
    })
    expect(unknown).toMatchObject({ status: 404, refusal: expect.stringMatching(/^no operation for GET/) })
    expect(unknown).not.toHaveProperty('operation')
  })

  test('when its answer fails on the way', async () => {
    await using mock = await startMock({ listen: false })
    const headers = { ...token, 'x-parlance-fault': 'reset' }
    await expect(mock.fetch(books, { headers })).rejects.toThrow('fetch failed')
    expect(mock.lastCall).toMatchObject({ status: 200, fault: 'reset' })
  })

  test('over a port as well', async () => {
    await using mock = await startMock()
    await fetch(`${mock.urlOf('library')}/api/v1/books`, { headers: token })
    expect(mock.calls()).toMatchObject([{ operation: 'books.list', path: '/api/v1/books', status: 200 }])
  })
})

test('only the last requests are remembered', async () => {
  await using mock = await startMock({ listen: false, journal: 3 })
  for (const id of ['a', 'b', 'c', 'd', 'e']) await mock.fetch(`${books}/${id}`, { headers: token })
  expect(mock.calls().map(({ id, params }) => [id, params['id']])).toEqual([
    [3, 'c'],
    [4, 'd'],
    [5, 'e'],
  ])
  expect(mock.lastCall?.id).toBe(5)
})

test('nothing is remembered on request', async () => {
  await using mock = await startMock({ listen: false, journal: 0 })
  await mock.fetch(books, { headers: token })
  expect([mock.calls(), mock.lastCall]).toEqual([[], undefined])
})

test.each([-1, 1.5, 1e9])('a journal of %d requests is no journal', async (journal) => {
  await expect(startMock({ journal })).rejects.toThrow('journal must be a whole number from 0 to 1000000')
})

test('what is forgotten makes room, in the order in which it came', async () => {
  await using mock = await startMock({ listen: false, journal: 4 })
  const get = (id: string) => mock.fetch(`${books}/${id}`, { headers: token })
  for (const id of ['a', 'b', 'c', 'd', 'e']) await get(id)
  mock.clear({ params: { id: 'c' } })
  expect(mock.lastCall?.params).toEqual({ id: 'e' })
  for (const id of ['f', 'g']) await get(id)
  expect(mock.calls().map(({ params }) => params['id'])).toEqual(['d', 'e', 'f', 'g'])
  mock.clear()
  expect([mock.calls(), mock.lastCall]).toEqual([[], undefined])
  await get('h')
  expect(mock.calls().map(({ id }) => id)).toEqual([8])
})

describe('calls are found', () => {
  test('by everything that is known of them', async () => {
    await using mock = await startMock({ listen: false })
    await mock.fetch(books, { headers: token })
    await mock.fetch(books, { method: 'POST', ...jsonBody({ title: 'Emma', pages: 1 }) })
    await mock.fetch(books, { method: 'POST', ...jsonBody({}) })
    await mock.fetch(`${mock.url}/plain/notes/1`)
    const ids = (...patterns: Parameters<typeof mock.calls>) => mock.calls(...patterns).map(({ id }) => id)
    expect(ids()).toEqual([1, 2, 3, 4])
    expect(ids('books.create')).toEqual([2, 3])
    expect(ids({ provider: 'plain' })).toEqual([4])
    expect(ids({ method: 'post', refused: false })).toEqual([2])
    expect(ids({ status: 400 })).toEqual([3])
    expect(ids({ body: { title: 'Emma' } })).toEqual([2])
    expect(ids({ headers: { 'Content-Type': 'application/json' }, example: 'Created' })).toEqual([2])
    expect(ids({ headers: token })).toEqual([1, 2, 3])
    expect(ids({ path: '/notes/1', params: { id: '1' } })).toEqual([4])
  })

  test('but not by names that nothing has', async () => {
    await using mock = await startMock({ listen: false })
    expect(() => mock.calls('books.lits')).toThrow(
      'There is no operation "books.lits". Did you mean "books.list"?',
    )
    expect(() => mock.calls({ provider: 'librari' })).toThrow('Did you mean "library"?')
    expect(() => mock.calls({ oparation: 'books.list' } as object)).toThrow(
      '/oparation is not known here; did you mean "operation"?',
    )
    expect(() => mock.calls({ status: '200' } as never)).toThrow('/status must be integer.')
  })
})

test('a body that is nested too deep is refused, and what was recorded can still be read', async () => {
  await using mock = await startMock({ listen: false })
  const deep = `{"title":"Emma","more":${'['.repeat(10_000)}${']'.repeat(10_000)}}`
  const { headers } = jsonBody({})
  const response = await mock.fetch(books, { method: 'POST', headers, body: deep })
  expect(response.status).toBe(400)
  expect(mock.calls()).toMatchObject([
    { status: 400, refusal: 'body is not valid JSON: it is nested deeper than 500 levels' },
  ])
})
