import type { IncomingMessage, ServerResponse } from 'node:http'
import { describe, expect, test } from 'vitest'
import { call } from '../call.ts'
import { ConnectionError, TimeoutError } from '../errors.ts'
import type { Operation } from '../operation.ts'
import { bodyOf, createParcel, getParcel, json, kernelAt, serve } from '../testing.ts'

const safe: Operation = { ...getParcel, resend: true }
const quick = { retry: { baseDelay: 1 } }

/** A provider that gives these answers in turn, and the bodies it was sent. */
async function answering(...answers: ((response: ServerResponse, request: IncomingMessage) => void)[]) {
  const bodies: string[] = []
  const origin = await serve(async (request, response) => {
    bodies.push(await bodyOf(request))
    answers[Math.min(bodies.length, answers.length) - 1]!(response, request)
  })
  return { origin, bodies }
}

const ok = (response: ServerResponse) => json(response, 200, { id: 'p1' })
const status =
  (code: number, headers = {}) =>
  (response: ServerResponse) =>
    json(response, code, {}, headers)
const reset = (response: ServerResponse) => void response.destroy()

describe('what may act twice without harm', () => {
  test.each([408, 500, 502, 503, 504])('is sent again after %i', async (code) => {
    const { origin, bodies } = await answering(status(code), ok)
    expect(await call(kernelAt(origin, quick), safe, ['p1'])).toEqual({ id: 'p1' })
    expect(bodies).toHaveLength(2)
  })

  test('is sent again after a broken connection, a truncated body and a timeout', async () => {
    const truncated = (response: ServerResponse) =>
      void response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":')
    const { origin, bodies } = await answering(reset, truncated, () => {}, ok)
    const options = { retry: { baseDelay: 1, attempts: 4 }, timeout: 100 }
    expect(await call(kernelAt(origin, options), safe, ['p1'])).toEqual({ id: 'p1' })
    expect(bodies).toHaveLength(4)
  })

  test.each([400, 401, 404, 422, 501])('is not sent again after %i', async (code) => {
    const { origin, bodies } = await answering(status(code), ok)
    await expect(call(kernelAt(origin, quick), safe, ['p1'])).rejects.toMatchObject({ status: code })
    expect(bodies).toHaveLength(1)
  })

  test('is given up after the last attempt, with all of them on the error', async () => {
    const { origin } = await answering(status(503))
    const error = call(kernelAt(origin, quick), safe, ['p1'])
    await expect(error).rejects.toMatchObject({
      status: 503,
      attempts: [
        { outcome: 503, wait: expect.any(Number) as number },
        { outcome: 503, wait: expect.any(Number) as number },
        { outcome: 503 },
      ],
    })
  })

  test('sends the same body again', async () => {
    const { origin, bodies } = await answering(status(500), ok)
    await call(kernelAt(origin, quick), { ...createParcel, resend: true }, [{ weight: 250 }])
    expect(bodies).toEqual(['{"weight":250}', '{"weight":250}'])
  })
})

describe('what may act twice with harm', () => {
  test.each([
    ['500', status(500)],
    ['503 with Retry-After', status(503, { 'retry-after': '0' })],
    ['a reset', reset],
  ])('is never sent again after %s', async (_, answer) => {
    const { origin, bodies } = await answering(answer, ok)
    await expect(call(kernelAt(origin, quick), createParcel, [{}])).rejects.toThrow(/^parcels\.create /)
    expect(bodies).toHaveLength(1)
  })

  test('is sent again after 429, which refused it', async () => {
    const { origin, bodies } = await answering(status(429, { 'retry-after': '0' }), ok)
    await call(kernelAt(origin, quick), createParcel, [{}])
    expect(bodies).toHaveLength(2)
  })

  test('is tried again when no connection was made', async () => {
    const error = await call(kernelAt('http://127.0.0.1:59', quick), createParcel, [{}]).catch(
      (caught: unknown) => caught,
    )
    expect(error).toBeInstanceOf(ConnectionError)
    expect((error as ConnectionError).attempts).toHaveLength(3)
  })
})

describe('Retry-After', () => {
  test('is waited for', async () => {
    const { origin } = await answering(status(503, { 'retry-after': '1' }), ok)
    const begun = performance.now()
    await call(kernelAt(origin, quick), safe, ['p1'])
    expect(performance.now() - begun).toBeGreaterThan(950)
  })

  test('fails the call at once when it ends after the deadline', async () => {
    const { origin } = await answering(status(429, { 'retry-after': '30' }))
    const begun = performance.now()
    await expect(call(kernelAt(origin, { deadline: 5_000 }), safe, ['p1'])).rejects.toMatchObject({
      status: 429,
      retryAfter: 30,
    })
    expect(performance.now() - begun).toBeLessThan(2_000)
  })

  test('is not waited for when it is longer than the client allows', async () => {
    const { origin, bodies } = await answering(status(503, { 'retry-after': '3' }), ok)
    const options = { retry: { maxRetryAfter: 2_000 } }
    await expect(call(kernelAt(origin, options), safe, ['p1'])).rejects.toMatchObject({ status: 503 })
    expect(bodies).toHaveLength(1)
  })
})

test('a wait ends when the caller gives up', async () => {
  const { origin } = await answering(status(503, { 'retry-after': '30' }))
  const failed = call(kernelAt(origin), safe, ['p1', { signal: AbortSignal.timeout(50) }])
  await expect(failed).rejects.toMatchObject({ kind: 'abort', attempts: [{ outcome: 503, wait: 30_000 }] })
})

test('the deadline ends a call in the middle of an attempt', async () => {
  const { origin } = await answering(() => {})
  const failed = call(kernelAt(origin), safe, ['p1', { deadline: 60 }])
  await expect(failed).rejects.toThrow(TimeoutError)
  await expect(failed).rejects.toMatchObject({ limit: 'deadline', milliseconds: 60 })
})

test('retries can be turned off for a client, and on again for a call', async () => {
  const { origin, bodies } = await answering(status(500), status(500), ok)
  const kernel = kernelAt(origin, { retry: false })
  await expect(call(kernel, safe, ['p1'])).rejects.toMatchObject({ status: 500 })
  await call(kernel, safe, ['p1', quick])
  expect(bodies).toHaveLength(3)
})

test('when everything fails, a client stops repeating everything', async () => {
  const { origin, bodies } = await answering(status(500))
  const kernel = kernelAt(origin, quick)
  for (let i = 0; i < 30; i += 1) await call(kernel, safe, ['p1']).safe()
  // 30 calls, 10 retries in advance, and one for every ten calls.
  expect(bodies.length).toBeGreaterThanOrEqual(40)
  expect(bodies.length).toBeLessThanOrEqual(44)
})
