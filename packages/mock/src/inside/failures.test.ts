import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startMock, token } from '../../test/start.ts'
import type { Mock } from '../mock.ts'

let inside: Mock
let outside: Mock
beforeAll(async () => {
  ;[inside, outside] = await Promise.all([startMock({ listen: false }), startMock()])
})
afterAll(() => Promise.all([inside.close(), outside.close()]))

const books = 'https://library.example/api/v1/books'
const withFault = (fault: string) => ({ headers: { ...token, 'x-parlance-fault': fault } })

describe('what goes wrong goes wrong as with fetch', () => {
  const broken = () =>
    new ReadableStream({
      pull() {
        throw new Error('no more')
      },
    })

  test.each<[string, () => RequestInit]>([
    ['a connection that is reset', () => withFault('reset')],
    ['a body that breaks off where there is none', () => ({ method: 'HEAD', ...withFault('truncate') })],
    [
      'a body that cannot be sent',
      () => ({
        method: 'POST',
        headers: { ...token, 'content-type': 'application/json' },
        body: broken(),
        duplex: 'half',
      }),
    ],
    ['a body with GET', () => ({ method: 'GET', body: 'x' })],
  ])('%s', async (_, init) => {
    const path = '/library/api/v1/books'
    for (const send of [
      () => fetch(outside.url + path, init()),
      () => inside.fetch(inside.url + path, init()),
    ]) {
      await expect(send()).rejects.toThrow(TypeError)
    }
  })

  test('a reset says so', async () => {
    await expect(inside.fetch(books, withFault('reset'))).rejects.toMatchObject({
      message: 'fetch failed',
      cause: { code: 'ECONNRESET' },
    })
  })

  test('a body that breaks off in the middle', async () => {
    for (const from of [outside, inside]) {
      const { fetch: send, origin } = from.optionsFor('library')
      const response = await send(`${origin}/api/v1/books`, withFault('truncate'))
      expect(response.status).toBe(200)
      const first = await response.clone().body?.getReader().read()
      expect(first?.value?.length).toBeGreaterThan(0)
      await expect(response.text()).rejects.toThrow('terminated')
    }
  })
})

describe('a signal', () => {
  const reason = new Error('enough')

  test('that is aborted already sends nothing', async () => {
    const { id } = inside.lastCall!
    await expect(inside.fetch(books, { headers: token, signal: AbortSignal.abort(reason) })).rejects.toBe(
      reason,
    )
    expect(inside.lastCall!.id).toBe(id)
  })

  test('ends a wait, and the next request is answered', async () => {
    const leaving = new AbortController()
    const waiting = inside.fetch(`${books}?late`, { ...withFault('latency=60000'), signal: leaving.signal })
    setTimeout(() => leaving.abort(reason), 10)
    await expect(waiting).rejects.toBe(reason)
    expect((await inside.fetch(books, { headers: token })).status).toBe(200)
    // The mock does not wait any longer either.
    await expect.poll(() => inside.calls({ query: { late: '' } })).toHaveLength(1)
  })

  test('of a Request counts too', async () => {
    const leaving = new AbortController()
    const waiting = inside.fetch(
      new Request(books, { ...withFault('latency=60000'), signal: leaving.signal }),
    )
    setTimeout(() => leaving.abort(reason), 10)
    await expect(waiting).rejects.toBe(reason)
  })

  test.each(['', 'dribble'])('ends a body that is still being read (%s)', async (fault) => {
    const leaving = new AbortController()
    const response = await inside.fetch(books, { ...withFault(fault), signal: leaving.signal })
    leaving.abort(reason)
    await expect(response.text()).rejects.toBe(reason)
  })
})

test('a mock that is closed answers no more', async () => {
  const closed = await startMock({ listen: false })
  expect((await closed.fetch(books, { headers: token })).status).toBe(200)
  await closed.close()
  await expect(closed.fetch(books, { headers: token })).rejects.toMatchObject({
    code: 'closed',
    message: 'The mock was closed.',
  })
})
