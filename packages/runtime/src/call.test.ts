import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { jsonOrMultipart, multipart } from './bodies.ts'
import { call } from './call.ts'
import { AbortError, ApiError, ConnectionError, DecodeError, TimeoutError, UsageError } from './errors.ts'
import { concealQuery } from './secret-query.ts'
import { bodyOf, createParcel, getParcel, json, kernelAt, serve } from './testing.ts'

const parcel = { id: 'p1', weight: 250 }

describe('a call that succeeds', () => {
  test('gives the body when awaited', async () => {
    const origin = await serve((_, response) => json(response, 200, parcel))
    expect(await call(kernelAt(origin), getParcel, ['p1'])).toEqual(parcel)
  })

  test('gives the response too when asked with withResponse()', async () => {
    const origin = await serve((_, response) => json(response, 201, parcel, { location: '/parcels/p1' }))
    const { data, response } = await call(kernelAt(origin), createParcel, [{ weight: 250 }]).withResponse()
    expect(data).toEqual(parcel)
    expect(response.status).toBe(201)
    expect(response.headers.get('location')).toBe('/parcels/p1')
  })

  test('gives undefined for an empty body', async () => {
    const origin = await serve((_, response) => void response.writeHead(204).end())
    expect(await call(kernelAt(origin), getParcel, ['p1'])).toBeUndefined()
  })

  test('gives undefined where no body is documented, whatever comes', async () => {
    const origin = await serve((_, response) => void response.end('OK'))
    expect(await call(kernelAt(origin), { ...getParcel, bodiless: true }, ['p1'])).toBeUndefined()
  })

  test('sends path, query, body and headers as the operation says', async () => {
    let seen: unknown
    const origin = await serve(async (request, response) => {
      const { method, url, headers } = request
      const contentType = headers['content-type']
      seen = { method, url, contentType, note: headers['x-note'], body: await bodyOf(request) }
      json(response, 200, parcel)
    })
    const options = { query: { dry_run: true, tag: ['a', 'b'] }, headers: { 'X-Note': 'hi' } }
    await call(kernelAt(origin), createParcel, [{ weight: 250 }, options])
    expect(seen).toEqual({
      method: 'POST',
      url: '/v1/parcels?dry_run=true&tag=a&tag=b',
      contentType: 'application/json',
      note: 'hi',
      body: '{"weight":250}',
    })
  })

  test('sends another media type where the operation has one', async () => {
    const origin = await serve((request, response) => json(response, 200, request.headers['content-type']))
    const operation = { ...createParcel, contentType: 'application/json+merge-patch' }
    expect(await call(kernelAt(origin), operation, [{}])).toBe('application/json+merge-patch')
  })

  test('sends a form with files from an object, and leaves a form as it is', async () => {
    const origin = await serve(async (request, response) => {
      const body = new Response(await bodyOf(request), {
        headers: { 'content-type': request.headers['content-type']! },
      })
      const form = await body.formData()
      const entries = await Promise.all(
        [...form].map(async ([name, value]) => [
          name,
          typeof value === 'string' ? value : await value.text(),
        ]),
      )
      json(response, 200, entries)
    })
    const operation = { ...createParcel, encode: multipart }
    const body = { photo: new Blob(['png']), tags: ['a', 'b'], size: { x: 1 }, note: null, weight: 2 }
    expect(await call(kernelAt(origin), operation, [body])).toEqual([
      ['photo', 'png'],
      ['tags', 'a'],
      ['tags', 'b'],
      ['size', '{"x":1}'],
      ['weight', '2'],
    ])
    const form = new FormData()
    form.append('photo', 'ready')
    expect(await call(kernelAt(origin), operation, [form])).toEqual([['photo', 'ready']])
  })

  test('sends a form instead of JSON when the body holds a file and the operation takes both', async () => {
    const origin = await serve((request, response) => json(response, 200, request.headers['content-type']))
    const operation = { ...createParcel, encode: jsonOrMultipart }
    expect(await call(kernelAt(origin), operation, [{ weight: 1 }])).toBe('application/json')
    const withFile = { weight: 1, photos: [new Blob(['png'])] }
    expect(await call(kernelAt(origin), operation, [withFile])).toMatch(/^multipart\/form-data; boundary=/)
  })

  test('encodes what stands in the path', async () => {
    const origin = await serve((request, response) => json(response, 200, request.url))
    expect(await call(kernelAt(origin), getParcel, ['a/b c?'])).toBe('/v1/parcels/a%2Fb%20c%3F')
  })

  test('fills path parameters that are client options', async () => {
    const origin = await serve((request, response) => json(response, 200, request.url))
    const operation = { id: 'parcels.list', method: 'GET', path: '/accounts/{account_id}/parcels' } as const
    expect(await call(kernelAt(origin, { accountId: '42' }), operation, [])).toBe('/v1/accounts/42/parcels')
  })

  test('goes to another server when its operation is served there', async () => {
    const origin = await serve((request, response) => json(response, 200, request.url))
    const operation = { id: 'tracking.get', method: 'GET', path: '/track', server: 1 } as const
    expect(await call(kernelAt(origin), operation, [])).toBe('/track')
  })
})

