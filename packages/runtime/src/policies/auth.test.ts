import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { call } from '../call.ts'
import { createKernel } from '../kernel.ts'
import { urlEncoded } from '../bodies.ts'
import type { ApiDefinition } from '../operation.ts'
import type { KernelOptions } from '../options.ts'
import { bodyOf, definition, getParcel, json, serve } from '../testing.ts'
import type { TokenFlowSteps } from '../token-flow.ts'
import type { Token } from '../tokens.ts'
import { tokenFlow } from './token.ts'

const flow: TokenFlowSteps = {
  create: { id: 'tokens.create', method: 'POST', path: '/tokens', input: 'body', anonymous: true },
  refresh: { id: 'tokens.refresh', method: 'GET', path: '/tokens', input: 'query', anonymous: true },
  credentials: { email: 'email', password: 'password' },
  token: '/token',
  refreshToken: '/refreshToken',
  expiresIn: '/expiresIn',
  lifetime: 3600,
  expiredStatuses: [403, 401],
}

function withFlow(given: TokenFlowSteps): ApiDefinition {
  const scheme = {
    option: 'token',
    name: 'authorization',
    prefix: 'Bearer ',
    flow: tokenFlow(given),
  }
  return { ...definition, credentials: [scheme] }
}

/** A provider that makes numbered tokens, accepts the newest only, and notes how each was asked for. */
async function tokenProvider({ refused = 401 } = {}) {
  const made: string[] = []
  let calls = 0
  const origin = await serve(async (request, response) => {
    if (request.url!.startsWith('/v1/tokens')) {
      const body = await bodyOf(request)
      made.push(request.method === 'GET' ? request.url! : `${request.headers.authorization ?? ''}${body}`)
      const number = made.length
      setTimeout(
        () => json(response, 200, { token: `t${number}`, refreshToken: `r${number}`, expiresIn: 3600 }),
        20,
      )
      return
    }
    calls += 1
    const isCurrent = request.headers.authorization === `Bearer t${made.length}`
    json(response, isCurrent ? 200 : refused, { as: request.headers.authorization })
  })
  const kernelWith = (options: object = {}) =>
    createKernel(withFlow(flow), {
      origin,
      email: 'a@b.example',
      password: 'pw',
      ...options,
    } as KernelOptions)
  return { origin, made, kernelWith, calls: () => calls }
}

const get = (kernel: ReturnType<typeof createKernel>) => call(kernel, getParcel, ['p1'])

