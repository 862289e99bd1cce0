import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from '@parlance/chitchats'
import { createMock, type Mock } from '@parlance/mock'
import type { StoreEvent } from '@parlance/runtime/stores'
import { createClient as createRedis } from 'redis'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectTo, startRedis } from '../test/redis-server.ts'
import { type RedisClient, redisLimits, type RedisLimitsOptions } from './index.ts'

let mock: Mock
beforeAll(async () => {
  mock = await createMock(['chitchats'])
})
afterAll(() => mock.close())

/** A client whose budget is in Redis, and what its store tells. */
function clientOf(client: RedisClient, options: Partial<RedisLimitsOptions> = {}) {
  const events: StoreEvent['type'][] = []
  const observe = ({ type }: StoreEvent): void => void events.push(type)
  // A machine that is busy with other tests is no outage.
  const shared = redisLimits({ client, account: crypto.randomUUID(), observe, timeLimit: 4_000, ...options })
  const target = mock.optionsFor('chitchats')
  const chitchats = createClient({ clientId: '1', accessToken: 't', ...target, rateLimit: { shared } })
  const recovery = async (): Promise<void> => {
    while (events.at(-1) !== 'recovery') await sleep(20)
  }
  return { events, recovery, count: () => chitchats.shipments.count(), limits: () => chitchats.limits() }
}

describe('when Redis is killed', () => {
  test('calls go on, and the budget is shared again as soon as it is back', async () => {
    await using server = await startRedis()
    using redis = await connectTo(server.url)
    const { events, recovery, count, limits } = clientOf(redis)
    await count()
    await server.kill()
    await count()
    expect(events).toEqual(['outage'])
    await server.start()
    await recovery()
    await count()
    expect(events).toEqual(['outage', 'recovery'])
    // The server was empty when it came back, and has heard of all that was sent before.
    expect(limits().limits[0]?.used).toBe(3)
  })

  test('calls fail with an error that says so, if that is what was asked for, and succeed again afterwards', async () => {
    await using server = await startRedis()
    using redis = await connectTo(server.url)
    const { recovery, count } = clientOf(redis, { onOutage: 'failClosed' })
    await count()
    await server.kill()
    const { error } = await count().safe()
    expect(error).toMatchObject({ name: 'StoreError', kind: 'store', attempts: [] })
    expect(error?.message).toMatch(
      /^shipments\.count was not sent: the store of shared limits cannot be reached/,
    )
    await expect(count()).rejects.toMatchObject({ name: 'StoreError' })
    await server.start()
    await recovery()
    await count()
  })
})

describe('when Redis is slow', () => {
  test('nobody waits for it longer than the time limit, and what it grants later is given back', async () => {
    await using server = await startRedis()
    using redis = await connectTo(server.url)
    const { events, recovery, count, limits } = clientOf(redis, { timeLimit: 2_000 })
    await count()
    server.freeze()
    await Promise.all([count(), count()])
    expect(events).toEqual(['outage'])
    server.thaw()
    await recovery()
    await count()
    await sleep(200)
    await count()
    expect(limits().limits[0]?.used).toBe(5)
  })
})

describe('when nothing ever answers', () => {
  test('calls go on within a part of the budget', async () => {
    const sockets: Socket[] = []
    // It takes every connection and every command.
    const hole = createServer((socket) => void sockets.push(socket.resume())).listen(0, '127.0.0.1')
    await once(hole, 'listening')
    const { port } = hole.address() as { port: number }
    const redis = createRedis({ url: `redis://127.0.0.1:${port}` })
    redis.on('error', () => {})
    void redis.connect().catch(() => {})
    const { events, count, limits } = clientOf(redis, { timeLimit: 200, fallbackShare: 0.5 })
    await Promise.all(Array.from({ length: 5 }, () => count()))
    expect(events).toEqual(['outage'])
    expect(limits().limits[0]?.used).toBe(5)
    redis.destroy()
    for (const socket of sockets) socket.destroy()
    hole.close()
  })

  test('a client that says nothing of its state is not waited for either', async () => {
    const silent: RedisClient = { evalSha: () => new Promise(() => {}), eval: () => new Promise(() => {}) }
    const { events, count } = clientOf(silent, { timeLimit: 200 })
    await count()
    expect(events).toEqual(['outage'])
    const closed = clientOf(silent, { timeLimit: 200, onOutage: 'failClosed' })
    await expect(closed.count()).rejects.toMatchObject({ name: 'StoreError' })
  })
})
