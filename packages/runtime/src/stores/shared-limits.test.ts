import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { call } from '../call.ts'
import type { CallEvent } from '../events.ts'
import { createKernel } from '../kernel.ts'
import { limitsOf } from '../limits.ts'
import type { RateLimit } from '../operation.ts'
import type { KernelOptions } from '../options.ts'
import { definition, getParcel, json, serve } from '../testing.ts'
import { sharedLimits, type SharedLimitsOptions } from './shared-limits.ts'
import { memoryStore } from './memory.ts'
import { type LimitStore, settling } from './store.ts'

const budget = (requests: number, window: number): RateLimit[] => [{ name: 'requests', requests, window }]

/** A provider, and clients of it that share a store. */
async function fleet(limits: RateLimit[], store: LimitStore = memoryStore()) {
  const times: number[] = []
  const origin = await serve((request, response) => {
    times.push(performance.now())
    const isBusy = request.url!.endsWith('busy') && times.length === 1
    json(response, isBusy ? 429 : 200, {}, isBusy ? { 'retry-after': '1' } : {})
  })
  const client = (options: Partial<SharedLimitsOptions> = {}, own: KernelOptions = {}) => {
    const shared = sharedLimits(store, { account: 'acme', ...options })
    const rateLimit = { shared, ...own.rateLimit }
    const given = { origin, apiKey: 'k', ...own, rateLimit } as KernelOptions
    const kernel = createKernel({ ...definition, limits }, given)
    return {
      get: (options = {}, id = 'p1') => call(kernel, getParcel, [id, options]),
      limits: limitsOf(kernel),
    }
  }
  return { client, times }
}

/** A store that a test takes away and gives back. */
function fragile() {
  let store = memoryStore()
  let state: 'here' | 'gone' | 'silent' = 'here'
  let ready = (): void => {}
  return {
    become(next: typeof state, { empty = false, loud = false } = {}) {
      state = next
      if (empty) store = memoryStore()
      if (loud) ready()
    },
    store: {
      onReady: (callback) => (ready = callback),
      exchange: (key, request) => {
        if (state === 'gone') throw new Error('closed')
        return state === 'silent' ? new Promise(() => {}) : store.exchange(key, request)
      },
    } satisfies LimitStore,
  }
}

/** On a busy machine a request may take long to arrive, which is no fault of whoever counts it. */
const patient = { travel: 30_000, timeLimit: 20_000 }

/** The largest number of times in any window. */
function densest(times: number[], window: number): number {
  const counts = times.map((start) => times.filter((time) => time >= start && time < start + window).length)
  return Math.max(...counts)
}

describe('clients that share a budget', () => {
  test('keep it together in every window, and lose no call', async () => {
    const { client, times } = await fleet(budget(6, 0.5))
    const clients = [client(patient), client(patient), client(patient)]
    await Promise.all(clients.flatMap(({ get }) => Array.from({ length: 6 }, () => get())))
    expect(times).toHaveLength(18)
    // A request counts from its end, which comes after the time at which the provider saw it.
    expect(densest(times, 490)).toBeLessThanOrEqual(6)
  })

  test('see what the others have used', async () => {
    const { client } = await fleet(budget(10, 60))
    const [one, other] = [client(), client()]
    await Promise.all([one.get(), one.get()])
    await other.get()
    expect(other.limits()).toMatchObject({
      limits: [{ limit: 10, window: 60, used: 3 }],
      running: 0,
      queued: 0,
    })
  })

  test('each let their calls through in the order they came', async () => {
    const { client } = await fleet(budget(1, 0.05))
    const { get } = client()
    const order: number[] = []
    await Promise.all([1, 2, 3, 4].map(async (n) => (await get(), order.push(n))))
    expect(order).toEqual([1, 2, 3, 4])
  })

  test('all wait when the provider asks one of them to', async () => {
    const { client, times } = await fleet(budget(100, 60))
    const [one, other] = [client(), client()]
    const first = one.get({}, 'busy')
    while (times.length < 1) await sleep(5)
    await sleep(100)
    await Promise.all([first, other.get()])
    expect(Math.min(...times.slice(1)) - times[0]!).toBeGreaterThan(950)
  })

  test('tell of a wait only if there is one', async () => {
    const events: CallEvent[] = []
    const { client } = await fleet(budget(1, 0.2))
    const { get } = client({}, { observe: (event) => events.push(event) })
    await get()
    expect(events.map(({ type }) => type)).toEqual(['attempt'])
    await Promise.all([get(), get()])
    expect(events.filter(({ type }) => type === 'wait')).toHaveLength(2)
  })

  test('need no store where nothing is documented', async () => {
    const { store, become } = fragile()
    become('gone')
    const { client } = await fleet([], store)
    expect(await client({ onOutage: 'failClosed' }).get()).toEqual({})
  })
})

