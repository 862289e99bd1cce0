import { describe, expect, test } from 'vitest'
import { limitsOf } from './limits.ts'
import { call } from './call.ts'
import { createKernel } from './kernel.ts'
import type { RateLimit } from './operation.ts'
import { definition, getParcel, json, serve } from './testing.ts'
import type { KernelOptions } from './options.ts'

/** A client with a budget, the times at which it sent its requests, and how many were under way at most. */
async function limited(limits: RateLimit[], options: KernelOptions = {}) {
  const times: number[] = []
  let under = 0
  let most = 0
  const origin = await serve((_, response) => {
    most = Math.max(most, (under += 1))
    setTimeout(() => {
      under -= 1
      json(response, 200, {})
    }, 5)
  })
  const timed: KernelOptions['fetch'] = (url, init) => {
    times.push(performance.now())
    return fetch(url, init)
  }
  const kernel = createKernel({ ...definition, limits }, {
    origin,
    apiKey: 'k',
    fetch: timed,
    ...options,
  } as KernelOptions)
  return { kernel, times, most: () => most, get: (own = {}) => call(kernel, getParcel, ['p1', own]) }
}

const fivePerSecond = { name: 'requests', requests: 5, window: 1 }

/** The largest number of times in any window. */
function densest(times: number[], window: number): number {
  return Math.max(
    ...times.map((start) => times.filter((time) => time >= start && time < start + window).length),
  )
}

describe('a documented budget', () => {
  test('is never exceeded in any window, and no call is lost', async () => {
    const { get, times } = await limited([fivePerSecond])
    await Promise.all(Array.from({ length: 13 }, () => get()))
    expect(times).toHaveLength(13)
    // A little less than a second, because a request is sent a moment after it was let go.
    expect(densest(times, 900)).toBeLessThanOrEqual(5)
  })

  test('does not slow down what is below it', async () => {
    const { get } = await limited([fivePerSecond])
    const begun = performance.now()
    await Promise.all(Array.from({ length: 5 }, () => get()))
    expect(performance.now() - begun).toBeLessThan(500)
  })

  test('lets calls through in the order they came', async () => {
    const { get } = await limited([{ name: 'requests', requests: 1, window: 0.05 }])
    const order: number[] = []
    await Promise.all([1, 2, 3, 4].map(async (n) => (await get(), order.push(n))))
    expect(order).toEqual([1, 2, 3, 4])
  })

  test('is visible', async () => {
    const { get, kernel } = await limited([fivePerSecond])
    await Promise.all([get(), get()])
    expect(limitsOf(kernel)()).toEqual({
      limits: [{ name: 'requests', limit: 5, window: 1, used: 2, wait: 0 }],
      running: 0,
      queued: 0,
    })
  })

  test('can be shared between clients, or ignored', async () => {
    const half = await limited([fivePerSecond], { rateLimit: { share: 0.5 } })
    expect(limitsOf(half.kernel)().limits[0]?.limit).toBe(2)
    const none = await limited([fivePerSecond], { rateLimit: false })
    expect(limitsOf(none.kernel)().limits).toEqual([])
  })
})

describe('a call in the queue', () => {
  test('leaves it when its caller gives up, and the others move up', async () => {
    const { get, kernel } = await limited([{ name: 'requests', requests: 1, window: 1 }])
    await get()
    const controller = new AbortController()
    const waiting = get({ signal: controller.signal })
    const next = get()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(limitsOf(kernel)().queued).toBe(2)
    controller.abort()
    await expect(waiting).rejects.toMatchObject({ kind: 'abort', attempts: [] })
    await next
    expect(limitsOf(kernel)()).toMatchObject({ queued: 0, running: 0 })
  })

  test('fails at once when its turn comes after its deadline', async () => {
    const { get } = await limited([{ name: 'requests', requests: 1, window: 60 }])
    await get()
    const begun = performance.now()
    await expect(get({ deadline: 1_000 })).rejects.toMatchObject({ kind: 'timeout', limit: 'deadline' })
    expect(performance.now() - begun).toBeLessThan(500)
  })
})

test('no more requests are under way than the client allows', async () => {
  const { get, most } = await limited([], { rateLimit: { concurrency: 3 } })
  await Promise.all(Array.from({ length: 20 }, () => get()))
  expect(most()).toBe(3)
})

test('a client without limits does not hold calls back after a 429 either', async () => {
  const origin = await serve((request, response) =>
    json(response, request.url!.endsWith('p1') ? 429 : 200, {}, { 'retry-after': '60' }),
  )
  const options = { origin, apiKey: 'k', rateLimit: false, retry: false } as KernelOptions
  const kernel = createKernel(definition, options)
  await call(kernel, getParcel, ['p1']).safe()
  expect(await call(kernel, getParcel, ['p2'])).toEqual({})
})

test('after a 429 all calls wait as long as the provider asks', async () => {
  const times: number[] = []
  const origin = await serve((_, response) => {
    times.push(performance.now())
    json(response, times.length === 1 ? 429 : 200, {}, times.length === 1 ? { 'retry-after': '1' } : {})
  })
  const kernel = createKernel(definition, { origin, apiKey: 'k' } as KernelOptions)
  const first = call(kernel, getParcel, ['p1'])
  await new Promise((resolve) => setTimeout(resolve, 200))
  await Promise.all([first, call(kernel, getParcel, ['p1'])])
  expect(times[1]! - times[0]!).toBeGreaterThan(950)
})
