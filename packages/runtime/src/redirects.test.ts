import { describe, expect, test } from 'vitest'
import { call } from './call.ts'
import { bodyOf, createParcel, getParcel, json, kernelAt, serve } from './testing.ts'

/** A place that tells what reached it. */
function mirror(): Promise<string> {
  return serve(async (request, response) => {
    const { method, url, headers } = request
    json(response, 200, { method, url, key: headers['x-api-key'] ?? null, body: await bodyOf(request) })
  })
}

describe('a redirect', () => {
  test.each([301, 302, 307, 308])('by %i repeats the request with its body', async (status) => {
    const target = await mirror()
    const origin = await serve(
      (_, response) => void response.writeHead(status, { location: `${target}/new` }).end(),
    )
    expect(await call(kernelAt(origin), createParcel, [{ weight: 1 }])).toMatchObject({
      method: 'POST',
      url: '/new',
      body: '{"weight":1}',
    })
  })

  test('by 303 asks for the result', async () => {
    const target = await mirror()
    const origin = await serve(
      (_, response) => void response.writeHead(303, { location: `${target}/new` }).end(),
    )
    expect(await call(kernelAt(origin), createParcel, [{ weight: 1 }])).toMatchObject({
      method: 'GET',
      body: '',
    })
  })

  test('to another origin takes no credentials along', async () => {
    const target = await mirror()
    const origin = await serve((_, response) => void response.writeHead(307, { location: target }).end())
    expect(await call(kernelAt(origin), getParcel, ['p1'])).toMatchObject({ key: null })
  })

  test('within the origin keeps them', async () => {
    const origin = await serve((request, response) =>
      request.url === '/v2/parcels/p1'
        ? json(response, 200, request.headers['x-api-key'])
        : void response.writeHead(308, { location: '/v2/parcels/p1' }).end(),
    )
    expect(await call(kernelAt(origin), getParcel, ['p1'])).toBe('key-1')
  })

  test('that never ends is an error', async () => {
    const origin = await serve(
      (request, response) => void response.writeHead(302, { location: request.url }).end(),
    )
    await expect(call(kernelAt(origin), getParcel, ['p1'])).rejects.toThrow('led to more than 5 redirects')
  })
})