describe('a client that makes its own token', () => {
  test('makes one for all calls that come at once, and keeps it', async () => {
    const { made, kernelWith } = await tokenProvider()
    const kernel = kernelWith()
    await Promise.all(Array.from({ length: 100 }, () => get(kernel)))
    await get(kernel)
    expect(made).toEqual(['{"email":"a@b.example","password":"pw"}'])
  })

  test('renews it in the background before it ends, from the refresh token', async () => {
    const asked: string[] = []
    const origin = await serve((request, response) => {
      asked.push(request.url!)
      json(response, 200, { token: 'new', as: request.headers.authorization })
    })
    const now = Date.now()
    const ending: Token = {
      value: 'old',
      refreshToken: 'r1',
      createdAt: now - 95_000,
      expiresAt: now + 5_000,
    }
    const renewed = Promise.withResolvers<Token>()
    const tokenStore = { get: () => ending, set: (_: string, token: Token) => renewed.resolve(token) }
    const kernel = createKernel(withFlow(flow), {
      origin,
      email: 'a',
      password: 'b',
      tokenStore,
    } as KernelOptions)
    expect(await get(kernel)).toMatchObject({ as: 'Bearer old' })
    expect(await renewed.promise).toMatchObject({ value: 'new' })
    expect(await get(kernel)).toMatchObject({ as: 'Bearer new' })
    expect(asked).toContain('/v1/tokens?refreshToken=r1')
  })

  test.each([401, 403])(
    'replays every one of 1,000 calls after %i, with one new token',
    async (refused) => {
      const { made, kernelWith, calls } = await tokenProvider({ refused })
      const old: Token = { value: 'old', createdAt: Date.now() - 60_000, expiresAt: Date.now() + 3_600_000 }
      const kernel = kernelWith({ tokenStore: { get: () => old, set: () => {} } })
      const results = await Promise.all(Array.from({ length: 1000 }, () => get(kernel)))
      expect(new Set(results.map((result) => JSON.stringify(result)))).toEqual(
        new Set(['{"as":"Bearer t1"}']),
      )
      expect(made).toHaveLength(1)
      expect(calls()).toBe(2000)
    },
    20_000,
  )

  test('takes a refusal of a young token at its word', async () => {
    const { made, kernelWith, calls } = await tokenProvider({ refused: 403 })
    const kernel = kernelWith()
    await get(kernel)
    made.push('another client made a newer one')
    await expect(get(kernel)).rejects.toMatchObject({ status: 403 })
    expect(calls()).toBe(2)
    expect(made).toHaveLength(2)
  })

  test('shares it through a store', async () => {
    const { origin, made, kernelWith } = await tokenProvider()
    const kept = new Map<string, Token>()
    const tokenStore = {
      get: (key: string) => kept.get(key),
      set: (key: string, token: Token) => void kept.set(key, token),
    }
    await get(kernelWith({ tokenStore }))
    await get(kernelWith({ tokenStore }))
    expect(made).toHaveLength(1)
    expect([...kept.keys()]).toEqual([`parlance:acme:${origin}:a@b.example`])
  })

  test('renews a young token that ended while the call was under way', async () => {
    let made = 0
    const origin = await serve(async (request, response) => {
      if (request.url!.startsWith('/v1/tokens')) {
        made += 1
        return json(response, 200, { token: `t${made}`, expiresIn: made === 1 ? 0.05 : 3600 })
      }
      if (request.headers.authorization === 'Bearer t2') return json(response, 200, 'done')
      await new Promise((resolve) => setTimeout(resolve, 100))
      json(response, 401, {})
    })
    const options = { origin, email: 'a', password: 'b' } as KernelOptions
    expect(await get(createKernel(withFlow(flow), options))).toBe('done')
    expect(made).toBe(2)
  })

  test('makes one from the credentials when the refresh token has ended too', async () => {
    const asked: string[] = []
    const origin = await serve((request, response) => {
      asked.push(`${request.method} ${request.url!.split('?')[0]}`)
      const isRefresh = request.method === 'GET' && request.url!.startsWith('/v1/tokens')
      json(response, isRefresh ? 400 : 200, { token: 't' })
    })
    const ended: Token = { value: 'old', refreshToken: 'r', createdAt: 0, expiresAt: 1 }
    const options = { origin, email: 'a', password: 'b', tokenStore: { get: () => ended, set: () => {} } }
    await get(createKernel(withFlow(flow), options as KernelOptions))
    expect(asked).toEqual(['GET /v1/tokens', 'POST /v1/tokens', 'GET /v1/parcels/p1'])
  })

  test.each([
    ['an hour from now', () => new Date(Date.now() + 3_600_000).toISOString(), 3600],
    ['a date that is over, by a clock that differs', () => '2020-01-01T00:00:00Z', 86_400],
    ['nothing', () => undefined, 86_400],
  ])('believes an answer that names %s as its end', async (_, expiresAt, seconds) => {
    const origin = await serve((_request, response) =>
      json(response, 200, { token: 't', expiresAt: expiresAt() }),
    )
    const dated = { ...flow, expiresAt: '/expiresAt', lifetime: 86_400 }
    const kept: Token[] = []
    const tokenStore = { get: () => undefined, set: (_key: string, token: Token) => void kept.push(token) }
    const options = { origin, email: 'a', password: 'b', tokenStore } as KernelOptions
    await get(createKernel(withFlow(dated), options))
    expect((kept[0]!.expiresAt - Date.now()) / 1000).toBeCloseTo(seconds, -2)
  })

  test('fails with what the token endpoint said', async () => {
    const origin = await serve((_, response) => json(response, 400, { error: { message: 'Wrong password' } }))
    const kernel = createKernel(withFlow(flow), { origin, email: 'a', password: 'b' } as KernelOptions)
    await expect(get(kernel)).rejects.toThrow('tokens.create failed with 400 Bad Request: Wrong password')
  })

  test('does not keep a caller who gives up', async () => {
    const origin = await serve(() => {})
    const kernel = createKernel(withFlow(flow), { origin, email: 'a', password: 'b' } as KernelOptions)
    await expect(call(kernel, getParcel, ['p1', { deadline: 50 }])).rejects.toMatchObject({
      limit: 'deadline',
    })
  })

  test('shows neither password nor token', async () => {
    const { kernelWith } = await tokenProvider()
    const lines: unknown[] = []
    const kernel = kernelWith({
      password: 'canary-7',
      log: (line: string) => lines.push(line),
      observe: (event: object) => lines.push(event),
    })
    await get(kernel)
    const seen = inspect([kernel, lines], { depth: 9, showHidden: true }) + JSON.stringify(lines)
    expect(seen).toContain('tokens.create')
    expect(seen).not.toMatch(/canary-7|Bearer|\bt1\b|\br1\b/)
  })
})

test('OAuth 2.0 client credentials go as Basic with one form field', async () => {
  const { made, origin } = await tokenProvider()
  const oauth: TokenFlowSteps = {
    ...flow,
    clientCredentials: true,
    create: { ...flow.create, encode: urlEncoded },
    credentials: { client_id: 'clientId', client_secret: 'clientSecret' },
  }
  const options = { origin, clientId: 'my app', clientSecret: 's:1' } as KernelOptions
  await get(createKernel(withFlow(oauth), options))
  expect(made).toEqual([`Basic ${btoa('my+app:s%3A1')}grant_type=client_credentials`])
})

test('a token that the caller gives is used as it is', async () => {
  const origin = await serve((request, response) => json(response, 200, request.headers.authorization))
  const kernel = createKernel(withFlow(flow), {
    origin,
    token: 'mine',
    email: 'a',
    password: 'b',
  } as KernelOptions)
  expect(await get(kernel)).toBe('Bearer mine')
})

test('what is missing is named, with what may stand instead', async () => {
  await expect(get(createKernel(withFlow(flow), { email: 'a' } as KernelOptions))).rejects.toThrow(
    'parcels.get: `token` must be a text (or give `email` and `password`), but is undefined.',
  )
})
