import { describe, expect, test } from 'vitest'
import { call } from './call.ts'
import { createKernel } from './kernel.ts'
import type { KernelOptions } from './options.ts'
import { bodyOf, createParcel, definition, getParcel, json, kernelAt, serve } from './testing.ts'

/** A place that tells what reached it. */
function mirror(): Promise<string> {
  return serve(async (request, response) => {
    const { method, url, headers } = request
    json(response, 200, { method, url, key: headers['x-api-key'] ?? null, body: await bodyOf(request) })
  })
}

describe('a redirect', () => {
  test.each([301, 302, 303, 307, 308])('by %i of a read is followed', async (status) => {
    const target = await mirror()
    const origin = await serve(
      (_, response) => void response.writeHead(status, { location: `${target}/new` }).end(),
    )
    expect(await call(kernelAt(origin), getParcel, ['p1'])).toMatchObject({ method: 'GET', url: '/new' })
  })

  test.each([301, 302, 303, 307, 308])(
    'by %i of a write is not: nothing is sent elsewhere',
    async (status) => {
      const seen: string[] = []
      const origin = await serve((request, response) => {
        seen.push(request.url!)
        response.writeHead(status, { location: '/new' }).end()
      })
      const { redirects: byHand, ...byPlatform } = definition
      for (const one of [{ ...byPlatform, redirects: byHand! }, byPlatform]) {
        const kernel = createKernel(one, { origin, apiKey: 'k' } as KernelOptions)
        await expect(call(kernel, createParcel, [{ weight: 1 }])).rejects.toMatchObject({
          kind: 'api',
          status,
        })
      }
      expect(seen).toEqual(['/v1/parcels', '/v1/parcels'])
    },
  )

  test.each(['data:application/json,{}', 'file:///etc/hostname'])('to %s is an error', async (location) => {
    const origin = await serve((_, response) => void response.writeHead(302, { location }).end())
    await expect(call(kernelAt(origin, { retry: false }), getParcel, ['p1'])).rejects.toMatchObject({
      kind: 'connection',
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