describe('a call that the provider refuses', () => {
  const refusal = { error: { message: 'Weight is missing' } }

  test('throws an ApiError with status, body, request id and the wait it asks for', async () => {
    const origin = await serve((_, response) =>
      json(response, 429, refusal, { 'retry-after': '12', 'x-request-id': 'r-9' }),
    )
    const failed = call(kernelAt(origin, { retry: false }), createParcel, [{}])
    const error = await failed.catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({
      kind: 'api',
      operation: 'parcels.create',
      status: 429,
      body: refusal,
      requestId: 'r-9',
      retryAfter: 12,
      request: { method: 'POST', url: `${origin}/v1/parcels` },
      message: 'parcels.create failed with 429 Too Many Requests: Weight is missing',
    })
  })

  test('keeps an error body that is not JSON as text', async () => {
    const origin = await serve((_, response) => void response.writeHead(502).end('<h1>Bad gateway</h1>'))
    await expect(call(kernelAt(origin), getParcel, ['p1'])).rejects.toMatchObject({
      status: 502,
      body: '<h1>Bad gateway</h1>',
    })
  })

  test('is a value with safe()', async () => {
    const origin = await serve((_, response) => json(response, 404, refusal))
    const { data, error, response } = await call(kernelAt(origin), getParcel, ['p1']).safe()
    expect(data).toBeUndefined()
    expect(error).toMatchObject({ status: 404 })
    expect(response?.status).toBe(404)
  })
})

describe('a call that never gets its answer', () => {
  test('tells that the connection failed, and why', async () => {
    const error = await call(kernelAt('http://127.0.0.1:1'), getParcel, ['p1']).catch(
      (caught: unknown) => caught,
    )
    expect(error).toBeInstanceOf(ConnectionError)
    expect(String(error)).toMatch(/could not reach 127\.0\.0\.1:1: .*(ECONNREFUSED|bad port)/)
  })

  test('times out while it waits for the response', async () => {
    const origin = await serve(() => {})
    const failed = call(kernelAt(origin, { timeout: 30 }), getParcel, ['p1'])
    await expect(failed).rejects.toThrow(TimeoutError)
    await expect(failed).rejects.toMatchObject({
      limit: 'timeout',
      milliseconds: 30,
      operation: 'parcels.get',
    })
  })

  test('times out while it reads the body', async () => {
    const origin = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"id":')
    })
    await expect(call(kernelAt(origin), getParcel, ['p1', { timeout: 50 }])).rejects.toThrow(TimeoutError)
  })

  test('ends with an AbortError that holds the reason of the signal', async () => {
    const origin = await serve(() => {})
    const controller = new AbortController()
    const failed = call(kernelAt(origin), getParcel, ['p1', { signal: controller.signal }])
    setTimeout(() => controller.abort(new Error('user left')), 20)
    await expect(failed).rejects.toThrow(AbortError)
    await expect(failed).rejects.toMatchObject({ cause: new Error('user left') })
  })

  test('sends nothing when its signal was aborted before', async () => {
    let requests = 0
    const origin = await serve((_, response) => {
      requests += 1
      json(response, 200, parcel)
    })
    const failed = call(kernelAt(origin), getParcel, ['p1', { signal: AbortSignal.abort() }])
    await expect(failed).rejects.toThrow(AbortError)
    expect(requests).toBe(0)
  })

  test('takes its listener off a signal that lives on', async () => {
    const origin = await serve((_, response) => json(response, 200, parcel))
    const { signal } = new AbortController()
    let listeners = 0
    const add = signal.addEventListener.bind(signal)
    const remove = signal.removeEventListener.bind(signal)
    signal.addEventListener = (...args: Parameters<typeof add>) => ((listeners += 1), add(...args))
    signal.removeEventListener = (...args: Parameters<typeof remove>) => ((listeners -= 1), remove(...args))
    const kernel = kernelAt(origin)
    for (let i = 0; i < 5; i += 1) await call(kernel, getParcel, ['p1', { signal }])
    expect(listeners).toBe(0)
  })

  test('refuses a success that is not JSON, and one that is cut off', async () => {
    const html = await serve(
      (_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'),
    )
    await expect(call(kernelAt(html), getParcel, ['p1'])).rejects.toThrow(/expected JSON but got text\/html/)
    const cut = await serve(
      (_, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":'),
    )
    await expect(call(kernelAt(cut), getParcel, ['p1'])).rejects.toThrow(DecodeError)
  })

  test('fails as a ConnectionError when the connection breaks in the body', async () => {
    const origin = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' }).write('{"id":')
      setTimeout(() => response.destroy(), 20)
    })
    await expect(call(kernelAt(origin), getParcel, ['p1'])).rejects.toThrow(ConnectionError)
  })
})