describe('a call that waits', () => {
  test('leaves the line when its caller gives up, and others take its place', async () => {
    const { client } = await fleet(budget(1, 0.5))
    const [one, other] = [client(), client()]
    await one.get()
    const controller = new AbortController()
    const waiting = one.get({ signal: controller.signal })
    await sleep(50)
    expect(one.limits().queued).toBe(1)
    controller.abort()
    await expect(waiting).rejects.toMatchObject({ kind: 'abort', attempts: [] })
    await other.get()
    expect(one.limits()).toMatchObject({ queued: 0, running: 0 })
  })

  test('gives its turn back when its caller gives up while the store is asked', async () => {
    const real = memoryStore()
    const store: LimitStore = {
      exchange: (key, request) => sleep(50).then(() => real.exchange(key, request)),
    }
    const { client, times } = await fleet(budget(1, 60), store)
    const controller = new AbortController()
    const given = client().get({ signal: controller.signal })
    await sleep(10)
    controller.abort()
    await expect(given).rejects.toMatchObject({ kind: 'abort', attempts: [] })
    // Else it would wait for a minute, and the test would not end in time.
    await client().get()
    expect(times).toHaveLength(1)
  })

  test('fails at once when its turn comes after its deadline', async () => {
    const { client } = await fleet(budget(1, 60))
    const { get, limits } = client()
    await get()
    const failure = { kind: 'timeout', limit: 'deadline' }
    // A test that had to wait for it would not end in time.
    await expect(get({ deadline: 30_000 })).rejects.toMatchObject(failure)
    const controller = new AbortController()
    const waiting = get({ signal: controller.signal })
    await expect(get({ deadline: 30_000 })).rejects.toMatchObject(failure)
    controller.abort()
    await expect(waiting).rejects.toMatchObject({ kind: 'abort' })
    expect(limits().queued).toBe(0)
  })

  test('is not sent beside more than the client allows', async () => {
    const { client } = await fleet(budget(100, 60))
    const { get, limits } = client({}, { rateLimit: { concurrency: 2 } })
    const calls = Array.from({ length: 8 }, () => get())
    while (limits().running === 0) await sleep(1)
    expect(limits().running).toBeLessThanOrEqual(2)
    await Promise.all(calls)
  })
})

describe('while the store is gone', () => {
  test('calls go on within a part of the budget, of which is used what was sent before', async () => {
    const { store, become } = fragile()
    const { client, times } = await fleet(budget(10, 60), store)
    const { get, limits } = client({ fallbackShare: 0.4 })
    await Promise.all([get(), get()])
    become('gone')
    await Promise.all([get(), get()])
    await expect(get({ deadline: 300 })).rejects.toMatchObject({ kind: 'timeout' })
    expect(times).toHaveLength(4)
    expect(limits().limits[0]).toMatchObject({ used: 4 })
  })

  test('a worker takes into account that the others have used the budget up', async () => {
    const { store, become } = fragile()
    const { client, times } = await fleet(budget(10, 60), store)
    const [busy, idle] = [client(), client()]
    await idle.get()
    await Promise.all(Array.from({ length: 8 }, () => busy.get()))
    await idle.get()
    become('gone')
    await expect(idle.get({ deadline: 300 })).rejects.toMatchObject({ kind: 'timeout' })
    expect(times).toHaveLength(10)
  })

  test('calls fail at once with `failClosed`', async () => {
    const { store, become } = fragile()
    become('gone')
    const { client, times } = await fleet(budget(10, 60), store)
    const { error } = await client({ onOutage: 'failClosed' }).get().safe()
    expect(error).toMatchObject({ name: 'StoreError', kind: 'store', cause: new Error('closed') })
    expect(times).toEqual([])
  })

  test('nobody waits for a store that does not answer, and it comes back by itself', async () => {
    const { store, become } = fragile()
    const events: string[] = []
    const { client } = await fleet(budget(10, 60), store)
    const { get } = client({ timeLimit: 50, observe: ({ type }) => events.push(type) })
    become('silent')
    await get()
    become('here')
    while (events.at(-1) !== 'recovery') await sleep(20)
    await get()
    expect(events).toEqual(['outage', 'recovery'])
  })
})

describe('a store that comes back empty', () => {
  test('hears what was sent before it lets anybody go', async () => {
    const { store, become } = fragile()
    const { client, times } = await fleet(budget(5, 60), store)
    const [one, other] = [client(), client()]
    await Promise.all([one.get(), one.get(), one.get(), other.get()])
    become('here', { empty: true, loud: true })
    // The listener of one client is enough to tell the store; the other one finds out when it asks.
    await Promise.all([
      one.get({ deadline: settling * 3 }).safe(),
      other.get({ deadline: settling * 3 }).safe(),
    ])
    expect(times).toHaveLength(5)
  })
})