describe('a call that is set up wrongly sends nothing and says what is missing', () => {
  test.each([[''], ['.'], ['..'], [undefined], [null]])('path parameter %j', async (id) => {
    await expect(call(kernelAt('http://127.0.0.1:1'), getParcel, [id])).rejects.toThrow(
      /^parcels\.get: `id` must be a number or a text/,
    )
  })

  test('a path parameter that a client option supplies', async () => {
    const operation = { id: 'parcels.list', method: 'GET', path: '/accounts/{account_id}/parcels' } as const
    await expect(call(kernelAt('http://127.0.0.1:1'), operation, [])).rejects.toThrow(
      'parcels.list: `accountId` must be',
    )
  })

  test('credentials', async () => {
    const kernel = kernelAt('http://127.0.0.1:1', { apiKey: undefined })
    await expect(call(kernel, getParcel, ['p1'])).rejects.toThrow(
      new UsageError('parcels.get: `apiKey` must be a text, but is undefined.'),
    )
  })

  test('a timeout that is no length of time', async () => {
    await expect(call(kernelAt('http://127.0.0.1:1'), getParcel, ['p1', { timeout: 0 }])).rejects.toThrow(
      /`timeout` must be a positive number/,
    )
  })
})

describe('credentials', () => {
  test('go where the scheme says, and not with anonymous operations', async () => {
    const origin = await serve((request, response) =>
      json(response, 200, request.headers['x-api-key'] ?? 'none'),
    )
    const kernel = kernelAt(origin)
    expect(await call(kernel, getParcel, ['p1'])).toBe('key-1')
    expect(await call(kernel, { ...getParcel, anonymous: true }, ['p1'])).toBe('none')
  })

  test('may be supplied by a function, which is asked for every call', async () => {
    const origin = await serve((request, response) => json(response, 200, request.headers['x-api-key']))
    let n = 0
    const kernel = kernelAt(origin, { apiKey: async () => `key-${(n += 1)}` })
    expect(await call(kernel, getParcel, ['p1'])).toBe('key-1')
    expect(await call(kernel, getParcel, ['p1'])).toBe('key-2')
  })

  test('in a query do not show in the response that an error carries', async () => {
    const origin = await serve((_, response) => json(response, 400, {}))
    const operation = { ...getParcel, input: 'query', conceal: concealQuery } as const
    const error = await call(kernelAt(origin), operation, ['p1', { refreshToken: 'canary-9' }]).catch(
      (caught: unknown) => caught,
    )
    expect((error as ApiError).response.url).toBe(`${origin}/v1/parcels/p1`)
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('canary-9')
  })

  test('appear in no error and no view of the kernel', async () => {
    const canary = 'canary-5f1e'
    const origin = await serve((_, response) => json(response, 400, { error: { message: 'no' } }))
    const kernel = kernelAt(origin, { apiKey: canary })
    const broken = kernelAt(origin, { apiKey: `${canary}\n☃` })
    const errors = await Promise.all([
      call(kernel, createParcel, [{}]).catch((error: unknown) => error),
      call(kernelAt('http://127.0.0.1:1', { apiKey: canary }), getParcel, ['p1']).catch(
        (error: unknown) => error,
      ),
      call(broken, getParcel, ['p1']).catch((error: unknown) => error),
    ])
    const seen = [kernel, ...errors].map(
      (value) => inspect(value, { depth: 9, showHidden: true }) + JSON.stringify(value),
    )
    expect(seen.join('\n')).not.toContain(canary)
    expect(String(errors[2])).toContain('must be a text that a header can carry')
  })
})
